"""Pictures are taken from the pages that show what they picture."""

import pytest

from lib.pictures import PICTURES
from lib.ui.downloads import MORE
from lib.ui.pictured import POPOVER
from lib.ui.show import PAGES
from tests.reader import SAY, opened


@pytest.mark.parametrize("picture", PICTURES, ids=lambda each: each.key)
def test_every_picture_can_be_taken_from_its_pages_once_asked_for(picture) -> None:
    files = {key: file for file, key in PAGES.items()}
    for page in picture.pages:
        app = opened(files[page], place="gracanice", compared=["gracanice", "peje"])
        label = f"{SAY(f'picture.{picture.key}')} (SVG)"
        closed = {each.proto.label for each in app.get("download_button")}
        assert label not in closed, "nothing is sent before it is asked for"
        app.session_state[POPOVER if page == "municipality" else MORE] = True
        app.run()
        buttons = {each.proto.label: each.proto for each in app.get("download_button")}
        assert buttons[label].ignore_rerun
