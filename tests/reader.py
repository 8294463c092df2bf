"""A reader who opens pages without a browser, and what stands on them."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib.language import language

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["dashboard.py", *sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))]
SAY = language()


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


def counted(app: AppTest) -> str:
    """The line that always says how much is shown."""
    return next(each.value for each in app.markdown if "activities," in each.value)


def html(app: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in app.get("html"))
