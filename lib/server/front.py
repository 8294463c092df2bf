"""What a browser loads before it can show a page: Streamlit's files, and those of the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Front:
    """The files of the pages.

    Parameters
    ----------
    folder
        Streamlit's: ``index.html``, ``manifest.json`` and what they name.
    map_folders
        By address, below the dashboard's own: folders of the map's files.
    map_files
        Addresses of what every map loads.
    """

    folder: Path
    map_folders: Mapping[str, Path]
    map_files: Sequence[str]

    @property
    def shell(self) -> str:
        """The page of HTML that every page of the dashboard is drawn in."""
        return (self.folder / "index.html").read_text(encoding="utf-8")
