"""The description of the API (OpenAPI 3.1), made of the declarations that the API works by."""

from __future__ import annotations

from typing import Any

from lib.api.asked import known
from lib.api.files import BY_PATH, MAP, File
from lib.api.problems import MIME
from lib.api.schemas import SCHEMAS, parameter_of, problem_of, rows_of
from lib.names import Names
from lib.settings import Settings
from lib.versions import Version

OPENAPI, API = "3.1.0", "1.0.0"
STATUSES = ("304", "400", "404", "422", "429", "503")
"""Answers beside the file. Their words: ``api.status.<status>``."""


def description(version: Version, names: Names, settings: Settings) -> dict[str, Any]:
    """All of it, in the language of the names; made once for a version of the data."""
    key = ("description", names.say.code, settings)
    return version.data.remember(key, lambda: _description(version, names, settings))


def _description(version: Version, names: Names, settings: Settings) -> dict[str, Any]:
    data, say = version.data, names.say
    limits = {
        "n": say.number(settings.requests_per_minute),
        "rows": say.number(settings.most_rows),
        "whole": say.number(settings.most_rows_whole),
    }
    about = f"{say('api.intro')} {say('api.rules')}"
    if settings.requests_per_minute:
        about += f" {say('api.limits', **limits)}"
    return {
        "openapi": OPENAPI,
        "info": {
            "title": say("api.title", title=say.of(data.config.title)),
            "description": about,
            "version": API,
            "x-data-version": version.name,
            "x-data-date": version.day.isoformat(),
        },
        "servers": [{"url": "."}],
        "paths": {path: {"get": _operation(file, names)} for path, file in BY_PATH.items()},
        "components": {
            "parameters": {each.key: parameter_of(each, names) for each in known(data)},
            "schemas": {**rows_of(data, names), "Problem": problem_of(names)},
        },
    }


def _operation(file: File, names: Names) -> dict[str, Any]:
    say = names.say
    refused = {"schema": {"$ref": "#/components/schemas/Problem"}}
    others = {
        status: {
            "description": say(f"api.status.{status}"),
            # what has not changed has no words
            **({"content": {MIME: refused}} if status != "304" else {}),
        }
        for status in STATUSES
    }
    content = {file.mime.partition(";")[0]: {"schema": _content(file)}}
    return {
        "operationId": file.path.strip("/").replace(".", "_"),
        "tags": [file.what],
        "summary": f"{say(f'api.file.{file.what}')} ({say(f'api.format.{file.ending}')})",
        "parameters": [
            {"$ref": f"#/components/parameters/{each.key}"} for each in known(names.data)
        ],
        "responses": {
            "200": {"description": say(f"api.file.{file.what}"), "content": content},
            **others,
        },
    }


def _content(file: File) -> dict[str, Any]:
    """What a file holds: its rows, in the shape of its format."""
    row = {"$ref": f"#/components/schemas/{SCHEMAS[file.what]}"}
    if file.what == MAP:
        return row
    rows = {"type": "array", "items": row}
    if file.ending == "geojson":
        feature = {"type": "object", "properties": {"properties": row}}
        features = {"features": {"type": "array", "items": feature}}
        return {"type": "object", "properties": features}
    if file.ending == "json":
        return {"type": "object", "properties": {file.what: rows}}
    # a workbook is no text of rows, and IATI has a schema of its own
    return {} if file.ending in ("xlsx", "xml") else rows
