"""The colour of a desk: its hue and how vivid it is. The lightness is ours, so contrast holds."""

import hashlib
from typing import NamedTuple

from loketten.ui.colour import Oklch, from_hex, from_oklch, to_hex, to_oklch

DEFAULT_HUE = 277
FULL_CHROMA = 0.145
# Below this a colour looks grey and its hue means nothing.
GREY_CHROMA = 0.012
ERROR_HUE = 27
ERROR_DISTANCE = 15


class Brand(NamedTuple):
    """Hue in degrees; vivid from 0 (grey) to 1 (full)."""

    hue: int = DEFAULT_HUE
    vivid: float = 1.0


def brand_of(colour: str) -> Brand:
    """What is kept of a colour written as #rrggbb; a blank gives the default brand."""
    if not colour:
        return Brand()
    picked = to_oklch(from_hex(colour))
    if picked.chroma < GREY_CHROMA:
        return Brand(vivid=0.0)
    return Brand(round(picked.hue) % 360, round(min(picked.chroma / FULL_CHROMA, 1.0), 2))


def shown_colour(brand: Brand) -> str:
    """The colour that links and buttons get, to show beside the one that was picked."""
    return to_hex(from_oklch(Oklch(0.39, FULL_CHROMA * brand.vivid, brand.hue)))


def looks_like_error(brand: Brand) -> bool:
    """Whether "late" and the desk's own colour would look alike."""
    distance = abs((brand.hue - ERROR_HUE + 180) % 360 - 180)
    return brand.vivid > 0.2 and distance <= ERROR_DISTANCE


def style_sheet(brand: Brand) -> str:
    """The desk's own sheet: two values, from which the tokens follow."""
    return f":root{{--desk-hue:{brand.hue};--desk-vivid:{brand.vivid:g}}}\n"


def fingerprint(brand: Brand) -> str:
    """Stands in the sheet's address, so that a browser may keep it forever."""
    return hashlib.sha256(style_sheet(brand).encode()).hexdigest()[:12]
