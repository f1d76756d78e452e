"""The twelve provinces, which change too seldom for a table, and how people write them."""

from loketten.kit.spelling import fold

# Official name -> what stands behind a place name, as in "Hengelo (O)" and "Laren NH".
PROVINCES: dict[str, tuple[str, ...]] = {
    "Drenthe": ("dr", "drt"),
    "Flevoland": ("fl", "fle"),
    "Fryslân": ("fr", "frl", "friesland"),
    "Gelderland": ("gld", "gd", "ge"),
    "Groningen": ("gr", "gn", "gron"),
    "Limburg": ("l", "lb", "li", "lim"),
    "Noord-Brabant": ("nb", "n b", "br", "brabant"),
    "Noord-Holland": ("nh", "n h"),
    "Overijssel": ("o", "ov", "ovr"),
    "Utrecht": ("u", "ut", "utr"),
    "Zeeland": ("z", "ze", "zl", "zld"),
    "Zuid-Holland": ("zh", "z h"),
}

_BY_SPELLING = {
    spelling: name for name, short in PROVINCES.items() for spelling in (fold(name), *short)
}
_BY_NAME = {fold(name): name for name in PROVINCES}


def province_called(text: str) -> str | None:
    """The province with this full name, folded."""
    return _BY_NAME.get(text)


def province_meant(text: str) -> str | None:
    """The province with this name or abbreviation, folded."""
    return _BY_SPELLING.get(text)
