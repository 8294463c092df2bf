"""The versions of a folder of data: complete folders, and a link that leads to the present one.

    FOLDER.published/
        versions/0001-<fingerprint>/    never changed; what two have in common is held once
        current -> versions/0001-…      replaced in one step
        audit.jsonl                     `lib.publishing.audit`
        lock                            held by who publishes

`lib.publishing.steps` changes it; what is here reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lib.publishing import audit

ENDING, CURRENT = ".published", "current"
BESIDE = Path("sources") / "provenance.toml"
"""The one file of a version that is not at its top (`lib.provenance`)."""
PUBLISH, ROLL_BACK, FOUND, DONE, UNDONE = "publish", "rollback", "found", "done", "undone"
"""What lines of the log say: two steps and how they ended; and a version found, whose step the
log does not hold."""
WHY = (
    *("busy", "overtaken", "log", "unknown", "present", "same", "changed", "earliest", "file"),
    "elsewhere",
)
"""Why something is refused. The words: ``publish.refused.<why>``."""


class Refused(RuntimeError):
    """Nothing was done, for one of the reasons in `WHY`."""

    def __init__(self, why: str, **fields: object) -> None:
        super().__init__(why)
        self.why, self.fields = why, fields


@dataclass(frozen=True)
class By:
    """Who asks for a step, which way, and what they say of it."""

    who: str
    way: str
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One change of the present version, as the log tells it."""

    line: int
    when: str
    kind: str
    before: str
    after: str
    who: str = ""
    way: str = ""
    note: str = ""
    what: Mapping[str, int] = field(default_factory=dict)


def archive_of(folder: Path) -> Archive:
    """The archive of a folder: ``data`` and ``data.published/current`` have the same."""
    folder = folder.absolute()
    if folder.name == CURRENT and folder.parent.name.endswith(ENDING):
        return Archive(folder.parent)
    return Archive(
        folder if folder.name.endswith(ENDING) else folder.with_name(folder.name + ENDING)
    )


def shown_archive(folder: Path) -> Archive | None:
    """The archive whose present version a folder is; None for a folder that is no version."""
    archive = archive_of(folder)
    return archive if archive.current == folder.absolute() and archive.present else None


def files_of(folder: Path) -> dict[str, Path]:
    """The files that make a version, by their path in it. Hidden files are none of them."""
    seen = [*folder.glob("*.*"), folder / BESIDE]
    files = (file for file in seen if file.is_file() and not file.name.startswith("."))
    return {file.relative_to(folder).as_posix(): file for file in sorted(files)}


class Archive:
    """The versions of one folder. To read them needs no lock: what is there is never changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.current = root / CURRENT
        self.log = root / "audit.jsonl"
        self.source = root.with_name(root.name.removesuffix(ENDING))
        """The folder that the first version is made of."""
        self.kept = root / "versions"
        self.staging = root / "staging"
        """Where a version is put together."""
        self.new_link = root / f"{CURRENT}.new"

    @property
    def present(self) -> str:
        """The version that is shown; "" where none has been published."""
        return self.current.readlink().name if self.current.is_symlink() else ""

    @property
    def versions(self) -> list[str]:
        """Every version that is kept, the oldest first."""
        return sorted(each.name for each in self.kept.glob("*-*") if each.is_dir())

    def folder(self, version: str) -> Path:
        return self.kept / version

    def named(self, wanted: str) -> str:
        """The version of that name or number.

        Raises
        ------
        Refused
            There is none.
        """
        number = wanted.zfill(4) if wanted.isdecimal() else ""
        for version in self.versions:
            if wanted == version or version.partition("-")[0] == number:
                return version
        raise Refused("unknown", version=wanted)

    def before_present(self) -> str:
        """The newest version that is older than the present one.

        Raises
        ------
        Refused
            There is none.
        """
        older = [each for each in self.versions if each < self.present]
        if not older:
            raise Refused("earliest")
        return older[-1]

    def compared(self) -> list[Step]:
        """The steps whose two versions are still there to be compared, the newest first."""
        kept = set(self.versions)
        return [step for step in reversed(self.history()) if {step.before, step.after} <= kept]

    def history(self) -> list[Step]:
        """Every change of the present version, the first one first."""
        lines = audit.read(self.log)
        begun = {line["line"]: line for line in lines if line["event"] in (PUBLISH, ROLL_BACK)}
        steps: list[Step] = []
        for line in lines:
            told = line if line["event"] == FOUND else None
            if line["event"] == DONE:
                told = begun.get(line["of"])
            if told:
                steps.append(_step(told, steps[-1].after if steps else ""))
        return steps


def _step(line: audit.Line, before: str) -> Step:
    told = {key: line[key] for key in ("who", "way", "note", "what") if key in line}
    return Step(line["line"], line["when"], line["event"], before, line["after"], **told)
