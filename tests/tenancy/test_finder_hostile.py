"""Whatever is typed: no error, no long wait, and a fixed number of queries."""

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loketten.tenancy.finder import Finding, find_desks

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\n\t",
        ".",
        "()",
        "'",
        "%",
        "_",
        "\\",
        "\x00",
        "Utrecht\x00",
        "3511\x00AB",
        "\ud800",
        "Utrecht \udfff",
        "😀",
        "👩‍👩‍👧",
        "\u202e\u202e",
        "0511 AB",
        "12345",
        "351",
        "0000",
        "-1",
        "1e9",
        "GM0001",
        "AM04",
        "AM99",
        "xqzzyv",
        "Utrecht" * 20,
        "<script>alert(1)</script>",
        "1' OR '1'='1",
        "大阪",
        "Αθήνα",
    ],
)
def test_it_knows_nothing(typed: str) -> None:
    assert find_desks(typed, TODAY) == Finding()


@pytest.mark.parametrize("sign", ["a", " ", "1", "é", "\u0301", "'", "ﷺ", "((", "aan de "])
def test_a_million_signs_are_refused_at_once(sign: str) -> None:
    text = sign * (1_000_000 // len(sign))
    started = time.perf_counter()
    assert find_desks(text, TODAY) == Finding()
    assert time.perf_counter() - started < 0.05


@pytest.mark.parametrize("sign", ["a ", "ﷺ", "\u0301", "(", "sint ", "aan de ", "9 "])
def test_the_longest_text_is_read_quickly(sign: str) -> None:
    text = (sign * 100)[:100]
    started = time.perf_counter()
    find_desks(text, TODAY)
    assert time.perf_counter() - started < 1


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=110))
def test_any_text_gets_an_answer(typed: str) -> None:
    finding = find_desks(typed, TODAY)
    assert len(finding.regions) <= 1
    assert not (finding.regions and finding.choices)
    assert len(finding.choices) <= 12


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3511 AB", 3),
        ("1110 AA", 3),
        ("GM0405", 2),
        ("AM15", 2),
        ("Utrecht", 3),
        ("Hoorn", 3),
        ("Gelderland", 3),
        ("Boarnsterhim", 3),
        ("Amterdam", 4),
        ("Laren Gld", 4),
        ("sint", 4),
        ("xqzzyv", 3),
        ("", 0),
    ],
)
def test_the_number_of_queries_is_fixed(
    typed: str, number: int, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(number):
        find_desks(typed, TODAY)
