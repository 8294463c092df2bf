"""What is this dashboard's and not the tool's: its communities, programmes, currency and credits.

Read from ``dashboard.toml`` beside the data. Typed: an unknown key is refused, with the
nearest known one.
"""

from lib.config.model import Dashboard
from lib.config.parts import Community, Objective, Part, Words
from lib.config.reading import read_config, read_toml

__all__ = ["Community", "Dashboard", "Objective", "Part", "Words", "read_config", "read_toml"]
