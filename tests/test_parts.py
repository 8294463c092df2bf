"""What it is made of: exact versions with the hashes of their files, and a list that names all."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.M)


LISTS = sorted(path.stem for path in ROOT.glob("requirements*.in"))


def pins(file: str) -> set[tuple[str, str]]:
    found = PIN.findall((ROOT / file).read_text(encoding="utf-8"))
    return {(re.sub(r"[._-]+", "-", name).lower(), version) for name, version in found}


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_is_locked(name: str) -> None:
    """If not: make lock."""
    assert pins(f"{name}.in") <= pins(f"{name}.txt")


def test_every_list_has_its_pins() -> None:
    assert sorted(path.stem for path in ROOT.glob("requirements*.txt")) == LISTS


@pytest.mark.parametrize("name", LISTS)
def test_every_locked_version_has_hashes_and_no_file_names_a_host(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    parts = [each for each in re.split(r"\n(?=\S)", text.strip()) if not each.startswith("-r ")]
    assert [part for part in parts if "--hash=sha256:" not in part] == []
    assert "://" not in text


def test_the_list_of_parts_names_every_pin_and_nothing_that_changes() -> None:
    held = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
    named = {(re.sub(r"[._-]+", "-", p["name"]).lower(), p["version"]) for p in held["components"]}
    assert named == pins("requirements.txt")
    assert not {"serialNumber"} & held.keys()
    assert "timestamp" not in held.get("metadata", {})
