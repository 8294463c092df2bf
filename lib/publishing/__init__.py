"""New versions of the data: planned, published whole, kept, rolled back, and written down.

`audit`, `archive`, `disk` and `steps` know files only and nothing of what is in them.
"""
