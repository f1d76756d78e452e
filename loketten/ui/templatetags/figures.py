"""Figures, the map of the regions, the bridge, and two versions of one text."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from loketten.ui.differences import marked
from loketten.ui.markup import format_html
from loketten.ui.parts import CertificateLine, Plank, Tile, Version
from loketten.ui.templatetags.ui import one_of

register = template.Library()

# A tile is 80 wide; rows overlap by a quarter of their height, odd rows stand half a tile on.
TILE_WIDTH = 80
ROW_HEIGHT = 69.28
FIRST_TILE = (40, 46)
PLANK_STATES = ("there", "under-way", "missing", "not-needed", "not-recorded")


class PlacedTile(NamedTuple):
    """A tile where it is drawn; `title` is what a screen reader says."""

    tile: Tile
    x: int
    y: int
    name_y: int
    value_y: int
    short_y: int
    title: str
    short: str
    css: str


@register.inclusion_tag("components/tile_map.html")
def tile_map(
    tiles: Iterable[Tile], *, label: str, id: str = "map", kind: str = "links"
) -> dict[str, Any]:
    """One hexagon a region, from north to south. kind: links | values | place (a picture with
    one tile marked)."""
    one_of(kind, ("links", "values", "place"), tag="tile_map")
    ordered = sorted(tiles, key=lambda tile: (tile.row, tile.column))
    placed = [_placed(tile) for tile in ordered]
    return {"tiles": placed, "label": label, "id": id, "kind": kind}


def _placed(tile: Tile) -> PlacedTile:
    first_x, first_y = FIRST_TILE
    x = first_x + tile.column * TILE_WIDTH + (tile.row % 2) * TILE_WIDTH // 2
    y = round(first_y + tile.row * ROW_HEIGHT)
    names = tile.name if tile.label in tile.name else f"{tile.name}, {tile.label}"
    title = f"{names}: {tile.value}" if tile.value else names
    # A name alone stands in the middle; with a value below it, a little higher.
    name_y = y - 1 if tile.value else y + 4
    return PlacedTile(tile, x, y, name_y, y + 15, y + 8, title, _short(tile), _css(tile))


def _short(tile: Tile) -> str:
    """What fits in a tile on a phone: the value, or the start of the name."""
    if tile.value:
        return "–" if tile.is_suppressed else tile.value
    words = tile.label.split()
    return tile.label[:3] if len(words) == 1 else "".join(word[0] for word in words)


def _css(tile: Tile) -> str:
    if tile.is_suppressed:
        return "tiles__suppressed"
    if tile.step:
        return f"tiles__step-{tile.step}"
    return "tiles__here" if tile.is_here else ""


@register.simple_tag
def suppressed() -> SafeString:
    """In place of a figure behind which somebody could be recognised. Never 0, never empty."""
    return format_html(
        '<span class="suppressed">'
        '<svg viewBox="0 0 36 17" width="36" height="17" aria-hidden="true">'
        '<path class="hatch" d="M2 15 16 1M11 15 25 1M20 15 34 1M1 1h34v15H1z"/></svg>{}</span>',
        gettext("not shown"),
    )


@register.inclusion_tag("components/kpi.html")
def kpi(
    title: str,
    *,
    value: str | None,
    more: str = "",
    certificate: Iterable[CertificateLine] = (),
    url: str = "",
) -> dict[str, Any]:
    """A figure with how it was counted, here or on a page of its own; the value None is shown as
    suppressed."""
    return {
        "title": title,
        "value": value,
        "more": more,
        "certificate": list(certificate),
        "url": url,
    }


@register.inclusion_tag("components/bridge.html")
def bridge(
    planks: Iterable[Plank], *, summary: str, url: str = "", step: str = ""
) -> dict[str, Any]:
    """The eight planks from now to work; the summary says what is missing, `step` links on."""
    laid = list(planks)
    for plank in laid:
        one_of(plank.state, PLANK_STATES, tag="bridge")
    return {"planks": laid, "summary": summary, "url": url, "step": step}


@register.inclusion_tag("components/conflict.html")
def conflict(versions: Iterable[Version], *, name: str) -> dict[str, Any]:
    """Two versions of one page side by side, with the words that differ marked."""
    rows = [(version.label, *marked(version.theirs, version.yours)) for version in versions]
    return {"rows": rows, "name": name}
