"""The static twin's server: a folder of files, compressed once, and nothing computed.

``python -m benchmarks.static.serve 8060``
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import js_lib_leaflet
import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.twins import COLOURS, INDICATORS, TYPES, read_boundaries, read_located, step

FOLDER = Path(__file__).parent
LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
CROSSFILTER = FOLDER / "node_modules" / "crossfilter2" / "crossfilter.min.js"
KINDS = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".bin": "application/octet-stream",
}


def files() -> dict[str, bytes]:
    """Every file by name: the page, its libraries, the boundaries, and the rows as columns."""
    about, rows = columns()
    texts = {"about.json": about, "boundaries.geojson": json.dumps(read_boundaries()).encode()}
    own = {name: (FOLDER / name).read_bytes() for name in ("index.html", "page.js")}
    leaflet = {name: (LEAFLET / name).read_bytes() for name in ("leaflet.js", "leaflet.css")}
    return {**own, **leaflet, **texts, "rows.bin": rows, CROSSFILTER.name: CROSSFILTER.read_bytes()}


def columns() -> tuple[bytes, bytes]:
    """What the columns mean, and the columns: amounts as 32 bits, then codes as 8 bits."""
    located = read_located()
    codes = list(TYPES)
    types = located["activity_type"].cat.rename_categories(codes.index).astype("uint8")
    by_place = located.groupby("place", observed=False)["amount_usd"].agg(["size", "sum"])
    about = {
        "rows": len(located),
        "types": list(TYPES.values()),
        "places": list(located["place"].cat.categories),
        "indicators": INDICATORS,
        "colours": COLOURS,
        "steps": {"activities": step(by_place["size"]), "money": step(by_place["sum"])},
    }
    money = located["amount_usd"].to_numpy("<f4")
    parts = [money, types.to_numpy(), located["place"].cat.codes.to_numpy(np.uint8)]
    return json.dumps(about).encode(), b"".join(part.tobytes() for part in parts)


def site() -> Starlette:
    """Every file, compressed."""
    packed = {name: gzip.compress(content, 6) for name, content in files().items()}
    packed[""] = packed["index.html"]

    async def send(request: Request) -> Response:
        name = request.path_params.get("name", "")
        if name not in packed:
            return Response(status_code=404)
        kind = KINDS[Path(name or "index.html").suffix]
        return Response(packed[name], media_type=kind, headers={"Content-Encoding": "gzip"})

    return Starlette(routes=[Route("/", send), Route("/{name}", send)])


if __name__ == "__main__":
    uvicorn.run(site(), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
