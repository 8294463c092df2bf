"""The description of the API as a page: plain HTML without a script, from no other host."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import jinja2

from lib.language import DEFAULT, Language
from lib.parameters import LANGUAGE

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"
_templates = jinja2.Environment(loader=jinja2.FileSystemLoader(FRONTEND), autoescape=True)


def page(described: dict[str, Any], say: Language) -> str:
    """The page. What is data is written as text, never as markup."""
    spoken = f"?{LANGUAGE}={say.code}" if say.code != DEFAULT else ""
    files = [
        {"path": path.lstrip("/") + spoken, "words": path_item["get"]["summary"]}
        for path, path_item in described["paths"].items()
    ]
    parts = described["components"]
    tables = {n: s["properties"] for n, s in parts["schemas"].items() if n != "Problem"}
    return _templates.get_template("api.html").render(
        say=say,
        described=f"openapi.json{spoken}",
        info=described["info"],
        files=files,
        parameters=[_parameter(each) for each in parts["parameters"].values()],
        tables=tables,
    )


def _parameter(described: dict[str, Any]) -> dict[str, Any]:
    """A parameter with its values, and what each is called where that says more."""
    schema = described["schema"]
    values = schema.get("enum") or schema.get("items", {}).get("enum") or []
    names = described.get("x-names", {})
    default = schema.get("default", "")
    return {
        "key": described["name"],
        "words": described["description"],
        "values": [(value, names.get(value, "")) for value in values],
        "default": ", ".join(default) if isinstance(default, list) else default,
    }


def policy(text: str) -> str:
    """A content security policy that lets nothing in but the style in the page itself."""
    styles = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in styles]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"
