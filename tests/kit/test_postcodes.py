"""Postcodes as people type them."""

import pytest

from loketten.kit.postcodes import four_figures


@pytest.mark.parametrize(
    "typed",
    [
        "3511",
        "3511AB",
        "3511 AB",
        "3511ab",
        "3511-ab",
        "NL-3511 AB",
        "nl3511",
        " 35 11 A B ",
        "3511 AB Utrecht",
        "3511, Utrecht",
        "NL 3511 AB, Utrecht",
        "Utrecht 3511 AB",
        "postcode: 3511 AB",
        "pc 3511",
        "3511 A",
    ],
)
def test_the_four_figures_are_found(typed: str) -> None:
    assert four_figures(typed) == 3511


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0511",
        "351",
        "35111",
        "Utrecht 3511",
        "D 3511 AB",
        "3511 ABC1",
        "AB 3511",
        "BE-3511",
        "3511 3512",
        "tel 0612345678",
        "1e Exloërmond",
    ],
)
def test_other_figures_are_no_postcode(typed: str) -> None:
    assert four_figures(typed) is None
