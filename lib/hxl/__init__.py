"""HXL, the Humanitarian Exchange Language: a row of hashtags under the heads of a table says what
its columns are, so that tables of different offices can be put together.

Out: the tags of our columns. In: whoever's table, by its tags.
"""

from lib.hxl.reading import Untaken, column_of, read_hxl, row_of_tags
from lib.hxl.tags import DERIVED, parsed, tags

__all__ = ["DERIVED", "Untaken", "column_of", "parsed", "read_hxl", "row_of_tags", "tags"]
