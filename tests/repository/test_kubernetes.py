"""The manifests: made anew they are the same, Kubernetes' own schemas take them, and topics and rights are the program's."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from deploy.kubernetes.manifests import FILES, PRODUCTION, main, topics, users
from streams import access
from streams.settings import PREFIX, Settings, load
from streams.topics import administration, plan
from tests.packaged import packaged

SCHEMAS = (
    "kubernetes-validate",
    "1.37.0",
    "85136d018a27b50ec7fc049d902bfa5193f5976807e6c0f408e3ab6fe078cad9",
)
VERSIONS = ("v1.31.0", "v1.37.0")
"""The oldest and the newest Kubernetes that the manifests are checked for."""

OTHERS = {"KafkaTopic", "KafkaUser", "Kustomization"}
"""Kinds that are not Kubernetes' own."""


@pytest.fixture(scope="module")
def resources(root: Path) -> list[dict[str, Any]]:
    """Give all resources as they stand in the repository."""
    files = sorted((root / "deploy" / "kubernetes").glob("*.yaml"))
    return [one for file in files for one in yaml.safe_load_all(file.read_text(encoding="utf-8"))]


def pods(resources: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Give each pod: its name, its specification, its one container."""
    for one in resources:
        if "template" in one.get("spec", {}):
            spec = one["spec"]["template"]["spec"]
            yield one["metadata"]["name"], spec, spec["containers"][0]


def test_made_anew_they_are_the_same(root: Path, tmp_path: Path) -> None:
    """Otherwise somebody changed a file, or a topic or right that is not deployed yet: make docs."""
    main(tmp_path)
    kept = root / "deploy" / "kubernetes"
    assert {file.name for file in kept.glob("*.yaml")} == {file.name for file in tmp_path.iterdir()}
    assert set(FILES) | {"kustomization.yaml"} == {file.name for file in tmp_path.iterdir()}
    for file in tmp_path.iterdir():
        assert file.read_text("utf-8") == (kept / file.name).read_text("utf-8"), file.name


@pytest.mark.parametrize("version", VERSIONS)
def test_the_schemas_of_kubernetes_take_each_of_its_own_kinds(
    resources: list[dict[str, Any]], version: str
) -> None:
    """Strictly: a misspelt field is refused, which the last line shows."""
    folder = packaged(*SCHEMAS) / "kubernetes_validate" / "kubernetes-json-schema" / f"{version}-local-strict"
    registry = definitions(folder)
    own = [one for one in resources if one["kind"] not in OTHERS]
    assert len(own) > 15
    for one in own:
        assert list(mistakes(one, folder, registry)) == [], one["metadata"]
    (workers,) = [one for one in own if one["kind"] == "StatefulSet"]
    assert list(mistakes({**workers, "spec": {**workers["spec"], "replica": 2}}, folder, registry))


def mistakes(one: dict[str, Any], folder: Path, registry: Registry[Any]) -> Iterator[str]:
    """Say what the schema of a resource's kind does not take."""
    group = one["apiVersion"].split("/")
    name = "-".join([one["kind"].lower(), *(part.split(".")[0] for part in group)])
    schema = json.loads((folder / f"{name}.json").read_text("utf-8"))
    for error in Draft202012Validator(schema, registry=registry).iter_errors(one):
        yield error.message


def definitions(folder: Path) -> Registry[Any]:
    """Give what the schemas of all kinds refer to, under each address by which they do."""
    held = json.loads((folder / "_definitions.json").read_text("utf-8"))
    found = Resource.from_contents(held, default_specification=DRAFT202012)
    empty: Registry[Any] = Registry()
    return empty.with_resources(
        (f"{base}_definitions.json", found) for base in ("", "https://kubernetes.io/api/")
    )


@pytest.mark.kafka
def test_topics_made_as_strimzi_would_leave_nothing_to_plan(settings: Settings) -> None:
    """On a real broker: names, partitions, copies and settings are those that `topics plan` asks."""
    with administration(settings) as client:
        for one in topics(settings):
            assert re.fullmatch(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?", one["metadata"]["name"])
            spec = one["spec"]
            wanted = {
                "num_partitions": spec["partitions"],
                "replication_factor": spec["replicas"],
                "configs": spec["config"],
            }
            client.create_topics({spec["topicName"]: wanted}, wait_for_metadata=True)
    found = plan(settings)
    assert (found.create, found.configure, found.refused) == ((), (), ())
    assert found.publish, "the table is what the job publishes"


def test_in_production_a_topic_has_three_copies_and_two_must_have_a_message(
    resources: list[dict[str, Any]],
) -> None:
    """Losing one broker then neither loses nor stops anything."""
    every = [one["spec"] for one in resources if one["kind"] == "KafkaTopic"]
    assert every
    assert {(one["replicas"], one["config"]["min.insync.replicas"]) for one in every} == {(3, "2")}


def test_the_users_have_the_rights_of_the_program_and_no_others() -> None:
    """Read back from Strimzi's words they are what `access show` lists."""
    found = set()
    for user in users(PRODUCTION):
        for acl in user["spec"]["authorization"]["acls"]:
            resource = acl["resource"]
            kind = "transactional_id" if resource["type"] == "transactionalId" else resource["type"]
            for word in acl["operations"]:
                operation = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).upper()
                name = resource.get("name", "kafka-cluster")
                prefixed = resource.get("patternType") == "prefix"
                found.add(access.Right(f"User:{user['metadata']['name']}", kind, name, operation, prefixed))
    assert found == set(access.rights(PRODUCTION, access.principals(())))


def test_no_pod_has_a_right_it_does_not_need(resources: list[dict[str, Any]]) -> None:
    """As the image's tests have it: no root, nothing written but where it is told, no token of the cluster."""
    seen = [name for name, _, _ in pods(resources)]
    assert sorted(seen) == ["desk", "lag", "topics", "worker"]
    for name, spec, one in pods(resources):
        assert spec["securityContext"]["runAsNonRoot"], name
        assert spec["automountServiceAccountToken"] is False
        security = one["securityContext"]
        assert security["readOnlyRootFilesystem"], name
        assert not security["allowPrivilegeEscalation"]
        assert security["capabilities"] == {"drop": ["ALL"]}
        assert {mount["name"] for mount in one["volumeMounts"] if not mount.get("readOnly")} <= {
            "tmp",
            "store",
        }


def test_no_secret_stands_in_a_manifest_or_in_the_environment(resources: list[dict[str, Any]]) -> None:
    """Secrets come as files; whoever deploys makes them."""
    assert "Secret" not in {one["kind"] for one in resources}
    for name, spec, one in pods(resources):
        assert all("valueFrom" not in variable for variable in one["env"]), name
        mounted = {volume["name"] for volume in spec["volumes"]}
        if name in {"worker", "desk"}:
            mounted.add("store")
        assert {mount["name"] for mount in one["volumeMounts"]} <= mounted


def test_each_process_is_started_with_settings_that_the_program_takes(
    resources: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Names and values; the files that they name are those that are mounted."""
    (told,) = [one["data"] for one in resources if one["kind"] == "ConfigMap"]
    for name, _, one in pods(resources):
        given = {**told, **{variable["name"]: variable["value"] for variable in one["env"]}}
        mounts = {mount["mountPath"] for mount in one["volumeMounts"]}
        with monkeypatch.context() as patch:
            for variable, value in given.items():
                if value.startswith("/run/"):
                    held = value if value in mounts else value.rsplit("/", 1)[0]
                    assert held in mounts, (name, variable)
                patch.setenv(variable, str(stand_in(tmp_path, value)) if value.startswith("/run/") else value)
            patch.delenv(f"{PREFIX}KAFKA_CA_FILE")
            assert load().kafka_user == given[f"{PREFIX}KAFKA_USER"]


def stand_in(folder: Path, path: str) -> Path:
    """Give a file, or a folder for the keys, in place of one that a pod has."""
    made = folder / path.strip("/").replace("/", "-")
    if path.count("/") == 2:
        made.mkdir(exist_ok=True)
    else:
        made.write_text("geheim\n", encoding="utf-8")
    return made


def test_the_network_lets_nothing_through_that_is_not_named(resources: list[dict[str, Any]]) -> None:
    """One policy shuts all of ours, and each open port is one that a process serves or asks."""
    policies = {one["metadata"]["name"]: one["spec"] for one in resources if one["kind"] == "NetworkPolicy"}
    shut = policies.pop("nothing")
    assert shut["policyTypes"] == ["Ingress", "Egress"]
    assert set(shut) == {"podSelector", "policyTypes"}
    served = {port["containerPort"] for _, _, one in pods(resources) for port in one.get("ports", ())}
    opened = {
        port["port"] for one in policies.values() for rule in one.get("ingress", ()) for port in rule["ports"]
    }
    assert opened == served
    asked = {
        port["port"] for one in policies.values() for rule in one.get("egress", ()) for port in rule["ports"]
    }
    assert asked == {53, 9093, 5432, 443}
