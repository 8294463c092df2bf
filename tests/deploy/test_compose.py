"""compose.yaml, read by Docker Compose itself: complete, hardened, and the parts agree."""

import ipaddress
import json
import re
import subprocess
import tomllib
from typing import Any

import pytest

from lib.settings import FILE, read_settings
from tests.deploy.composed import DEPLOY, ROOT, SECRETS, compose, composed

SERVICES = ("proxy", "replica-1", "replica-2", "database")
REPLICAS = ("replica-1", "replica-2")


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return composed()


def test_what_an_operator_must_set_is_asked_for_by_name() -> None:
    for missing in SECRETS:
        given = {key: value for key, value in SECRETS.items() if key != missing}
        answer = compose(**given)
        assert answer.returncode != 0
        assert missing in answer.stderr


def test_every_variable_is_explained_to_the_operator() -> None:
    written = (DEPLOY / "compose.yaml").read_text("utf-8")
    used = set(re.findall(r"\$\{(DASHBOARD_\w+)", written))
    explained = set(re.findall(r"^(DASHBOARD_\w+)=", (DEPLOY / ".env.example").read_text(), re.M))
    assert used == explained


def test_the_values_that_are_explained_are_those_that_hold_without_them() -> None:
    lines = re.findall(r"^(DASHBOARD_\w+)=(.+)$", (DEPLOY / ".env.example").read_text(), re.M)
    assert composed(**dict(lines)) == composed()


def test_a_secret_is_neither_in_the_repository_nor_in_the_example() -> None:
    answer = subprocess.run(["git", "check-ignore", "deploy/.env"], cwd=ROOT, check=False)
    assert answer.returncode == 0
    for secret in SECRETS:
        assert f"\n{secret}=\n" in (DEPLOY / ".env.example").read_text()


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_has_no_more_rights_than_it_needs(
    described: dict[str, Any], name: str
) -> None:
    service = described["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    limits = service["deploy"]["resources"]["limits"]
    assert {"cpus", "memory", "pids"} <= set(limits)
    assert service["restart"] == "unless-stopped"
    for volume in service.get("volumes", []):
        assert volume["type"] == "volume" or volume["read_only"] is True
    assert all(each.startswith(("/tmp:", "/var/run/")) for each in service["tmpfs"])
    # each image is named with its version; that of the dashboard is built here
    assert "build" in service or not service["image"].endswith(":latest")
    assert ":" in service["image"]


def test_only_the_proxy_can_be_reached_and_only_from_this_machine(
    described: dict[str, Any],
) -> None:
    published = {name: each.get("ports") for name, each in described["services"].items()}
    assert [name for name, ports in published.items() if ports] == ["proxy"]
    assert [each["host_ip"] for each in published["proxy"]] == ["127.0.0.1"]
    networks = described["networks"]
    assert networks["replicas"]["internal"]
    assert networks["database"]["internal"]
    assert "database" not in described["services"]["proxy"]["networks"]


def test_every_service_waits_for_what_it_needs_to_be_healthy(described: dict[str, Any]) -> None:
    services = described["services"]
    for name, needs in (("proxy", REPLICAS), *((each, ("database",)) for each in REPLICAS)):
        conditions = services[name]["depends_on"]
        assert {key: value["condition"] for key, value in conditions.items()} == dict.fromkeys(
            needs, "service_healthy"
        )
    assert "healthcheck" in services["proxy"]
    assert "healthcheck" in services["database"]


def test_the_replicas_are_the_same_but_for_their_address(described: dict[str, Any]) -> None:
    first, second = (dict(described["services"][each]) for each in REPLICAS)
    addresses = [each.pop("networks")["replicas"]["ipv4_address"] for each in (first, second)]
    assert first == second
    given = described["services"]["proxy"]["environment"]
    assert [given["DASHBOARD_REPLICA_1"], given["DASHBOARD_REPLICA_2"]] == [
        f"{each}:8501" for each in addresses
    ]


def test_the_replicas_believe_the_network_of_the_proxy_and_no_other(
    described: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FILE, str(DEPLOY / "server.toml"))
    (trusted,) = read_settings().trusted_proxies
    (network,) = described["networks"]["replicas"]["ipam"]["config"]
    assert str(trusted) == network["subnet"]
    proxy = described["services"]["proxy"]["networks"]["replicas"]["ipv4_address"]
    assert ipaddress.ip_address(proxy) in ipaddress.ip_network(network["subnet"])


def test_the_path_is_said_once_and_reaches_the_proxy_and_the_replicas() -> None:
    for base in ("", "/map", "/aid/map"):
        services = composed(DASHBOARD_BASE=base)["services"]
        assert services["proxy"]["environment"]["DASHBOARD_BASE"] == base
        for each in REPLICAS:
            assert services[each]["environment"]["STREAMLIT_SERVER_BASE_URL_PATH"] == base


def test_the_proxy_is_given_all_that_its_file_leaves_open(described: dict[str, Any]) -> None:
    template = (DEPLOY / "nginx" / "nginx.conf.template").read_text("utf-8")
    open_ = set(re.findall(r"\$\{(DASHBOARD_[A-Z_0-9]+)\}", template))
    given = described["services"]["proxy"]["environment"]
    assert open_ == {key for key in given if key.startswith("DASHBOARD_")}
    assert re.compile(given["NGINX_ENVSUBST_FILTER"]).match("DASHBOARD_BASE")
    target = described["services"]["proxy"]["volumes"][0]["target"]
    # where the entry of the image looks, and where it is told to write
    assert (target, given["NGINX_ENVSUBST_OUTPUT_DIR"]) == ("/etc/nginx/templates", "/tmp")
    assert "/tmp/nginx.conf" in described["services"]["proxy"]["command"]


def test_the_settings_of_the_replicas_are_settings_of_the_dashboard() -> None:
    ours = tomllib.loads((DEPLOY / "server.toml").read_text("utf-8"))
    known = tomllib.loads((ROOT / "server.toml").read_text("utf-8"))
    assert set(ours) <= set(known)
    assert json.dumps(ours, sort_keys=True) != "{}"
