"""Numbers in, what is said of them out."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median, quantiles


def p95(numbers: Iterable[float]) -> float:
    """The value that 95 of 100 do not exceed; of one number, itself."""
    known = list(numbers)
    if not known[1:]:
        return known[0]
    # between two equal numbers a quantile can be off by a rounding, either way
    return min(max(quantiles(known, n=20, method="inclusive")[-1], min(known)), max(known))


def spread(numbers: Iterable[float]) -> dict[str, float] | None:
    """The median, the 95th percentile and the number of them; None of none."""
    known = list(numbers)
    return {"p50": median(known), "p95": p95(known), "n": len(known)} if known else None


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown, its columns aligned."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def milliseconds(value: float | None) -> str:
    """Whole milliseconds; seconds from ten of them on; – for what was not measured."""
    if value is None:
        return "–"
    return f"{value / 1000:.1f} s" if value >= 10_000 else f"{value:.0f} ms"


def kilobytes(size: float) -> str:
    """Thousands of bytes; millions from ten of them on."""
    return f"{size / 1e6:.1f} MB" if size >= 1e7 else f"{size / 1000:.1f} kB"


def megabytes(size: float) -> str:
    """Millions of bytes."""
    return f"{size / 1e6:,.1f} MB" if size < 1e7 else f"{size / 1e6:,.0f} MB"
