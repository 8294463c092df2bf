"""A second selection inside the link of the first: kept, to be set beside what is shown now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from lib.kinds import Parameter

MARK = "?"
"""What a kept selection begins with: a selection without any filter is one too."""
LONGEST = 4_000
"""Letters of a kept selection. An address that is longer is cut off by some programs."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A value for each parameter that narrows; None where no selection is kept.

    In a link it stands as the query string of the selection, so that it is read by the same
    parameters, and can itself be pasted as a link. It holds no other kept selection.
    """

    key: str
    default: None = None
    of: tuple[Parameter, ...] = ()
    """The parameters that narrow."""

    def read(self, raw: list[str], allowed: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
        """What is kept; None for what is no query string, is too long, or names no parameter."""
        text = "".join(raw[:1])
        if not text.startswith(MARK) or len(text) > LONGEST:
            return None
        link = parse_qs(text.removeprefix(MARK), keep_blank_values=True)
        if text != MARK and not any(each.key in link for each in self.of):
            return None
        return {
            each.key: each.read(link.get(each.key, []), allowed.get(each.key, ()))
            for each in self.of
        }

    def write(self, value: Mapping[str, Any]) -> list[str]:
        """The query string: only what differs from the default view."""
        changed = [(each, value[each.key]) for each in self.of]
        link = {each.key: each.write(v) for each, v in changed if v != each.default}
        return [MARK + urlencode(link, doseq=True)]

    def holds(self, value: Mapping[str, Any]) -> bool:
        """Whether a selection is short enough to be kept."""
        return len(self.write(value)[0]) <= LONGEST
