"""The rooms of lib: each imports only from those above it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from lib import LAYERS

ROOT = Path(__file__).resolve().parent.parent
LIB = ROOT / "lib"
MODULES = sorted(LIB.rglob("*.py"))


def room(path: Path) -> str:
    """The layer that a file of lib belongs to; "" for lib itself."""
    return path.relative_to(LIB).with_suffix("").parts[0].removeprefix("__init__")


def imports(path: Path) -> set[str]:
    """Everything that a file imports, by its full name, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}: say the whole name of what is imported"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def of_lib(names: set[str]) -> set[str]:
    """The layers among the names that are imported."""
    return {name.split(".")[1] for name in names if name.startswith("lib.")}


def name_of(path: Path) -> str:
    return str(path.relative_to(LIB))


def test_every_file_of_lib_is_in_the_list_and_every_name_of_the_list_is_there() -> None:
    assert {room(path) for path in MODULES} - {""} == set(LAYERS)
    assert len(set(LAYERS)) == len(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_modules_above_it(path: Path) -> None:
    here = room(path)
    above = LAYERS[: LAYERS.index(here)] if here else ()
    # a room of several files may use its own
    own = {here} if path.parent != LIB else set()
    assert of_lib(imports(path)) <= {*above, *own}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_one_room_talks_to_streamlit(path: Path) -> None:
    spoken = {name.split(".")[0] for name in imports(path)} & {"streamlit", "streamlit_folium"}
    assert not spoken or room(path) == "ui"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
