"""What the Containerfile builds, built and run without a container engine.

The same instructions, in the same order, below folders that stand for the layers of the image, in
namespaces of their own (bubblewrap): no other file of this machine but its system and its Python.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import dockerfile
import pathspec

from tests.deploy.composed import DEPLOY, ROOT

FILE = DEPLOY / "Containerfile"
IGNORED = DEPLOY / "Containerfile.dockerignore"
SYSTEM = ("usr", "bin", "sbin", "lib", "lib32", "lib64", "etc")
ALONE = ("--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try")
SAID_ONLY = ("LABEL", "EXPOSE", "STOPSIGNAL")
PYTHON = Path(sys.base_prefix)
"""What stands for the Python of the image: the one that the tests run on."""
BASE = {"PATH": f"{PYTHON}/bin:/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
"""What the image of Python sets itself."""


@dataclass
class Stage:
    """One stage of the file, and what it has made so far."""

    name: str
    base: str
    layers: Path
    environment: dict[str, str] = field(default_factory=lambda: dict(BASE))
    workdir: str = "/"
    user: str = "0"
    command: tuple[str, ...] = ()
    healthcheck: tuple[str, ...] = ()
    runs: list[str] = field(default_factory=list)

    def at(self, path: str) -> Path:
        """The folder or file that stands for a path of the image."""
        return self.layers / str(Path(self.workdir) / path).lstrip("/")

    def tops(self) -> Iterator[str]:
        """Folders of the image that the stage has written: ``/app``, ``/opt``."""
        return (f"/{each.name}" for each in sorted(self.layers.iterdir()))


def context() -> list[Path]:
    """The files of the repository that reach the build."""
    lines = [line for line in IGNORED.read_text("utf-8").splitlines() if line and line[0] != "#"]
    # a pattern there begins at the root, unlike in .gitignore
    rooted = [f"!/{line[1:]}" if line[0] == "!" else f"/{line}" for line in lines]
    # and a star alone is everything, with what is below it
    rooted = ["/**" if line == "/*" else line for line in rooted]
    ignored = pathspec.PathSpec.from_lines("gitignore", rooted)
    tops = [each for each in ROOT.iterdir() if each.name not in (".git", ".venv", "build")]
    files = [file for top in tops for file in ([top] if top.is_file() else top.rglob("*"))]
    named = [file.relative_to(ROOT) for file in files if file.is_file()]
    return [file for file in named if not ignored.match_file(file)]


def instructions() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """What to do, with what, and how, as Docker's own parser reads it."""
    for each in dockerfile.parse_file(str(FILE)):
        value = tuple(word.replace('"', "") if each.cmd == "ENV" else word for word in each.value)
        yield each.cmd.upper(), value, each.flags


def copied(
    stage: Stage, value: tuple[str, ...], made: Mapping[str, Stage], flags: tuple[str, ...]
) -> None:
    *sources, target = value
    given = [flag.removeprefix("--from=") for flag in flags if flag.startswith("--from=")]
    for source in sources:
        if given:
            linked(made[given[0]].at(source), stage.at(target))
            continue
        files = [each for each in context() if each == Path(source) or Path(source) in each.parents]
        assert files, f"COPY {source}: no such file reaches the build"
        for file in files:
            inside = file.name if file == Path(source) else str(file.relative_to(source))
            to = stage.at(target) / inside
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, to)


def linked(source: Path, target: Path) -> None:
    """The same files below another folder: layers are large, and nobody changes them."""
    shutil.copytree(source, target, symlinks=True, copy_function=os.link)


def inside(stage: Stage, *, read_only: bool) -> list[str]:
    """The command that begins one inside the image: on its files, with its environment.

    ``read_only``: as it is run, by its user and without any right; else as it is built.
    """
    command = [_program("bwrap"), *ALONE, "--die-with-parent", "--clearenv"]
    # who is root already needs no namespace of users, in which no other user would exist
    command += [] if os.geteuid() == 0 else ["--unshare-user"]
    for top in SYSTEM:
        command += ["--ro-bind-try", f"/{top}", f"/{top}"]
    if not PYTHON.is_relative_to("/usr"):
        # folders above it that the user of the image may pass through
        for above in [*reversed(PYTHON.parents)][1:]:
            command += ["--perms", "0755", "--dir", str(above)]
        command += ["--ro-bind", str(PYTHON), str(PYTHON)]
    for top in stage.tops():
        command += ["--ro-bind" if read_only else "--bind", str(stage.layers / top[1:]), top]
    command += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
    command += ["--chdir", stage.workdir]
    for key, value in stage.environment.items():
        command += ["--setenv", key, value.replace("$PATH", BASE["PATH"])]
    return [*command, *(_as_nobody(stage) if read_only else ())]


def _as_nobody(stage: Stage) -> list[str]:
    uid, _, gid = stage.user.partition(":")
    if os.geteuid() != 0:
        return ["--remount-ro", "/", "--uid", uid, "--gid", gid, "--cap-drop", "ALL"]
    keep = ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    drop = [f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs"]
    return ["--remount-ro", "/", *keep, "setpriv", *drop, "--inh-caps=-all"]


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"the tests of deploy/ need {name}: make proxy"
    return found


def build(folder: Path, run: Callable[[Stage, str], None]) -> Stage:
    """The last stage, after every instruction of the file was followed.

    Parameters
    ----------
    folder
        Where the layers are written.
    run
        Runs a line of the shell inside a stage.
    """
    made: dict[str, Stage] = {}
    for cmd, value, flags in instructions():
        if cmd == "FROM":
            stage = Stage(value[-1], value[0], folder / value[-1])
            stage.layers.mkdir(parents=True)
            made[stage.name] = stage
        elif cmd == "ENV":
            pairs = zip(value[::2], value[1::2], strict=True)
            stage.environment |= {key: _expanded(word, stage) for key, word in pairs}
        elif cmd == "WORKDIR":
            stage.workdir = value[0]
            stage.at(".").mkdir(parents=True, exist_ok=True)
        elif cmd == "COPY":
            copied(stage, value, made, flags)
        elif cmd == "RUN":
            run(stage, value[0])
        elif cmd == "USER":
            stage.user = value[0]
        elif cmd == "CMD":
            stage.command = value
        elif cmd == "HEALTHCHECK":
            stage.healthcheck = value[1:]
        else:
            assert cmd in SAID_ONLY, f"what does {cmd} do?"
    return stage


def _expanded(word: str, stage: Stage) -> str:
    for key, value in stage.environment.items():
        word = word.replace(f"${key}", value)
    return word
