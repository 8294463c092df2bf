"""Publishes data on the command line: ``python -m lib.publish FILE or FOLDER [--data FOLDER]``.

What is new is checked and set against the present version; after a yes it becomes a version of
its own beside the folder (``FOLDER.published``), all of it in one moment. Older versions stay, and
are one step away (``--rollback``). Who did what, and when, is in a log that shows whether it was
changed (``--verify``).

Exit status 0: done; 1: something is wrong, or the answer was no; 2: no such file.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from lib.language import DEFAULT, language
from lib.names import named
from lib.problems import BadData
from lib.publishing import audit
from lib.publishing.archive import Archive, By, Refused, Step, archive_of
from lib.publishing.back import way_back
from lib.publishing.plan import Plan, begin, planned
from lib.publishing.words import in_sentences, in_short, moved
from lib.versions import data_folder

MOST = 20
"""Of more rows, cells or municipalities, the first are shown; --all shows every one."""
say = language(DEFAULT)


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks, and give the exit status."""
    asked = _parser().parse_args(arguments)
    archive = archive_of(asked.data or data_folder())
    try:
        return _do(asked, archive)
    except BadData as bad:
        print("\n".join(problem.sentence() for problem in bad.problems))
        print(f"{len(bad.problems)} to mend; nothing was published", file=sys.stderr)
    except Refused as refused:
        print(say(f"publish.refused.{refused.why}", **refused.fields), file=sys.stderr)
    except OSError as error:
        print(f"{error}; nothing was published", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m lib.publish",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", type=Path, nargs="?", help="the new activities, or a whole folder")
    parser.add_argument("--data", type=Path, help="the folder that is shown (DASHBOARD_DATA)")
    parser.add_argument("--yes", action="store_true", help="publish without asking")
    parser.add_argument("--all", action="store_true", help=f"show more than {MOST} of each")
    parser.add_argument("--note", default="", help="what to write into the log beside it")
    parser.add_argument("--by", default="", help="who asks, beside the name of the system's user")
    others = parser.add_mutually_exclusive_group()
    others.add_argument(
        "--rollback", nargs="?", const="", metavar="VERSION", help="show an older one"
    )
    others.add_argument("--list", action="store_true", help="the versions that are kept")
    others.add_argument("--verify", nargs="?", const="", metavar="HASH", help="is the log whole")
    return parser


def _do(asked: argparse.Namespace, archive: Archive) -> int:
    if asked.list:
        return _list(archive)
    if asked.verify is not None:
        return _verify(archive, asked.verify)
    by = By(_who(asked.by), "command", asked.note)
    if asked.rollback is not None:
        return _roll_back(archive, asked, by)
    if asked.path is None or not asked.path.exists():
        print(f"{asked.path or 'FILE'}: no such file", file=sys.stderr)
        return 2
    return _publish(archive, asked, by)


def _publish(archive: Archive, asked: argparse.Namespace, by: By) -> int:
    if not archive.present:
        print(f"first version, of {archive.source}: {begin(archive, by)}")
        print(f"to show what is published: DASHBOARD_DATA={archive.current}")
        if asked.path.resolve() == archive.source.resolve():
            return 0
    with planned(archive, asked.path) as plan:
        _show(plan, None if asked.all else MOST)
        if plan.difference.nothing and not plan.difference.files:
            return 0
        if not (asked.yes or _answered_yes("publish?")):
            print("nothing was published")
            return 1
        print(f"published: {plan.publish(by)}")
    return 0


def _show(plan: Plan, most: int | None) -> None:
    """The difference: in words, cell by cell, and by indicator."""
    names, difference = named(plan.version.data, DEFAULT), plan.difference
    print("\n".join(in_sentences(names, difference)))
    _warn(plan.uncovered, most)
    rows = difference.rows
    lines = [f"+ {key}: {row['title']}" for key, row in rows.added.iterrows()]
    lines += [f"- {key}: {row['title']}" for key, row in rows.removed.iterrows()]
    lines += [
        f"~ {c.id}: {c.column}: {c.before!r} → {c.after!r}" for c in rows.changed.itertuples()
    ]
    _some(lines, most)
    for indicator, places in moved(names, difference.moves):
        print(indicator)
        _some([f"  {place}: {before} → {after}" for place, before, after in places], most)


def _warn(uncovered: tuple[str, ...], most: int | None) -> None:
    """Of what would be shown that is withheld at present."""
    if uncovered:
        print(say.count("changes.uncovered", len(uncovered)), *uncovered[:most])


def _some(lines: list[str], most: int | None) -> None:
    # a file may hold what moves a terminal's cursor
    shown = ["".join(sign if sign.isprintable() else "?" for sign in line) for line in lines[:most]]
    print(*shown, sep="\n", end="\n" if shown else "")
    if len(lines) > len(shown):
        print(f"  … and {len(lines) - len(shown)} more (--all)")


def _answered_yes(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _roll_back(archive: Archive, asked: argparse.Namespace, by: By) -> int:
    version = archive.named(asked.rollback) if asked.rollback else archive.before_present()
    back = way_back(archive, version)
    _warn(back.uncovered, None if asked.all else MOST)
    if not (asked.yes or _answered_yes(f"{back.base} → {version}: roll back?")):
        print("nothing was changed")
        return 1
    back.take(archive, by)
    print(f"shown again: {version}")
    return 0


def _list(archive: Archive) -> int:
    """The versions that are kept, and every step from one to another."""
    for version in archive.versions:
        print(f"{'*' if version == archive.present else ' '} {version}")
    for told in archive.history():
        print(_line(told))
    return 0


def _line(told: Step) -> str:
    what = in_short(say, told.what) if told.what else ""
    who = f"{told.who} ({told.way})" if told.who else told.way
    said = (
        told.when,
        told.kind,
        f"{told.before or '–'} → {told.after or '–'}",
        who,
        what,
        told.note,
    )
    return "  ".join(filter(None, said))


def _verify(archive: Archive, noted: str) -> int:
    """Whether the log is whole; its last hash, to be noted elsewhere."""
    broken, lines = audit.first_broken(archive.log, noted), audit.read(archive.log)
    steps = archive.history()
    if broken:
        print(say("publish.refused.log", line=broken, file=archive.log.name), file=sys.stderr)
        return 1
    if (steps[-1].after if steps else "") != archive.present:
        print(f"the log does not say that {archive.present} is shown", file=sys.stderr)
        return 1
    print(
        f"{len(lines)} lines, none changed; the last: {lines[-1]['hash'] if lines else audit.BEGIN}"
    )
    return 0


def _who(said: str) -> str:
    """The system's user, also behind sudo; and who says to be asking."""
    user = os.environ.get("SUDO_USER") or getpass.getuser()
    return f"{said} ({user})" if said else user


if __name__ == "__main__":
    sys.exit(main())
