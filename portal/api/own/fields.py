"""Values that several bodies have: text without what nobody can keep, and a colleague."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from loketten.accounts.colleagues import colleagues_with
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.kit.text import clean_line, clean_lines
from portal.api.problems import DoesNotFit, Wrong
from portal.api.shapes import AMOUNT


class TextField(serializers.CharField):
    """Some lines, as the forms of the portal keep them."""

    def to_internal_value(self, data: Any) -> str:
        return _kept(clean_lines, super().to_internal_value(data))


class LineField(serializers.CharField):
    """One line, with single spaces between the words."""

    def to_internal_value(self, data: Any) -> str:
        return _kept(clean_line, super().to_internal_value(data))


class ColleagueField(serializers.EmailField):
    """Somebody of the desk, by e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)


@extend_schema_field({"type": "string", "pattern": AMOUNT})
class AmountField(serializers.DecimalField):
    """Euros, with a point before the cents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=7, decimal_places=2, min_value=1, **kwargs)


def colleague(email: str, *, right: Right, name: str) -> Membership:
    """Who works at the desk of the key today and may do this; anybody else is unknown."""
    found: Membership | None = colleagues_with(right).filter(user__email__iexact=email).first()
    if found is None:
        sentence = gettext("Nobody of this address does this at your desk.")
        raise DoesNotFit([Wrong("body", name, "unknown-colleague", sentence)])
    return found


def refused(error: DomainError, names: dict[str, str]) -> DoesNotFit:
    """A rule that names fields says which, by their names in the body."""
    field = getattr(error, "field", None)
    fields = [field] if field else sorted(getattr(error, "fields", ()))
    code = _kebab(type(error).__name__)
    sentence = str(error.message or error)
    wrong = [Wrong("body", names.get(one, one), code, sentence) for one in fields]
    return DoesNotFit(wrong or [Wrong("body", "", code, str(error))])


def _kept(clean: Callable[[str], str], text: str) -> str:
    try:
        return clean(text)
    except DomainError as error:
        raise serializers.ValidationError(
            str(error.message), code=_kebab(type(error).__name__)
        ) from None


def _kebab(name: str) -> str:
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name).strip("-")
