"""Reads the colour tokens of our style sheets, and computes them for any desk."""

import re
from pathlib import Path
from typing import Any

from loketten.ui.brand import FULL_CHROMA
from loketten.ui.colour import Oklch, Rgb, from_hex, from_oklch

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens"

_HEX = re.compile(r"--([\w-]+): (#[0-9a-f]{6}|#fff);")
_BRAND = re.compile(r"--([\w-]+): oklch\(([\d.]+) (.+) var\(--desk-hue\)\);")
_SHARE = re.compile(
    r"var\(--chroma\)|calc\(var\(--chroma\) \* (?P<factor>[\d.]+)\)"
    r"|min\(var\(--chroma\), (?P<most>[\d.]+)\)"
)


def fixed_colours(*sheets: str) -> dict[str, Rgb]:
    """Tokens written as a plain colour; a later sheet wins."""
    found = {}
    for sheet in sheets:
        for name, colour in _HEX.findall((TOKENS / sheet).read_text()):
            found[name] = from_hex("#ffffff" if colour == "#fff" else colour)
    return found


def desk_colours(sheet: str, hue: float, vivid: float) -> dict[str, Rgb]:
    """Tokens that follow the desk."""
    found = {}
    for name, lightness, share in _BRAND.findall((TOKENS / sheet).read_text()):
        chroma = _chroma(_SHARE.fullmatch(share), FULL_CHROMA * vivid)
        found[name] = from_oklch(Oklch(float(lightness), chroma, hue))
    return found


def _chroma(share: Any, chroma: float) -> float:
    if share["factor"]:
        return chroma * float(share["factor"])
    return min(chroma, float(share["most"])) if share["most"] else chroma
