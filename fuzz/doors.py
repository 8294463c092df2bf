"""The doors that cases are tried at: a reader's file, a link, a call, a call by the description."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx2
import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from starlette.testclient import TestClient

from fuzz.made import feeds, files, queries
from fuzz.promises import ACCEPTED, REFUSED, Broken
from lib.api import api
from lib.api.files import BY_PATH
from lib.exports import FORMULA_STARTS, activity_rows, as_csv
from lib.iati import known_of, read_iati
from lib.indicators import BY_KEY
from lib.intake.columns import Plan, recognised
from lib.intake.files import read_file
from lib.intake.judged import judged
from lib.intake.preview import preview
from lib.intake.sheets import Limits, Sheet
from lib.names import named
from lib.offered import offered
from lib.problems import BadData
from lib.selection import parameters, read_link
from lib.settings import Settings
from lib.store import Data
from lib.summaries import by_place
from lib.versions import Versions

SECONDS = 30
"""Of a processor, for one case: a promise too."""
ANSWERS = (200, 400, 404, 405, 406, 414, 422)
OF_ALL = {"files": 4, "feeds": 1, "links": 2, "calls": 2, "description": 1}
"""Which part of all cases each door gets, in tenths."""


@dataclass(frozen=True)
class Door:
    """Where cases come in: how they are made, and what each comes to."""

    cases: st.SearchStrategy[Any]
    answer: Callable[[Any], str]


def promise(kept: bool, words: str) -> None:
    """Raise where a promise is not kept."""
    if not kept:
        raise Broken(words)


def timely(answer: Callable[[Any], str]) -> Callable[[Any], str]:
    """The same answer, in bounded time."""

    def timed(case: Any) -> str:
        began = time.process_time()
        came_of_it = answer(case)
        promise(time.process_time() - began < SECONDS, "it took too long")
        return came_of_it

    return timed


def _said(bad: BadData) -> str:
    promise(bool(bad.problems), "refused without a message")
    promise(all(each.allowed for each in bad.problems), "a message does not say what is allowed")
    return REFUSED


def _file(data: Data, held: bytes) -> str:
    try:
        sheets = read_file(held, "file", Limits()).sheets
    except BadData as bad:
        return _said(bad)
    for sheet in sheets:
        _sheet(data, sheet)
    return ACCEPTED


def _sheet(data: Data, sheet: Sheet) -> None:
    constants = {"sector": "10010", "status": "completed", "evidence": "published", "title": "A"}
    constants |= {"activity_type": "grant", "municipality_ids": "alder", "currency": "USD"}
    found = judged(sheet, Plan(recognised(sheet, data), constants, ".", True), data, "file")
    promise(len(found.good) <= len(sheet.cells), "there are more rows than were given")
    if len(found.good) and not found.whole:
        shown = preview(found, data)
        everything = {each.key: ["all"] for each in parameters(shown) if each.key == "status"}
        _no_formula(shown, everything)


def _no_formula(data: Data, link: Mapping[str, list[str]]) -> None:
    known = parameters(data)
    selection = read_link(link, known=known, allowed=offered(data))
    text = as_csv(activity_rows(data, selection, named(data, "en"))).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    promise(not [each for each in cells if each.startswith(FORMULA_STARTS)], "a formula")


def _feed(data: Data, held: bytes) -> str:
    try:
        table, account = read_iati(held, known_of(data.config, data.places, data.sectors))
    except BadData as bad:
        return _said(bad)
    promise("root:" not in table.to_csv(), "a file of the server was read")
    promise(len(table) <= 1, "an activity was made up")
    return ACCEPTED if len(table) else (REFUSED if account.entries else "broken")


def _link(data: Data, query: str) -> str:
    known, allowed = parameters(data), offered(data)
    link = parse_qs(query, keep_blank_values=True, errors="replace")
    selection = read_link(link, known=known, allowed=allowed)
    again = read_link(selection.link(), known=known, allowed=allowed)
    promise(again.values == selection.values, "a link does not lead back to itself")
    by_place(data, selection, BY_KEY[selection["indicator"]])
    return ACCEPTED if selection.link() else REFUSED


def _answered(answer: Any) -> str:
    promise(answer.status_code in ANSWERS, f"the answer is {answer.status_code}")
    if answer.status_code == 200:
        return ACCEPTED
    promise(bool(answer.json()["detail"]), "refused without a message")
    return REFUSED


def _call(client: TestClient, case: tuple[str, str]) -> str:
    path, query = case
    try:
        return _answered(client.get(f"{path}?{query}"))
    except httpx2.InvalidURL:
        # a program cannot even send it
        return REFUSED


def _described(case: schemathesis.Case) -> str:
    answer = case.call()
    checks = [not_a_server_error, status_code_conformance, content_type_conformance]
    case.validate_response(answer, checks=checks)
    return _answered(answer)


@contextmanager
def doors(folder: Path) -> Iterator[dict[str, Door]]:
    """Every door of a dashboard whose data is in a folder."""
    versions = Versions(folder)
    data = versions.current().data
    heads = [column.name for column in data.columns]
    values = [value for all_of in offered(data).values() for value in all_of]
    asked = queries([each.key for each in parameters(data)], values)
    app = api(versions, Settings())
    with TestClient(app, raise_server_exceptions=False) as client:
        described = schemathesis.openapi.from_asgi("/openapi.json", app)
        cases = st.one_of([each.ok().as_strategy() for each in described.get_all_operations()])
        paths = st.one_of(st.sampled_from(sorted(BY_PATH)), st.sampled_from(("/", "/../x", "/%00")))
        yield {
            "files": Door(files(heads), timely(lambda held: _file(data, held))),
            "feeds": Door(feeds, timely(lambda held: _feed(data, held))),
            "links": Door(asked, timely(lambda query: _link(data, query))),
            "calls": Door(st.tuples(paths, asked), timely(lambda case: _call(client, case))),
            "description": Door(cases, timely(_described)),
        }
