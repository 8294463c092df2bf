"""How the server behaves. Read from ``server.toml``; an unknown key is refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic.networks import IPvAnyNetwork

from lib.config import Part, read_toml
from lib.problems import BadData

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
    intake_bytes: int = Field(default=100_000_000, ge=1_000)
    """The longest file that a reader may have checked."""
    intake_unpacked_bytes: int = Field(default=400_000_000, ge=1_000)
    """How long its parts may be when they are unpacked."""
    intake_rows: int = Field(default=100_000, ge=1)
    """Rows of it that are read; that there are more is said."""
    intake_columns: int = Field(default=200, ge=1)
    """The most columns that it may have."""
    intake_problems: int = Field(default=20_000, ge=1)
    """Problems of it that are listed and marked; that there are more is said."""
    cors_origins: tuple[Origin, ...] = ()
    """Other sites whose pages may read the API."""
    framed_by: tuple[Origin, ...] = ()
    """Other sites whose pages may show the dashboard in a frame."""
    metrics: Literal["off", "local", "open"] = "local"
    """Who may read /metrics: nobody, this machine but not through a proxy, or anybody."""
    publishers: tuple[str, ...] = ()
    """The addresses (e-mail) of those who may publish, once they have signed in."""
    sign_in: Literal["off", "oidc", "header"] = "off"
    """Whose word is taken for who a reader is: nobody's, that of the provider in Streamlit's
    ``secrets.toml``, or a trusted proxy's."""
    sign_in_header: str = Field(default="X-Forwarded-Email", pattern=r"^[A-Za-z][A-Za-z0-9-]*$")
    """The header in which a trusted proxy says who has signed in."""
    show_publishers: bool = False
    """Whether readers are told who published each version."""
    log: Literal["json", "off"] = "json"
    """Whether each answer is a line of the log."""

    @model_validator(mode="after")
    def _a_proxy_is_trusted(self) -> Settings:
        if self.sign_in == "header" and not self.trusted_proxies:
            raise ValueError("sign_in = 'header' needs trusted_proxies: whose header it is")
        return self


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


def settings_of_pages() -> Settings:
    """The settings as they are now; where the file has become wrong, the defaults: by them nobody
    may publish, and nobody is named."""
    try:
        return read_settings()
    except BadData:
        return Settings()
