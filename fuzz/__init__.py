"""Thousands of generated files, links and calls, none of which may break a promise: make fuzz."""
