"""Choices out of the code lists: all lists of a form come in one query."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.models import Code, CodeList

NO_SUCH_CHOICE = {"invalid_choice": _("This choice does not exist. Choose another one.")}
NOT_ASKED = _("Not asked")


class CodeField(forms.ChoiceField):
    """One code of a list by its key, or None. `nothing` names the empty choice."""

    def __init__(self, code_list: CodeList, *, nothing: Any = NOT_ASKED, **kwargs: Any) -> None:
        super().__init__(error_messages=NO_SUCH_CHOICE, **kwargs)
        self.code_list = code_list
        self.nothing = nothing

    def clean(self, value: Any) -> str | None:
        return super().clean(value) or None

    def offer(self, codes: Iterable[Code]) -> None:
        self.choices = [("", self.nothing), *((code.key, code.label) for code in codes)]


class ManyCodesField(forms.MultipleChoiceField):
    """Some codes of a list by their keys."""

    def __init__(self, code_list: CodeList, **kwargs: Any) -> None:
        super().__init__(error_messages=NO_SUCH_CHOICE, **kwargs)
        self.code_list = code_list

    def offer(self, codes: Iterable[Code]) -> None:
        self.choices = [(code.key, code.label) for code in codes]


class CodesForm(forms.Form):
    """Fills its code fields with what is valid today, and with what was chosen before: a code
    that has ended since stays where it stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code_fields = {
            name: field
            for name, field in self.fields.items()
            if isinstance(field, CodeField | ManyCodesField)
        }
        lists = {field.code_list for field in code_fields.values()}
        codes = codes_of(lists, chosen=self._chosen(code_fields))
        for field in code_fields.values():
            field.offer(codes[field.code_list])

    def _chosen(self, names: Iterable[str]) -> set[str]:
        chosen: set[str] = set()
        for name in names:
            value = self.initial.get(name)
            chosen.update(value if isinstance(value, list) else [value] if value else [])
        return chosen


def codes_of(
    lists: Iterable[CodeList], *, chosen: Iterable[str] = ()
) -> dict[CodeList, list[Code]]:
    """The codes of these lists by list, in reading order."""
    valid = Code.objects.valid_on(timezone.localdate()) | Code.objects.filter(pk__in=chosen)
    found: dict[CodeList, list[Code]] = defaultdict(list)
    for code in valid.filter(Q(list__in=lists)).order_by("list", "position", "key"):
        found[CodeList(code.list)].append(code)
    return found
