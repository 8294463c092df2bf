"""The files of the dashboard over HTTP, by the same links: for spreadsheets and programs."""

from lib.api.app import SERVED, api, paths

__all__ = ["SERVED", "api", "paths"]
