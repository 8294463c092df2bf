"""How the server behaves. Read from ``server.toml``; an unknown key is refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic.networks import IPvAnyNetwork

from lib.config import Part, read_toml

FILE = "DASHBOARD_SERVER"
"""The environment variable that names the file."""
BESIDE = Path(__file__).resolve().parent.parent / "server.toml"

Origin = Annotated[str, Field(pattern=r"^(\*|https?://[A-Za-z0-9.*-]+(:\d+)?)$")]
"""Another site: ``https://example.org``; ``*`` for all."""


class Settings(Part):
    """Every setting, with what holds where the file does not say it."""

    trusted_proxies: tuple[IPvAnyNetwork, ...] = ()
    """Addresses or networks whose X-Forwarded-For says who asks."""
    requests_per_minute: int = Field(default=120, ge=0)
    """How often one address may ask the API for data; 0: no limit."""
    most_at_once: int = Field(default=2, ge=1)
    """How many files are made at the same time; the others wait."""
    most_rows: int = Field(default=1_000_000, ge=1)
    """Activities of a file that is sent while it is made."""
    most_rows_whole: int = Field(default=50_000, ge=1)
    """Activities of a file that must be made whole before it is sent."""
    longest_query: int = Field(default=8_000, ge=100)
    """Letters of a link."""
    cors_origins: tuple[Origin, ...] = ()
    """Other sites whose pages may read the API."""
    framed_by: tuple[Origin, ...] = ()
    """Other sites whose pages may show the dashboard in a frame."""
    metrics: Literal["off", "local", "open"] = "local"
    """Who may read /metrics: nobody, this machine but not through a proxy, or anybody."""
    log: Literal["json", "off"] = "json"
    """Whether each answer is a line of the log."""


def read_settings() -> Settings:
    """The settings of the file that the environment names, or of the one beside the code.

    Raises
    ------
    BadData
        The file is not TOML, holds something that is not allowed, or was named and is missing.
    """
    named = os.environ.get(FILE)
    path = Path(named) if named else BESIDE
    return read_toml(path, Settings) if named or path.is_file() else Settings()
