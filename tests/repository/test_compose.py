"""What docker-compose.yml promises must hold as far as it can be checked without Docker."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from streams.settings import PREFIX, load


@pytest.fixture(scope="module")
def compose(root: Path) -> dict[str, Any]:
    """Give the compose file, parsed."""
    parsed: dict[str, Any] = yaml.safe_load((root / "docker-compose.yml").read_text(encoding="utf-8"))
    return parsed


def commands(compose: dict[str, Any]) -> list[list[str]]:
    """Give the command lines of ours that services run."""
    every = [service.get("command", []) for service in compose["services"].values()]
    return [command for command in every if command[:1] == ["dwarsverband"]]


def test_it_starts_what_a_try_out_needs(compose: dict[str, Any]) -> None:
    """These, and no more."""
    ours = {"topics", "worker", "lag", "desk"}
    theirs = {"kafka", "database", "prometheus", "alertmanager", "grafana"}
    assert set(compose["services"]) == ours | theirs


def test_it_is_what_the_compose_specification_takes(root: Path, compose: dict[str, Any]) -> None:
    """By the schema of the specification itself (compose-go 2.16.2, Apache-2.0), which Docker Compose checks against too."""
    schema = json.loads((root / "tests" / "data" / "compose-spec.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(compose)] == []
    wrong = {**compose, "services": {**compose["services"], "desk": {"imagge": "x"}}}
    assert list(Draft202012Validator(schema).iter_errors(wrong))


def test_every_image_is_pinned(root: Path, compose: dict[str, Any]) -> None:
    """A tag that moves would give another program tomorrow."""
    images = [service["image"] for service in compose["services"].values()]
    images += bases(root)
    for image in images:
        name, _, tag = image.rpartition(":")
        assert name, image
        assert tag.removeprefix("v")[:1].isdigit(), image


def bases(root: Path) -> list[str]:
    """Give what the stages of the image are made from: one thing, named once."""
    lines = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert {line.split()[1] for line in lines if line.startswith("FROM ")} == {"${BASE}"}
    return [line.removeprefix("ARG BASE=") for line in lines if line.startswith("ARG BASE=")]


def test_nothing_listens_beyond_loopback(compose: dict[str, Any]) -> None:
    """There is no sign-in and no encryption, so nobody else may reach it."""
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    hosts = [name for name, service in compose["services"].items() if "network_mode" in service]
    assert hosts == ["desk"]
    assert "--demo" in compose["services"]["desk"]["command"], "it refuses to listen elsewhere"


def test_nothing_runs_with_rights_it_does_not_need(root: Path, compose: dict[str, Any]) -> None:
    """No root, no capabilities, no way to get more."""
    dockerfile = (root / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert "\nUSER 10001:10001\n" in dockerfile
    for name, service in compose["services"].items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "build" in service or service["user"] in {"appuser", "nobody", "postgres", "472"}, name
        assert service.get("read_only") or name == "kafka", name


def test_every_lasting_service_has_a_health_check(compose: dict[str, Any]) -> None:
    """`--wait` and `depends_on` stand on them."""
    for name, service in compose["services"].items():
        assert ("healthcheck" in service) is (service["restart"] == "unless-stopped"), name


def test_mounted_paths_exist(root: Path, compose: dict[str, Any]) -> None:
    """Docker would make a missing folder, empty."""
    for service in compose["services"].values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert (root / source).exists() if source.startswith(".") else source in compose["volumes"]


@pytest.mark.parametrize(("name", "question"), [("worker", "live"), ("lag", "ready")])
def test_the_health_check_asks_the_port_that_is_served(
    root: Path, compose: dict[str, Any], name: str, question: str
) -> None:
    """Process, health check and Prometheus name one port."""
    service = compose["services"][name]
    port = service["command"][service["command"].index("--metrics-port") + 1]
    assert f"127.0.0.1:{port}/{question}'" in service["healthcheck"]["test"][-1]
    jobs = (root / "deploy" / "prometheus" / "prometheus.yml").read_text(encoding="utf-8")
    assert f"port: {port}" in jobs if name == "worker" else f"{name}:{port}" in jobs


def test_prometheus_tells_the_alertmanager_that_there_is(root: Path, compose: dict[str, Any]) -> None:
    """By the name and port of its service."""
    prometheus = yaml.safe_load(
        (root / "deploy" / "prometheus" / "prometheus.yml").read_text(encoding="utf-8")
    )
    (manager,) = prometheus["alerting"]["alertmanagers"]
    (target,) = manager["static_configs"][0]["targets"]
    assert target.split(":") == [
        "alertmanager",
        compose["services"]["alertmanager"]["ports"][0].split(":")[-1],
    ]


def test_the_desk_and_its_database_agree(root: Path, compose: dict[str, Any]) -> None:
    """User, database, port and the file of the password; the health check asks where it listens."""
    desk, database = compose["services"]["desk"], compose["services"]["database"]
    user, name = database["environment"]["POSTGRES_USER"], database["environment"]["POSTGRES_DB"]
    address = f"postgresql://{user}@{database['ports'][0].rsplit(':', 1)[0]}/{name}"
    assert desk["environment"]["DWARSVERBAND_DESK_DATABASE"] == address
    (secret,) = desk["secrets"]
    assert database["secrets"] == [secret]
    assert desk["environment"]["DWARSVERBAND_DESK_DATABASE_PASSWORD_FILE"] == f"/run/secrets/{secret}"
    assert database["environment"]["POSTGRES_PASSWORD_FILE"] == f"/run/secrets/{secret}"
    assert (root / compose["secrets"][secret]["file"]).read_text(encoding="utf-8").strip()
    port = desk["command"][desk["command"].index("--port") + 1]
    assert f"127.0.0.1:{port}/aanmelden'" in desk["healthcheck"]["test"][-1]


def test_grafana_finds_its_dashboards_and_their_source(root: Path, compose: dict[str, Any]) -> None:
    """What is provisioned has the uid that every panel asks, the service's address, and the folder that is mounted."""
    provisioned = root / "deploy" / "grafana" / "provisioning"
    (source,) = yaml.safe_load((provisioned / "datasources" / "prometheus.yml").read_text("utf-8"))[
        "datasources"
    ]
    assert source["url"] == "http://prometheus:9090"
    dashboards = sorted((root / "deploy" / "grafana").glob("*.json"))
    assert len(dashboards) == 3
    for dashboard in dashboards:
        panels = json.loads(dashboard.read_text("utf-8"))["panels"]
        assert {panel["datasource"]["uid"] for panel in panels} == {source["uid"]}
    (provider,) = yaml.safe_load((provisioned / "dashboards" / "dwarsverband.yml").read_text("utf-8"))[
        "providers"
    ]
    mounts = dict(volume.split(":")[:2] for volume in compose["services"]["grafana"]["volumes"])
    assert mounts["./deploy/grafana"] == provider["options"]["path"]
    assert mounts["./deploy/grafana/provisioning"] == "/etc/grafana/provisioning"


def test_every_command_of_a_service_is_one_of_the_command_line(compose: dict[str, Any]) -> None:
    """Each command exists, and its help names every option that the service passes."""
    program = Path(sys.executable).with_name("dwarsverband")
    assert commands(compose)
    for command in commands(compose):
        words = [word for word in command[1:] if word.isalpha()]
        asked = subprocess.run(
            [program, *words, "--help"], capture_output=True, text=True, check=False, env={"COLUMNS": "200"}
        )
        assert asked.returncode == 0, asked.stderr
        for option in (word for word in command if word.startswith("--")):
            assert option in asked.stdout, command


def test_every_setting_of_a_service_is_one_of_ours(
    compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker refuses a setting that it does not know."""
    for name in ("topics", "worker", "lag", "desk"):
        given = compose["services"][name]["environment"]
        for variable in os.environ:
            if variable.startswith(PREFIX) or variable == "KAFKA_BOOTSTRAP":
                monkeypatch.delenv(variable)
        for variable, value in given.items():
            monkeypatch.setenv(variable, value)
        settings = load()
        assert settings.kafka_bootstrap == given.get("KAFKA_BOOTSTRAP", "127.0.0.1:9092")
        assert settings.copies == 1
