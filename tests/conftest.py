"""What several tests start from: the small world, opened once, and its names in English."""

from __future__ import annotations

import pytest
from hypothesis import settings

from lib.language import Language
from lib.names import Names
from lib.store import Data
from tests.world import World

# the same examples in every run: a failure can be repeated by whoever reads of it
settings.register_profile("repeatable", deadline=None, database=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture
def world() -> World:
    """Files that a test may change before it opens them."""
    return World()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """The small world as it is, for tests that only read."""
    return World().open(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def say() -> Language:
    return Language("en", always={"currency": "USD", "least": 30})


@pytest.fixture(scope="session")
def names(data: Data, say: Language) -> Names:
    return Names(data, say)
