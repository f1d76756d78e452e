"""Whatever colour a desk picks, everything stays readable."""

import pytest

from loketten.ui.brand import Brand, brand_of, fingerprint, looks_like_error, style_sheet
from loketten.ui.colour import Rgb, contrast, from_hex, to_hex
from tests.ui.tokens import desk_colours, fixed_colours

TEXT, PART = 4.5, 3.0
# Foreground, background, and what WCAG asks of them.
PAIRS = [
    ("brand", "paper", TEXT),
    ("brand", "brand-tint", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("brand-hover", "brand-tint", TEXT),
    ("brand-hover", "brand-line", TEXT),
    ("paper", "brand-deep", TEXT),
    ("on-brand-2", "brand-deep", TEXT),
    ("paper", "brand-mid", TEXT),
    ("pencil", "brand-deep", PART),
    ("brand-mid-line", "brand-deep", PART),
    ("ink-2", "brand-tint", TEXT),
    ("ink", "data-1", TEXT),
    ("ink", "data-2", TEXT),
    ("ink", "data-3", TEXT),
    ("paper", "data-4", TEXT),
    ("paper", "data-5", TEXT),
]
# In the dark, white is written out where the light theme says paper.
DARK_PAIRS = [
    ("brand", "paper", TEXT),
    ("brand", "brand-tint", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("brand-hover", "brand-tint", TEXT),
    ("white", "brand-deep", TEXT),
    ("white", "brand-mid", TEXT),
    ("ink-2", "brand-tint", TEXT),
    ("white", "data-1", TEXT),
    ("white", "data-2", TEXT),
    ("white", "data-3", TEXT),
    ("on-brand", "data-4", TEXT),
    ("on-brand", "data-5", TEXT),
]
FIXED_PAIRS = [
    ("ink", "paper", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "wash", TEXT),
    ("line-strong", "paper", PART),
    ("on-pencil", "pencil", TEXT),
    ("ink", "pencil-tint", TEXT),
    ("ok", "ok-tint", TEXT),
    ("warn", "warn-tint", TEXT),
    ("warn", "paper", TEXT),
    ("err", "err-tint", TEXT),
    ("err", "paper", TEXT),
    ("ink", "ok-tint", TEXT),
    ("ink", "err-tint", TEXT),
]
LIGHT = ("brand.css", "fixed.css")
DARK = ("brand.css", "fixed.css", "dark.css")


def _worst(pairs: list[tuple[str, str, float]], sheet: str, fixed: dict[str, Rgb]) -> list[str]:
    """The pairs that some desk could make unreadable."""
    failures = set()
    for hue in range(360):
        for step in range(11):
            colours = {**fixed, **desk_colours(sheet, hue, step / 10)}
            for fore, back, asked in pairs:
                if contrast(colours[fore], colours[back]) < asked:
                    failures.add(f"{fore} on {back}")
    return sorted(failures)


def test_no_desk_can_break_the_contrast_of_the_light_theme() -> None:
    assert _worst(PAIRS, "brand.css", fixed_colours(*LIGHT)) == []


def test_no_desk_can_break_the_contrast_of_the_dark_theme() -> None:
    fixed = {**fixed_colours(*DARK), "white": from_hex("#ffffff")}
    assert _worst(DARK_PAIRS, "dark.css", fixed) == []


@pytest.mark.parametrize("sheets", [LIGHT, DARK], ids=["light", "dark"])
def test_what_no_desk_changes_is_readable(sheets: tuple[str, ...]) -> None:
    colours = fixed_colours(*sheets)
    poor = [
        f"{fore} on {back}"
        for fore, back, asked in FIXED_PAIRS
        if contrast(colours[fore], colours[back]) < asked
    ]
    assert poor == []


def test_a_browser_without_oklch_gets_the_default_brand() -> None:
    computed = desk_colours("brand.css", Brand().hue, Brand().vivid)
    written = fixed_colours("brand.css")
    assert {name: to_hex(colour) for name, colour in computed.items()} == {
        name: to_hex(written[name]) for name in computed
    }


def test_a_green_desk_keeps_its_hue_and_how_vivid_it_is() -> None:
    assert brand_of("#1b7f5c") == Brand(hue=164, vivid=0.72)


def test_a_very_vivid_colour_counts_as_full() -> None:
    assert brand_of("#ff00ff").vivid == 1.0


def test_a_grey_colour_gives_a_grey_desk() -> None:
    assert brand_of("#777777").vivid == 0.0


def test_no_colour_gives_the_default_brand() -> None:
    assert brand_of("") == Brand()


@pytest.mark.parametrize(
    ("brand", "is_alike"),
    [
        (Brand(27), True),
        (Brand(12), True),
        (Brand(42), True),
        (Brand(43), False),
        (Brand(11), False),
        (Brand(207), False),
        (Brand(27, 0.1), False),
    ],
)
def test_a_colour_near_the_red_of_mistakes_is_noticed(brand: Brand, is_alike: bool) -> None:
    assert looks_like_error(brand) is is_alike


def test_the_sheet_of_a_desk_holds_two_values() -> None:
    assert style_sheet(Brand(164, 0.72)) == ":root{--desk-hue:164;--desk-vivid:0.72}\n"


def test_another_colour_has_another_address() -> None:
    assert fingerprint(Brand(164, 0.72)) != fingerprint(Brand(164, 0.73))
