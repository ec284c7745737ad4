"""The manifests for Kubernetes with Strimzi: `python deploy/kubernetes/manifests.py [DIR]` writes one YAML file a subject.

Topics and users are made from what the program itself asks (`streams.topics`, `streams.access`), so that they cannot differ.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from streams import access
from streams.settings import Settings
from streams.topics import TOPICS, configs

__all__ = ["FILES", "main", "topics", "users", "written"]

HERE = Path(__file__).parent
NAMESPACE = "dwarsverband"
CLUSTER = "kafka"
"""The name of the Strimzi Kafka resource, in the same namespace."""

IMAGE = "dwarsverband:0.1.0"
USER = 10001
STORE = "/var/lib/dwarsverband"
WORKER_PORT, LAG_PORT, DESK_PORT = 9464, 9465, 8443
CA, PASSWORDS, KEYS, DESK_SECRETS, TLS = (
    "/run/kafka-ca",
    "/run/kafka-user",
    "/run/keys",
    "/run/desk",
    "/run/tls",
)

PRODUCTION = Settings(profile="development", replication=3)
"""As the production profile has it: three copies; the profile itself cannot be made without its papers."""

Resource = dict[str, Any]


def metadata(name: str, **more: Any) -> Resource:
    """Give a resource its name, namespace and label."""
    return {
        "name": name,
        "namespace": NAMESPACE,
        "labels": {"app.kubernetes.io/part-of": "dwarsverband"},
        **more,
    }


def labels(part: str) -> Resource:
    """Give what tells one process's pods from another's."""
    return {"app.kubernetes.io/part-of": "dwarsverband", "app.kubernetes.io/component": part}


def topics(settings: Settings) -> Iterator[Resource]:
    """Give a Strimzi KafkaTopic for each topic."""
    for topic in TOPICS:
        name = settings.named(topic.name)
        yield {
            "apiVersion": "kafka.strimzi.io/v1beta2",
            "kind": "KafkaTopic",
            "metadata": {**metadata(name), "labels": {"strimzi.io/cluster": CLUSTER}},
            "spec": {
                "topicName": name,
                "partitions": topic.count,
                "replicas": settings.copies,
                "config": configs(topic, settings),
            },
        }


def users(settings: Settings) -> Iterator[Resource]:
    """Give a Strimzi KafkaUser for each role; Strimzi makes a Secret of its name with the password in it."""
    who = access.principals(())
    for role, principal in who.items():
        name = principal.removeprefix("User:")
        own = sorted(right for right in access.rights(settings, who) if right.principal == principal)
        groups = groupby(own, key=lambda right: (right.kind, right.name, right.prefixed))
        yield {
            "apiVersion": "kafka.strimzi.io/v1beta2",
            "kind": "KafkaUser",
            "metadata": {
                **metadata(name),
                "labels": {"strimzi.io/cluster": CLUSTER},
                "annotations": {"dwarsverband/role": access.ROLES[role]},
            },
            "spec": {
                "authentication": {"type": "scram-sha-512"},
                "authorization": {"type": "simple", "acls": [acl(*key, rights) for key, rights in groups]},
            },
        }


def acl(kind: str, name: str, prefixed: bool, rights: Iterator[access.Right]) -> Resource:
    """Say a resource's rights in Strimzi's words."""
    resource = {"type": "transactionalId" if kind == "transactional_id" else kind}
    if kind != "cluster":
        resource |= {"name": name, "patternType": "prefix" if prefixed else "literal"}
    words = ["".join(part.capitalize() for part in right.operation.split("_")) for right in rights]
    return {"resource": resource, "operations": words, "host": "*"}


def kafka(role: str) -> Resource:
    """Give the variables by which a process reaches Kafka as its own user."""
    return {
        "DWARSVERBAND_KAFKA_USER": f"dwarsverband-{role}",
        "DWARSVERBAND_KAFKA_PASSWORD_FILE": f"{PASSWORDS}/password",
    }


def keyless(role: str) -> dict[str, str]:
    """Give the variables of a process that reads no key: the production profile asks a folder, which may hold none."""
    return {**kafka(role), "DWARSVERBAND_KEYS": PASSWORDS}


def container(
    name: str, command: list[str], variables: Mapping[str, str], mounts: Mapping[str, str]
) -> Resource:
    """Give a container that has no right it does not need, and may write where it is told alone."""
    return {
        "name": name,
        "image": IMAGE,
        "args": ["dwarsverband", *command],
        "envFrom": [{"configMapRef": {"name": "dwarsverband"}}],
        "env": [{"name": key, "value": value} for key, value in variables.items()],
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [
            {"name": volume, "mountPath": path, **({} if volume in {"store", "tmp"} else {"readOnly": True})}
            for volume, path in {"tmp": "/tmp", "kafka-ca": CA, "kafka-user": PASSWORDS, **mounts}.items()
        ],
    }


def pod(role: str, part: str, one: Resource, secrets: Mapping[str, str], **more: Any) -> Resource:
    """Give the template of a pod with one container."""
    mounted = {"kafka-ca": f"{CLUSTER}-cluster-ca-cert", "kafka-user": f"dwarsverband-{role}", **secrets}
    return {
        "metadata": {"labels": labels(part)},
        "spec": {
            "automountServiceAccountToken": False,
            "securityContext": {
                "runAsNonRoot": True,
                "runAsUser": USER,
                "runAsGroup": USER,
                "fsGroup": USER,
                "seccompProfile": {"type": "RuntimeDefault"},
            },
            "containers": [one],
            "volumes": [
                {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}},
                *(
                    {"name": volume, "secret": {"secretName": secret, "defaultMode": 0o440}}
                    for volume, secret in mounted.items()
                ),
                *more.pop("volumes", []),
            ],
            **more,
        },
    }


def probe(path: str, port: int | str, failures: int, **more: Any) -> Resource:
    """Give a question that is asked every ten seconds."""
    asked = {"path": path, "port": port, **more}
    return {"httpGet": asked, "periodSeconds": 10, "timeoutSeconds": 5, "failureThreshold": failures}


def measured(one: Resource, port: int, *, memory: str, cpu: str) -> Resource:
    """Add metrics, health and limits: alive decides on a restart, ready only on who is sent to it."""
    return {
        **one,
        "ports": [{"name": "metrics", "containerPort": port}],
        "startupProbe": probe("/live", "metrics", 30),
        "livenessProbe": probe("/live", "metrics", 3),
        "readinessProbe": probe("/ready", "metrics", 3),
        "resources": {"requests": {"cpu": cpu, "memory": memory}, "limits": {"memory": memory}},
    }


def worker() -> Iterator[Resource]:
    """Give the workers: a store each that stays with its name, and never two gone at once on purpose."""
    command = ["worker", "--store", STORE, "--metrics-port", str(WORKER_PORT)]
    one = container("worker", command, kafka("worker"), {"store": STORE, "keys": KEYS})
    spread = {
        "maxSkew": 1,
        "topologyKey": "kubernetes.io/hostname",
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": labels("worker")},
    }
    yield {
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": metadata("worker"),
        "spec": {
            "replicas": 2,
            "serviceName": "worker",
            "podManagementPolicy": "Parallel",
            "selector": {"matchLabels": labels("worker")},
            "template": pod(
                "worker",
                "worker",
                measured(one, WORKER_PORT, memory="2Gi", cpu="500m"),
                {"keys": "dwarsverband-keys"},
                terminationGracePeriodSeconds=60,
                topologySpreadConstraints=[spread],
            ),
            "volumeClaimTemplates": [claim("store", "20Gi")],
        },
    }
    yield service("worker", WORKER_PORT, "metrics", headless=True)
    yield budget("worker")


def lag() -> Iterator[Resource]:
    """Give the measuring of the lag from outside the workers."""
    one = container("lag", ["lag", "--metrics-port", str(LAG_PORT)], keyless("watch"), {})
    yield deployment("lag", pod("watch", "lag", measured(one, LAG_PORT, memory="256Mi", cpu="50m"), {}))
    yield service("lag", LAG_PORT, "metrics")


def desk() -> Iterator[Resource]:
    """Give the desk: one, for it has a folder with the account of who did what; its tables are in PostgreSQL."""
    variables = kafka("desk") | {
        "DWARSVERBAND_DESK_DATABASE_PASSWORD_FILE": f"{DESK_SECRETS}/database-password",
        "DWARSVERBAND_OIDC_SECRET_FILE": f"{DESK_SECRETS}/oidc-secret",
    }
    command = ["desk", "--store", STORE, "--host", "0.0.0.0", "--port", str(DESK_PORT)]
    command += ["--certificate", f"{TLS}/tls.crt", "--key", f"{TLS}/tls.key"]
    mounts = {"store": STORE, "keys": KEYS, "desk": DESK_SECRETS, "tls": TLS}
    named = {"httpHeaders": [{"name": "Host", "value": "dwarsverband.gemeente.example"}]}
    asked = {"scheme": "HTTPS", **named}
    one = container("desk", command, variables, mounts) | {
        "ports": [{"name": "https", "containerPort": DESK_PORT}],
        "startupProbe": probe("/aanmelden", "https", 30, **asked),
        "livenessProbe": probe("/aanmelden", "https", 6, **asked),
        "readinessProbe": probe("/aanmelden", "https", 2, **asked),
        "resources": {"requests": {"cpu": "250m", "memory": "1Gi"}, "limits": {"memory": "2Gi"}},
    }
    secrets = {
        "keys": "dwarsverband-keys",
        "desk": "dwarsverband-desk-secrets",
        "tls": "dwarsverband-desk-tls",
    }
    kept = {"name": "store", "persistentVolumeClaim": {"claimName": "desk"}}
    yield deployment("desk", pod("desk", "desk", one, secrets, volumes=[kept]))
    yield {"apiVersion": "v1", "kind": "PersistentVolumeClaim", **claim("desk", "5Gi")}
    yield service("desk", DESK_PORT, "https", outside=443)
    yield budget("desk")


def prepare() -> Iterator[Resource]:
    """Give the job that publishes the table of partitions and checks the topics that Strimzi made."""
    one = container("topics", ["topics", "apply"], keyless("operator"), {})
    template = pod("operator", "topics", one, {}, restartPolicy="OnFailure")
    spec = {"backoffLimit": 20, "ttlSecondsAfterFinished": 86_400, "template": template}
    yield {"apiVersion": "batch/v1", "kind": "Job", "metadata": metadata("topics"), "spec": spec}


def base() -> Iterator[Resource]:
    """Give the namespace and what every process is told."""
    restricted = {"pod-security.kubernetes.io/enforce": "restricted"}
    yield {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE, "labels": restricted}}
    fill_in = {
        "DWARSVERBAND_DPIA": "FILL IN",
        "DWARSVERBAND_IAMA": "FILL IN",
        "DWARSVERBAND_REGISTER_URL": "https://register.gemeente.example/verwerkingen/FILL-IN",
        "DWARSVERBAND_DESK_ADDRESS": "https://dwarsverband.gemeente.example",
        "DWARSVERBAND_DESK_DATABASE": "postgresql://desk@postgres.dwarsverband.svc:5432/desk",
        "DWARSVERBAND_OIDC_ISSUER": "https://sso.gemeente.example/realms/intern",
        "DWARSVERBAND_OIDC_CLIENT": "dwarsverband",
    }
    told = {
        "KAFKA_BOOTSTRAP": f"{CLUSTER}-kafka-bootstrap.{NAMESPACE}.svc:9093",
        "DWARSVERBAND_PROFILE": "production",
        "DWARSVERBAND_KEYS": KEYS,
        "DWARSVERBAND_KAFKA_SECURITY": "SASL_SSL",
        "DWARSVERBAND_KAFKA_CA_FILE": f"{CA}/ca.crt",
        **fill_in,
    }
    yield {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata("dwarsverband"), "data": told}


def network() -> Iterator[Resource]:
    """Give who may speak with whom: nothing at first, then what each process needs."""
    everybody = {"app.kubernetes.io/part-of": "dwarsverband"}
    yield policy("nothing", everybody, {"policyTypes": ["Ingress", "Egress"]})
    brokers = {"podSelector": {"matchLabels": {"strimzi.io/cluster": CLUSTER}}}
    out = [
        {"to": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}}}]}
        | ports(53, protocols=("UDP", "TCP")),
        {"to": [brokers], **ports(9093)},
    ]
    yield policy("to-kafka", everybody, {"policyTypes": ["Egress"], "egress": out})
    monitoring = namespace("monitoring")
    for part, port in (("worker", WORKER_PORT), ("lag", LAG_PORT)):
        measured_by = [{"from": [monitoring], **ports(port)}]
        yield policy(f"measure-{part}", labels(part), {"policyTypes": ["Ingress"], "ingress": measured_by})
    visited = [{"from": [namespace("ingress")], **ports(DESK_PORT)}]
    served = [
        {"to": [{"podSelector": {"matchLabels": {"app.kubernetes.io/name": "postgres"}}}], **ports(5432)},
        ports(443),
    ]
    both = {"policyTypes": ["Ingress", "Egress"], "ingress": visited, "egress": served}
    yield policy("desk", labels("desk"), both)


def namespace(name: str) -> Resource:
    """Name all pods of a namespace."""
    return {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}}


def ports(port: int, protocols: tuple[str, ...] = ("TCP",)) -> Resource:
    """Name a port."""
    return {"ports": [{"port": port, "protocol": protocol} for protocol in protocols]}


def policy(name: str, chosen: Resource, spec: Resource) -> Resource:
    """Give a network policy for the pods with these labels."""
    selector = {"podSelector": {"matchLabels": chosen}}
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": metadata(name),
        "spec": {**selector, **spec},
    }


def deployment(part: str, template: Resource) -> Resource:
    """Give a process of which there is one, and never two while it is renewed."""
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": metadata(part),
        "spec": {
            "replicas": 1,
            "strategy": {"type": "Recreate"},
            "selector": {"matchLabels": labels(part)},
            "template": template,
        },
    }


def service(
    part: str, port: int, name: str, *, outside: int | None = None, headless: bool = False
) -> Resource:
    """Give a process an address."""
    spec: Resource = {
        "selector": labels(part),
        "ports": [{"name": name, "port": outside or port, "targetPort": name}],
    }
    if headless:
        spec |= {"clusterIP": "None", "publishNotReadyAddresses": True}
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata(part), "spec": spec}


def claim(name: str, size: str) -> Resource:
    """Ask for a disk of one process's own."""
    return {
        "metadata": metadata(name),
        "spec": {"accessModes": ["ReadWriteOncePod"], "resources": {"requests": {"storage": size}}},
    }


def budget(part: str) -> Resource:
    """Let at most one go at a time when nodes are emptied."""
    spec = {"maxUnavailable": 1, "selector": {"matchLabels": labels(part)}}
    return {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": metadata(part),
        "spec": spec,
    }


def written(resources: Iterator[Resource]) -> str:
    """Write resources as one YAML file."""
    head = "# Made by deploy/kubernetes/manifests.py (make docs); change it there.\n"
    return head + yaml.safe_dump_all(list(resources), sort_keys=False, explicit_start=True, width=120)


FILES: Mapping[str, Callable[[], Iterator[Resource]]] = {
    "base.yaml": base,
    "worker.yaml": worker,
    "lag.yaml": lag,
    "desk.yaml": desk,
    "network.yaml": network,
    "prepare.yaml": prepare,
    "topics.yaml": partial(topics, PRODUCTION),
    "users.yaml": partial(users, PRODUCTION),
}


def main(folder: Path) -> None:
    """Write all files, and the list of them for `kubectl apply -k`."""
    for name, make in FILES.items():
        (folder / name).write_text(written(make()), encoding="utf-8")
    listed = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": list(FILES),
    }
    (folder / "kustomization.yaml").write_text(written(iter([listed])), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
