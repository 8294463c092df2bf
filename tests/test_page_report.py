"""The report is made by a press, stays until the view changes, and fails in plain words."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.reader import SAY, opened


def files(app: AppTest) -> list[str]:
    """What the buttons of the report's files say."""
    return [each.proto.label for each in app.get("download_button")]


def test_a_press_makes_the_report_and_its_files_stay_until_the_view_changes() -> None:
    app = opened("pages/report.py", participation="mixed")
    assert not files(app)
    app.button(key="make_report").click().run()
    made = [SAY("report.download.pdf"), SAY("report.download.html")]
    assert files(app) == made
    assert app.status[0].label == SAY.count("report.ready", 3)
    assert app.run().get("status") == []
    assert files(app) == made
    app.get_by_key("participation").set_value([]).run()
    assert not files(app)
    app.get_by_key("participation").set_value(["mixed"]).run()
    assert files(app) == made


def test_a_report_that_cannot_be_made_is_one_message_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "report.typ"
    broken.write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr("lib.report.typeset.TEMPLATE", broken)
    app = opened("pages/report.py")
    app.button(key="make_report").click().run()
    assert [each.value for each in app.error] == [SAY("report.failed.hint")]
    assert not app.exception
    assert not files(app)


def test_a_report_of_nothing_can_be_made_and_says_what_emptied_it() -> None:
    app = opened("pages/report.py", activity_type="grant", donor="UNHCR", participation="mixed")
    assert "Donor" in app.info[0].value
    app.button(key="make_report").click().run()
    assert app.status[0].label == SAY.count("report.ready", 1)
    assert len(files(app)) == 2
