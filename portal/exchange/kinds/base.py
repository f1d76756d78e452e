"""How one row of a file becomes what a form would have made of it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.db.models import Max, Model
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import override

from loketten.accounts.forms.fields import ColleagueField
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.kit.spelling import fold
from loketten.kit.tables.bounds import MOST_COLUMNS
from loketten.tenancy.forms import CodeField
from loketten.tenancy.models import Code
from loketten.ui.bsn import CODE as BSN
from loketten.ui.templatetags.dates import day
from portal.exchange.models import Import, ImportRow

YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
NO = frozenset({"nee", "n", "no", "false", "onwaar", "0", ""})
# Figures of a Dutch telephone number, and of a number of the Chamber of Commerce.
PHONE, KVK = 10, 8
# Longer words stand in no list.
LONGEST_WORD = 200


class Column(NamedTuple):
    """A field of the form, the other names that a file may have for it, and an example."""

    field: str
    names: tuple[str, ...]
    example: str
    is_needed: bool = False


class Problem(NamedTuple):
    """What is wrong in one cell, and what to do; `code` is for who reads it by machine."""

    label: str
    value: str
    text: str
    code: str = "invalid"


class Alike(NamedTuple):
    """What a row looks like: rows of the desk by their number, and rows of the file."""

    ids: frozenset[int] = frozenset()
    rows: frozenset[int] = frozenset()
    is_same: bool = False

    def __bool__(self) -> bool:
        return bool(self.ids or self.rows)


class Ready(NamedTuple):
    """A row that was read and found right, and what it would become."""

    row: ImportRow
    thing: Any


class RowInTheWay(DomainError):
    """It was right when it was checked, and is not any more."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Twins(ABC):
    """What is there already, at the desk and further up in the file."""

    @abstractmethod
    def of(self, number: int, thing: Any) -> Alike:
        """Of a row and what it would become; it is remembered for the rows below it."""


class Kind(ABC):
    """Rows of one kind, read with the form that people fill in: the rules are written once."""

    form_class: ClassVar[type[forms.Form]]
    # What a row becomes, and how it is compared with what is there.
    model: ClassVar[type[Model]]
    twins_class: ClassVar[type[Any]]
    columns: ClassVar[tuple[Column, ...]]
    # Whoever owns what a row becomes must have this; None where nobody owns it.
    owner_right: ClassVar[Right | None] = None
    # Fields of so many figures: one that a spreadsheet took for a number has lost its zero.
    figures: ClassVar[Mapping[str, int]] = {}

    def __init__(self, run: Import) -> None:
        self.run = run
        self.form: Any = self.form_class()
        self._words = {
            name: _words_of(field)
            for name, field in self.form.fields.items()
            if isinstance(field, forms.ChoiceField)
        }

    def twins(self, among: Any = None) -> Twins:
        """Compares with these rows of the desk; with all of them when nothing is said."""
        known = self.model._default_manager.all() if among is None else among
        found: Twins = self.twins_class(known)
        return found

    def newer(self, than: int, *, but: Collection[int] = ()) -> Any:
        """Rows of the desk that came after this one, and are not these. By their keys, which are
        few: whoever compares asks them about each row of the file."""
        rows = self.model._default_manager
        came = {*rows.filter(pk__gt=than).values_list("pk", flat=True)}
        return rows.filter(pk__in=came.difference(but))

    def newest(self) -> int:
        """The newest row of the desk with which a row of the file is compared."""
        found = self.model._default_manager.aggregate(newest=Max("pk"))
        return found["newest"] or 0

    @abstractmethod
    def keep_others_waiting(self) -> None:
        """Nobody adds one of these until the transaction ends."""

    @abstractmethod
    def thing(self, row: ImportRow) -> Any:
        """What the row would become that was read last."""

    @classmethod
    def reserve(cls, count: int) -> int:
        """The first of so many numbers that nobody else gets; 0 where there are none to give."""
        return 0

    @abstractmethod
    def make_each(self, ready: Sequence[Ready], *, first: int) -> list[int]:
        """By the actions of the pages: the keys of what was made, in the same order. `first` was
        reserved for the first of them."""

    @classmethod
    @abstractmethod
    def shown(cls, ids: Iterable[int]) -> Iterable[tuple[int, str, str]]:
        """Number, words and address of rows of the desk."""

    def read(self, row: ImportRow) -> list[Problem]:
        """What is wrong with it; when nothing is, the form holds what it says."""
        typed = self._typed(row.cells)
        problems = list(self._beside(row, typed))
        values = self.completed(dict(self._values(typed, problems)))
        self.form.data = {**values, "key": str(row.key)}
        self.form.is_bound = True
        self.form.full_clean()
        for name, errors in self.form.errors.as_data().items():
            problems += [self._problem(name, typed.get(name, ""), error) for error in errors]
        return problems

    def becomes(self, row: ImportRow) -> dict[str, str]:
        """In words, what a right row says: empty where it says nothing."""
        self.read(row)
        return {self.label(column.field): self._said(column.field) for column in self.columns}

    def completed(self, values: dict[str, str]) -> dict[str, str]:
        """With what follows when a cell is empty, or its column is not there."""
        return values

    def label(self, name: str) -> str:
        """Of a field; empty for what is wrong with the whole row."""
        field = self.form.fields.get(name)
        return str(field.label) if field and field.label else ""

    def owner_of(self, values: Mapping[str, str]) -> str:
        """Named in the row, else chosen for all rows that name nobody."""
        return values.get("owner") or str(self.run.owner_id or "")

    def _problem(self, name: str, value: str, error: forms.ValidationError) -> Problem:
        code = error.code or "invalid"
        if code == BSN:
            text = _("This looks like a citizen service number. We may not keep it. Delete it.")
        else:
            text = " ".join(error.messages)
        return Problem(self.label(name), value, text, code)

    def _typed(self, cells: list[str]) -> dict[str, str]:
        return {
            name: self._mended(name, cells[place].strip()) if place < len(cells) else ""
            for name, place in self.run.columns.items()
            if name in self.form.fields
        }

    def _mended(self, name: str, text: str) -> str:
        has_lost_one = text.isdigit() and len(text) + 1 == self.figures.get(name)
        return f"0{text}" if has_lost_one and not text.startswith("0") else text

    def _said(self, name: str) -> str:
        field, value = self.form.fields[name], self.form.cleaned_data.get(name)
        if value is None or value is False:
            return ""
        if isinstance(field, forms.ChoiceField):
            return dict(_flat(field.choices)).get(str(self.form.data.get(name)), "")
        if value is True:
            return _("yes")
        if isinstance(value, date):
            return day(value)
        # A year is a number that has no point in it.
        return str(value) if isinstance(value, int) else localize(value)

    def _beside(self, row: ImportRow, typed: Mapping[str, str]) -> Iterable[Problem]:
        if len(row.cells) > len(self.run.headers):
            yield Problem(
                "",
                row.cells[-1],
                _("This row has more cells than there are columns. Look for a separator too many."),
            )

    def _values(
        self, typed: Mapping[str, str], problems: list[Problem]
    ) -> Iterable[tuple[str, str]]:
        """As the browser would send them: a code for a word, nothing for a box without a tick."""
        for name, text in typed.items():
            field = self.form.fields[name]
            if isinstance(field, forms.BooleanField):
                if fold(text) in YES:
                    yield name, "on"
                elif fold(text) not in NO:
                    problems.append(Problem(self.label(name), text, _("Write “ja” or “nee” here.")))
            elif name in self._words:
                yield name, self._words[name].get(fold(text[:LONGEST_WORD]), text)
            else:
                yield name, text


def guessed_columns(kind: type[Kind], headers: list[str]) -> dict[str, int]:
    """The first column whose name is that of a field, in either language."""
    places: dict[str, int] = {}
    for place, header in enumerate(headers[:MOST_COLUMNS]):
        places.setdefault(fold(header), place)
    found: dict[str, int] = {}
    for column in kind.columns:
        for name in names_of(kind, column):
            if name in places and places[name] not in found.values():
                found[column.field] = places[name]
                break
    return found


def names_of(kind: type[Kind], column: Column) -> list[str]:
    """Folded: how the form calls it in Dutch and in English, its own name, and the others."""
    label = kind.form_class.base_fields[column.field].label
    own = []
    for language in ("nl", "en"):
        with override(language):
            own.append(str(label))
    return [fold(name) for name in (*own, column.field, *column.names)]


def _words_of(field: forms.ChoiceField) -> dict[str, str]:
    """From each way to write a choice to its value."""
    found: dict[str, str] = {}
    if isinstance(field, ColleagueField):
        for key, member in field.team.items():
            found |= dict.fromkeys(_ways_to_write(member), key)
        return found
    if isinstance(field, CodeField):
        for code in Code.objects.filter(list=field.code_list):
            ways = (code.label_nl, code.label_en, code.word, code.key)
            found |= {fold(way): code.key for way in ways}
        return found
    for language in ("nl", "en"):
        with override(language):
            for value, label in _flat(field.choices):
                found |= {fold(label): value, fold(value): value}
    return found


def _flat(choices: Any) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in choices if value not in {"", None}]


def _ways_to_write(member: Membership) -> Iterable[str]:
    return fold(member.user.name), fold(member.user.email)
