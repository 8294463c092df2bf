"""Programs run by hand: they build the data files."""
