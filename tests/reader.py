"""A reader who opens pages without a browser, and what stands on them."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
from streamlit.testing.v1 import AppTest

from lib.config import read_config

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["dashboard.py", *sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))]
SAY = read_config(ROOT / "data" / "dashboard.toml").language("en")
"""English, as the shipped dashboard speaks it."""
FOLDERS = {"data": ROOT / "data", "ellorin": ROOT / "examples" / "ellorin"}
"""The folders of data that are shipped, each a dashboard of its own."""


def opened(page: str = "dashboard.py", **link: str | list[str]) -> AppTest:
    """A page opened by a link. Sub-pages are reached from the first one."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    if page != "dashboard.py":
        app.switch_page(page).run()
    assert not app.exception
    return app


def lines(app: AppTest) -> list[str]:
    """What a page says in Markdown. Its style sheet comes that way too, and says nothing."""
    return [each.value for each in app.markdown if not each.value.startswith("<style>")]


def counted(app: AppTest) -> str:
    """The line that always says how much is shown."""
    return next(each for each in lines(app) if "activities," in each)


def html(app: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in app.get("html"))


def plain_tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables of words on a page, each named by its first column."""
    found = re.findall(r'<table class="plain">.*?</table>', html(app), re.DOTALL)
    trees = [ElementTree.fromstring(table.replace("&nbsp;", " ")) for table in found]
    tables = [[[cell.text or "" for cell in row] for row in tree.iter("tr")] for tree in trees]
    return [pd.DataFrame(rows, columns=heads).set_index(heads[0]) for heads, *rows in tables]
