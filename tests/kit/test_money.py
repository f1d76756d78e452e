"""Amounts of euros as people write them."""

from decimal import Decimal

import pytest

from loketten.kit.money import NotAnAmount, parse_euros, typed_euros


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2180", "2180"),
        ("€ 2.180", "2180"),
        ("2.180,50", "2180.5"),
        ("2,180.50", "2180.5"),
        ("14,5", "14.5"),
        ("14.05", "14.05"),
        ("2180,-", "2180"),
        ("99999,99", "99999.99"),
    ],
)
def test_an_amount_is_read_however_it_is_written(text: str, amount: str) -> None:
    assert parse_euros(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["veel", "0", "-5", "100000", "1e3", "1,2,3", "١٢", "9" * 5000])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_euros(text)


@pytest.mark.parametrize(
    ("amount", "text"), [(None, ""), ("2180.00", "2180"), ("14.50", "14,50"), ("0.05", "0,05")]
)
def test_an_amount_is_typed_back_as_it_can_be_read(amount: str | None, text: str) -> None:
    assert typed_euros(Decimal(amount) if amount else None) == text
    assert not text or parse_euros(text) == Decimal(amount or 0)
