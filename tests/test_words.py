"""Every word a reader sees: each key the code asks for has words, and none are left over."""

import ast
import functools
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from lib.api.description import STATUSES as STATUSES_OF_API
from lib.api.files import FIGURES, FILES
from lib.api.schemas import OWN_WORDS, PAINTED
from lib.bars.people import COMMUNITY_HEADS
from lib.bars.sides import SIDES
from lib.by_municipality import BESIDE as BESIDE_VALUES
from lib.by_municipality import CHOSEN, IDENTITY
from lib.checks import CHECKS
from lib.classes import OWN, SCHEMES
from lib.counts import Group, Overview
from lib.coverage import Gaps
from lib.exports import DERIVED, NAMED
from lib.iati.account import WHYS
from lib.indicators import INDICATORS
from lib.intake.delimited import SEPARATORS
from lib.intake.doubts import DOUBTS
from lib.intake.forms import READ_OTHERWISE
from lib.intake.known import COORDINATES
from lib.language import LOCALES, language
from lib.pairs import PAIRS
from lib.parameters import ACROSS, COMPARING, NARROWING, ORDERS, SEARCH
from lib.participation import MAJORITIES, PARTICIPATION
from lib.pictures import PICTURES
from lib.pictures.need import AGAINST
from lib.protection import SEX_AND_AGE, SMALL, WITHHELD
from lib.publishing.archive import WHY
from lib.publishing.words import COUNTED as CHANGES
from lib.report import SECTIONS
from lib.report import STEPS as REPORT_STEPS
from lib.report.activities import HEADS as LISTED
from lib.said import BESIDE
from lib.schema import activity_columns, amount_column
from lib.shapes import DRAWN
from lib.store import open_data
from lib.timeline import STEPS
from lib.totals import MEASURES
from lib.ui.changes import CELLS
from lib.ui.downloads import FORMATS
from lib.ui.methods import UNKNOWN
from lib.ui.pictured import KINDS
from lib.ui.place import LIST
from lib.ui.problems import KINDS as FINDINGS
from lib.ui.publish import LINE
from lib.ui.report import FORMATS as REPORT_FORMATS
from lib.ui.show import PAGES
from lib.ui.shown_alone import WAYS
from lib.ui.versions import HEADS as VERSION_HEADS
from lib.ui.versions import STEPS as VERSION_STEPS
from lib.ui.years import WORDS as YEARS_WORDS
from lib.vocabulary import (
    ACTIVITY_TYPES,
    AMOUNT_COVERS,
    AMOUNT_EXACTNESS,
    BENEFICIARIES_ARE,
    EVIDENCE,
    PARTICIPANTS_ARE,
    RELIABILITY,
    STATUSES,
)
from lib.workbook import HEADS, SHEETS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ("file", "what", "publisher", "date", "licence", "address")
MARKS = ("preview", "illustrative")
COLUMN_KINDS = ("text", "code", "codes", "names", "number", "integer", "date", "address")
PROBLEM = ("file", "row", "column", "found", "allowed", "nearest")
TOTALS = ("programme", "title", "published", "located", "remainder", "illustrative")
# "activities" is an indicator too, and called the same
OF_MUNICIPALITIES = sorted({*IDENTITY, *CHOSEN, "name"} - {"activities"})
OPTIONS = {
    "activity_type": ACTIVITY_TYPES,
    "status": STATUSES,
    "evidence": EVIDENCE,
    "participation": PARTICIPATION,
    "amount_covers": AMOUNT_COVERS,
    "reliability": RELIABILITY,
}
COMPOSED = {
    **{f"file.{key}": key for key in ("activities", "kept", "municipalities", "totals", "map")},
    **{f"check.{key}": key for key in CHECKS},
    **{
        f"check.{kind}.{must}": kind
        for kind in ("code", "codes")
        for must in ("needed", "may_be_empty")
    },
    **{f"indicator.{each.key}": each for each in INDICATORS},
    **{f"indicator.{each.key}.definition": each for each in INDICATORS},
    **{f"kind.{each.kind}": each for each in INDICATORS},
    **{each.words: each for each in INDICATORS},
    **{f"filter.{each.key}": each for each in NARROWING},
    **{f"filter.{SEARCH.key}.{part}": part for part in ("hint", "help")},
    **{f"beneficiaries.{key}": key for key in BENEFICIARIES_ARE},
    **{f"option.{key}.{value}": key for key, values in OPTIONS.items() for value in values},
    **{f"majority.{key}": key for key in MAJORITIES},
    **{f"scheme.{key}": key for key in (*SCHEMES, OWN)},
    **{f"{part}.{key}": key for part in ("state", "cell") for key in ("none", "unknown", "few")},
    **{f"across.{key}": key for key in ACROSS},
    **{f"order.{key}": key for key in ORDERS},
    **{f"ask.{key}": key for key in ("across", "rows_by", "columns_by")},
    **{f"compare.what.{key}": key for key in COMPARING},
    **{f"pair.{each.key}": each for each in PAIRS},
    **{f"{part}.{key}": key for part in ("side", "told.only", "told.total") for key in SIDES},
    **{f"gaps.{field}": field for field in Gaps.__slots__},
    **{f"need.{key}": key for key in AGAINST},
    **{f"drawn.{key}": key for key in DRAWN},
    **{f"years.{key}": key for key in YEARS_WORDS},
    **{f"exactness.{key}": key for key in AMOUNT_EXACTNESS},
    **{f"measure.{key}": key for key in MEASURES},
    **{f"overview.{key}": key for key in BESIDE},
    **{f"column.money{part}": part for part in ("", ".meaning")},
    **{f"intake.untaken.{key}": key for key in ("path", "why", "n", "found")},
    **{f"menu.{key}": key for key in (*PAGES.values(), "publish")},
    **{f"question.{key}": key for key in PAGES.values()},
    **{f"list.{key}": key for key in (*LIST, *PARTICIPANTS_ARE)},
    **{f"problems.{key}": key for key in PROBLEM},
    **{f"totals.{key}": key for key in TOTALS},
    **{f"methods.unknown.{key}": key for key in UNKNOWN},
    **{f"methods.{key}": key for key in ("name", "kind", "definition", "formula")},
    **{f"methods.{key}": key for key in ("column", "meaning")},
    **{f"methods.source.{key}": key for key in SOURCE},
    **{f"map.{key}": key for key in ("notPartner", "zoomIn", "zoomOut")},
    **{f"population.{key}": key for key in ("census", "estimate")},
    **{f"column.{key}": key for key in DERIVED},
    **{f"column.{key}.meaning": key for key in (*DERIVED, "participants_of")},
    **{f"people.head.{key}": key for key in COMMUNITY_HEADS},
    **{f"people.{column}": column for column in SEX_AND_AGE},
    **{f"people.{column}.none": column for column in SEX_AND_AGE},
    **{f"time.{key}": key for key in (*STEPS, "activities", "people", "money")},
    **{f"time.undated.{key}": key for key in STEPS},
    **{f"{key}.of": key for key in (SMALL, WITHHELD)},
    **{f"municipality.{key}": key for key in OF_MUNICIPALITIES},
    **{f"municipality.{key}.meaning": key for key in OF_MUNICIPALITIES},
    **{f"municipality.{key}_of": key for key in BESIDE_VALUES},
    **{f"sheet.{key}": key for key in SHEETS},
    **{f"layer.{key}": key for key in SHEETS},
    **{f"head.{key}": key for key in HEADS},
    **{f"download.{each.key}": each for each in FORMATS},
    **{f"report.download.{ending}": ending for ending in REPORT_FORMATS},
    **{f"report.holds.{key}": key for key in SECTIONS},
    **{f"report.step.{key}": key for key in REPORT_STEPS},
    **{f"report.list.{key}": key for key in LISTED},
    **{f"changes.{key}": key for key in CHANGES},
    **{f"changes.{key}.caption": key for key in ("added", "removed")},
    **{f"changes.step.{key}": key for key in VERSION_STEPS},
    **{f"changes.head.{key}": key for key in (*VERSION_HEADS, *CELLS, "place")},
    **{f"publish.refused.{key}": key for key in WHY},
    **{f"publish.log.{key}": key for key in LINE},
    "question.publish": "publish",
    **{f"report.{key}": key for key in ("back", "filters", "page")},
    **{f"picture.{each.key}": each for each in PICTURES},
    **{f"picture.{each.ending}": each for each in KINDS},
    **{f"api.file.{each.what}": each for each in FILES},
    **{f"api.format.{each.ending}": each for each in FILES},
    **{f"api.total.{key}": key for key in FIGURES},
    **{f"api.map.{key}": key for key in PAINTED},
    **{f"api.parameter.{key}": key for key in OWN_WORDS},
    **{f"api.status.{key}": key for key in STATUSES_OF_API},
    **{f"api.wrong.{key}": key for key in ("words", "numbers", "kept")},
    # those of its page
    **{f"api.heading.{key}": key for key in ("files", "parameters", "columns")},
    **{f"api.{key}": key for key in ("default", "values", "described")},
    **{f"iati.why.{key}": key for key in WHYS},
    **{f"hxl.why.{key}": key for key in ("no_column", "another_taken", "untagged")},
    **{f"column.{key}": key for key in (*COORDINATES, "preview")},
    **{f"column.{key}.meaning": key for key in (*COORDINATES, "preview")},
    **{f"doubt.{key}": key for key in DOUBTS},
    **{f"intake.separator.{n}": each for n, each in enumerate(SEPARATORS)},
    **{f"intake.{key}.{n}": key for key in ("decimal", "day_first") for n in range(2)},
    **{f"intake.{key}": key for key in ("decimal", "day_first")},
    **{f"intake.readings.{key}": key for key in READ_OTHERWISE},
    **{f"intake.head.{key}": key for key in (*PROBLEM[1:], "cells", "kind")},
    **{f"intake.list.{key}": key for key in FINDINGS},
    **{f"intake.kind_of.{key}": key for key in FINDINGS},
    **{f"intake.wrong.{key}": key for key in WAYS},
    **{f"template.head.{key}": key for key in ("name", "code", "meaning", "allowed")},
    **{f"template.kind.{kind}": kind for kind in COLUMN_KINDS},
    **{f"{mark}.{part}": mark for mark in MARKS for part in ("short", "long")},
    **{f"file.{mark}": mark for mark in MARKS},
    "none.municipality_ids": NAMED,
    **dict.fromkeys(("none.municipality_ids", "none.year", "none.programme"), NAMED),
}
"""Keys that the code puts together from a registry, and the record that asks for each."""


def columns() -> list[str]:
    config = open_data(ROOT / "data").config
    own = {f"participants_{code}" for code in config.community_codes}
    own.add(amount_column(config.currency or ""))
    return [column.name for column in activity_columns(config) if column.name not in own]


@functools.cache
def written_keys() -> set[str]:
    """Keys that stand in the code as they are: ``say("download.rows")``."""
    found = set()
    for path in (ROOT / "lib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def catalogue(code: str) -> dict[str, str]:
    with (LOCALES / code / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        entries = [entry for entry in read_po(lines) if entry.id]
    return {
        (entry.id[0] if isinstance(entry.id, tuple) else entry.id): entry.string
        for entry in entries
    }


WORDS = catalogue("en")
COLUMN_KEYS = [key for name in columns() for key in (f"column.{name}", f"column.{name}.meaning")]


@pytest.mark.parametrize("key", [*COMPOSED, *COLUMN_KEYS])
def test_each_record_of_each_registry_has_words(key: str) -> None:
    assert language().has(key)


@pytest.mark.parametrize("key", sorted(WORDS))
def test_no_words_are_empty_or_left_over(key: str) -> None:
    texts = WORDS[key] if isinstance(WORDS[key], tuple) else (WORDS[key],)
    assert all(text.strip() for text in texts)
    assert key in written_keys() | set(COMPOSED) | set(COLUMN_KEYS), "no code asks for it"


def test_the_fields_of_the_overview_are_those_it_counts() -> None:
    fields = {name for key in WORDS if key.startswith("overview.") for name in _blanks(WORDS[key])}
    assert fields - {"filters"} <= {*Overview.__slots__, *Group.__slots__}


def _blanks(text: str) -> list[str]:
    return re.findall(r"{(\w+)}", text)


@pytest.mark.parametrize("page", ["dashboard.py", *(p for p in PAGES if p.startswith("pages/"))])
def test_a_page_holds_no_words_of_its_own(page: str) -> None:
    tree = ast.parse((ROOT / page).read_text(encoding="utf-8"))
    docstring = tree.body.pop(0)
    assert isinstance(docstring, ast.Expr)
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    assert all(" " not in text for text in texts if isinstance(text, str))
    assert not any(isinstance(n, ast.Try) for n in ast.walk(tree))


@pytest.mark.parametrize("template", sorted((ROOT / "lib" / "frontend").glob("*.html")))
def test_a_template_holds_no_words_of_its_own(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    for markup in (r"{#.*?#}|{%.*?%}|{{.*?}}", r"<style.*?</style>|<!--.*?-->", r"<[^>]*>"):
        text = re.sub(markup, " ", text, flags=re.DOTALL)
    assert not re.findall(r"[^\W\d_]{2,}", text)


@pytest.mark.parametrize("module", sorted((ROOT / "lib" / "ui").glob("*.py")))
def test_what_is_shown_is_never_said_in_code(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _is_of_streamlit(n.func)]
    shown = [argument for call in calls for argument in call.args[:1]]
    texts = [n.value for a in shown for n in ast.walk(a) if isinstance(n, ast.Constant)]
    assert not [text for text in texts if isinstance(text, str) and re.search(r"\w+ \w+", text)]


def _is_of_streamlit(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and ast.unparse(function).startswith("st.")
