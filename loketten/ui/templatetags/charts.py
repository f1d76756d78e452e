"""Pictures of numbers; the numbers themselves always stand in a table beside them."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from loketten.ui.charts import Multiples, Point, lines
from loketten.ui.markup import format_html

register = template.Library()


@register.simple_tag
def bar(length: int) -> SafeString:
    """A bar of so many hundredths; the number stands in the next cell."""
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="10"/></svg>',
        length,
    )


@register.inclusion_tag("components/line_chart.html")
def line_chart(
    points: Sequence[Point], *, label: str, now: str = "", before: str = ""
) -> dict[str, Any]:
    """Month by month; `now` and `before` name the two lines, `label` says what is to be seen."""
    drawn = lines(points)
    return {
        "drawn": drawn,
        "label": label,
        "now": now,
        "before": before if drawn.before else "",
    }


@register.inclusion_tag("components/multiples.html")
def small_multiples(drawn: Multiples, *, label: str, id: str = "many") -> dict[str, Any]:
    """Many small pictures on one axis, in the order of the map; each leads to a page."""
    return {"drawn": drawn, "label": label, "id": id}
