"""The Dash + dash-leaflet twin, as their documentation does it best.

The boundaries are an asset that the browser fetches once; a callback sends only numbers, into the
layer's ``hideout``, and a function of the browser styles the shapes by them. The rows are in an
in-memory DuckDB. Nothing but numbers by municipality is sent; answers are compressed where it
pays; scripts are this server's own. ``python benchmarks/dash/app.py 8050`` serves it by waitress.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).resolve().parents[2])

import dash_leaflet as dl
import duckdb
import pandas as pd
import waitress
from dash import Dash, Input, Output, State, dcc, html
from dash_extensions.javascript import Namespace
from flask import Response

from benchmarks.twins import COLOURS, INDICATORS, TYPES, read_boundaries, read_located, step

FOLDER = Path(__file__).parent
THREADS = 4
SUMS = {"activities": "count(*)", "money": "sum(amount_usd)"}

database = duckdb.connect()
_rows = read_located()
database.execute("create table located as select * from _rows")
del _rows

app = Dash(
    __name__,
    assets_folder=str(FOLDER / "assets"),
    serve_locally=True,
    compress=True,
    update_title=None,
    title="Activities by municipality",
)
boundaries = json.dumps(read_boundaries())
names = {
    area["properties"]["id"]: area["properties"]["name_en"]
    for area in read_boundaries()["features"]
}


def by_place(types: list[str], indicator: str) -> dict[str, float]:
    """The indicator of the activities of these types, or of all, by municipality."""
    some = "where activity_type in (select unnest($types))" if types else ""
    asked = f"select place, {SUMS[indicator]} from located {some} group by place"
    with database.cursor() as cursor:
        return dict(cursor.execute(asked, {"types": types} if types else {}).fetchall())


@app.server.route("/boundaries.geojson")
def send_boundaries() -> Response:
    """The shapes, which the browser may keep."""
    kept = {"Cache-Control": "public, max-age=86400"}
    return Response(boundaries, mimetype="application/geo+json", headers=kept)


def hideout(types: list[str], indicator: str) -> dict[str, Any]:
    """What the browser's style function needs: a value for each municipality, and the classes."""
    values = by_place(types, indicator)
    stamp = hashlib.sha256(json.dumps([indicator, values]).encode()).hexdigest()[:12]
    return {"values": values, "step": STEPS[indicator], "colours": COLOURS, "stamp": stamp}


STEPS = {key: step(pd.Series(by_place([], key))) for key in INDICATORS}
twin = Namespace("twin")
shapes = dl.GeoJSON(
    url="/boundaries.geojson",
    id="shapes",
    style=twin("style"),
    onEachFeature=twin("about"),
    hideout=hideout([], "activities"),
)
app.layout = html.Div(
    [
        html.H1("Activities by municipality"),
        dcc.Checklist(TYPES, [], id="types", inline=True),
        dcc.RadioItems(INDICATORS, "activities", id="indicator", inline=True),
        dl.Map(
            [shapes],
            center=[42.57, 20.9],
            zoom=8,
            style={"height": "500px"},
            attributionControl=False,
        ),
        html.Div(id="profile"),
    ]
)


@app.callback(
    Output("shapes", "hideout"),
    Input("types", "value"),
    Input("indicator", "value"),
    prevent_initial_call=True,
)
def paint(types: list[str], indicator: str) -> dict[str, Any]:
    """New numbers for the map that stays."""
    return hideout(types, indicator)


@app.callback(
    Output("profile", "children"),
    Input("shapes", "clickData"),
    State("types", "value"),
    prevent_initial_call=True,
)
def show_place(clicked: dict[str, Any], types: list[str]) -> list[Any]:
    """The municipality that was clicked: how much of each type."""
    place = clicked["properties"]["id"]
    some = "and activity_type in (select unnest($types))" if types else ""
    asked = (
        "select activity_type, count(*), sum(amount_usd) from located"
        f" where place = $place {some} group by activity_type order by activity_type"
    )
    with database.cursor() as cursor:
        given = {"place": place} | ({"types": types} if types else {})
        rows = cursor.execute(asked, given).fetchall()
    lines = [[TYPES[kind], f"{number:,}", f"{money:,.0f}"] for kind, number, money in rows]
    table = html.Table([html.Tr([html.Td(cell) for cell in line]) for line in lines])
    return [html.H2(names[place]), table]


if __name__ == "__main__":
    waitress.serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)
