"""What a picture is before it is framed: a title, a chart, and what must be said below it."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

AnyChart = alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart | alt.ConcatChart


@dataclass(frozen=True, slots=True)
class Drawing:
    """``title``: what it shows; ``width`` in pixels; ``notes``: or it would be misread."""

    title: str
    chart: AnyChart
    width: float
    notes: tuple[str, ...] = ()
