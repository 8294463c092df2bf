"""kubernetes.yaml against the schemas of Kubernetes itself, and its parts against each other."""

import tomllib
from typing import Any

import kubernetes_validate
import pytest
import yaml

from lib.config import read_toml
from lib.settings import Settings
from tests.deploy.composed import DEPLOY

FILE = DEPLOY / "kubernetes.yaml"
DOCUMENTS: list[dict[str, Any]] = list(yaml.safe_load_all(FILE.read_text("utf-8")))
VERSIONS = ("1.29", "1.31", "1.33", "1.35", kubernetes_validate.latest_version())
BASE = "/map"


def one(kind: str, name: str = "dashboard") -> dict[str, Any]:
    (found,) = (
        each for each in DOCUMENTS if each["kind"] == kind and each["metadata"]["name"] == name
    )
    return found


def pod() -> dict[str, Any]:
    return dict(one("Deployment")["spec"]["template"]["spec"])


def container() -> dict[str, Any]:
    (only,) = pod()["containers"]
    return dict(only)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each["kind"])
def test_every_object_is_one_that_kubernetes_knows(document: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(document, version, strict=True)


def test_a_misspelled_field_would_be_found() -> None:
    wrong = one("PodDisruptionBudget") | {"spec": {"minAvailabel": 1}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


def test_the_pod_keeps_the_restricted_profile_and_more() -> None:
    around, within = pod()["securityContext"], container()["securityContext"]
    assert around["runAsNonRoot"] is True
    assert around["runAsUser"] > 0
    assert around["seccompProfile"] == {"type": "RuntimeDefault"}
    assert within["allowPrivilegeEscalation"] is False
    assert within["capabilities"] == {"drop": ["ALL"]}
    assert within["readOnlyRootFilesystem"] is True
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod())
    assert {next(iter(set(each) - {"name"})) for each in pod()["volumes"]} <= {
        "emptyDir",
        "configMap",
    }
    assert pod()["automountServiceAccountToken"] is False


def test_one_replica_at_least_serves_whatever_is_done_to_the_nodes_or_the_version() -> None:
    spec = one("Deployment")["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert one("PodDisruptionBudget")["spec"]["minAvailable"] == 1
    assert set(container()["resources"]) == {"requests", "limits"}


def test_whatever_selects_the_pods_selects_these() -> None:
    labels = one("Deployment")["spec"]["template"]["metadata"]["labels"]
    assert one("Deployment")["spec"]["selector"]["matchLabels"] == labels
    assert one("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
    assert one("NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == labels
    assert one("Service")["spec"]["selector"] == labels
    assert one("Service", "dashboard-nobody")["spec"]["selector"] != labels
    assert {each["metadata"]["namespace"] for each in DOCUMENTS} == {"dashboard"}


def test_probes_and_ways_in_are_below_the_path_that_the_dashboard_is_told() -> None:
    assert one("ConfigMap")["data"]["base"] == BASE
    asked = {key: each["httpGet"]["path"] for key, each in container().items() if "Probe" in key}
    assert asked == {
        "startupProbe": f"{BASE}/api/health",
        "livenessProbe": f"{BASE}/api/health",
        "readinessProbe": f"{BASE}/api/ready",
    }
    ways = one("Ingress")["spec"]["rules"][0]["http"]["paths"]
    to = {each["path"]: each["backend"]["service"]["name"] for each in ways}
    assert to == {
        f"{BASE}/metrics": "dashboard-nobody",
        f"{BASE}/_stcore/metrics": "dashboard-nobody",
        BASE: "dashboard",
    }
    notes = one("Ingress")["metadata"]["annotations"]
    assert notes["nginx.ingress.kubernetes.io/session-cookie-path"] == f"{BASE}/"
    scraped = one("Deployment")["spec"]["template"]["metadata"]["annotations"]
    assert scraped["prometheus.io/path"] == f"{BASE}/metrics"


def test_readers_stay_with_a_replica_by_cookie_and_where_there_is_none_by_address() -> None:
    assert one("Service")["spec"]["sessionAffinity"] == "ClientIP"
    notes = one("Ingress")["metadata"]["annotations"]
    assert notes["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    # a reader whose replica died is pointed to the one that took over
    assert notes["nginx.ingress.kubernetes.io/session-cookie-change-on-failure"] == "true"


def test_secrets_are_named_and_not_held() -> None:
    assert not any(each["kind"] == "Secret" for each in DOCUMENTS)
    secret = {"STREAMLIT_SERVER_COOKIE_SECRET", "DASHBOARD_ACTIVITIES"}
    for each in container()["env"]:
        assert ("secretKeyRef" in each.get("valueFrom", {})) == (each["name"] in secret)


def test_the_settings_that_are_mounted_are_read_by_the_dashboard(tmp_path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(one("ConfigMap")["data"]["server.toml"], encoding="utf-8")
    assert tomllib.loads(file.read_text("utf-8"))
    assert read_toml(file, Settings).metrics == "open"
    (mounted,) = (each for each in container()["volumeMounts"] if each["name"] == "settings")
    said = {each["name"]: each.get("value") for each in container()["env"]}
    assert said["DASHBOARD_SERVER"] == f"{mounted['mountPath']}/server.toml"
