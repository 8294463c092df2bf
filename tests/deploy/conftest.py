"""One proxy and its replicas, and Chromium, for all tests of deploy/."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import browser
from tests.deploy.fleet import Fleet, running

__all__ = ["browser", "fleet"]
BASE = "/map"


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    """Below a path, as compose.yaml has it."""
    with running(BASE) as started:
        yield started
