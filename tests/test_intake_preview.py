"""A reader's checked rows as the data of every page: marked everywhere, seen by nobody else."""

from __future__ import annotations

import gc
import io
import json
import weakref

import openpyxl
import pandas as pd
import pytest

from lib import exports
from lib.geofiles import activities_as_geojson, as_geopackage
from lib.intake.preview import preview
from lib.names import Names
from lib.pictures.framed import marked as words_in_pictures
from lib.selection import Selection, parameters, read_link
from lib.store import Data
from lib.workbook import as_xlsx
from tests.intake import check

MINE = """\
title,municipality,start,participants,north,women
Mine,Alder,2016,40,30,10
Also mine,Birch;Cedar,2017,12,,
Wrong,Nowhere,2017,12,,
"""


@pytest.fixture(scope="module")
def mine(data: Data) -> Data:
    return preview(check(MINE, data), data)


@pytest.fixture(scope="module")
def view(mine: Data) -> Selection:
    return read_link({}, known=parameters(mine), allowed={})


def test_it_holds_the_readers_good_rows_and_no_others(mine: Data) -> None:
    assert list(mine.all_rows()["title"]) == ["Mine", "Also mine"]
    assert mine.preview
    assert mine.totals.empty, "published totals are about other rows"
    assert not mine.sources


def test_small_counts_are_withheld_as_in_what_is_published(tmp_path, world) -> None:
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    published = world.open(tmp_path)
    mine = preview(check("title,participants,north,south\nA,40,38,2\n", published), published)
    assert mine.all_rows()["small_counts"].tolist() == ["participants_south"]
    assert mine.all_rows()["participants_south"].isna().all()


def test_every_export_says_that_it_is_a_preview(mine: Data, view: Selection, names: Names) -> None:
    own = Names(mine, names.say)
    said = names.say("preview.short")
    rows = pd.read_csv(io.BytesIO(exports.as_csv(exports.activity_rows(mine, view, own))))
    assert set(rows["preview"]) == {said}
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(mine, view, own)))
    assert {cell.value for cell in book.worksheets[0]["A"][1:]} == {said}
    features = json.loads(activities_as_geojson(mine, view, own))
    assert {each["properties"]["preview"] for each in features["features"]} == {said}
    assert names.say("preview.long") in json.dumps(features["metadata"], ensure_ascii=False)
    assert said.encode() in as_geopackage(mine, view, own)
    assert "preview" in exports.file_name(own, view, "activities")
    assert names.say("preview.long") in set(exports.explanation(mine, view, own)["meaning"])
    assert said in words_in_pictures(own, view)


def test_what_is_published_is_not_marked_as_one(data: Data, names: Names) -> None:
    view = read_link({}, known=parameters(data), allowed={})
    assert exports.marks(data, view) == ()
    assert "preview" not in exports.activity_rows(data, view, names)
    assert exports.marked(names, view) == ""


def test_nothing_of_it_stays_in_memory_when_it_is_thrown_away(data: Data, names: Names) -> None:
    mine = preview(check(MINE, data), data)
    view = read_link({}, known=parameters(mine), allowed={})
    exports.as_csv(exports.activity_rows(mine, view, Names(mine, names.say)))
    held = [weakref.ref(mine), weakref.ref(mine.engine)]
    del mine
    gc.collect()
    assert [each() for each in held] == [None, None]
    # nor is anything of it kept beside what is published
    assert not any("Mine" in str(kept) for kept in data._remembered.values())
