"""Learn-work places, as drafts: somebody looks at each before the public does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.kit.spelling import fold
from loketten.tenancy.models import Occupation, Qualification
from loketten.ui.text import LineField
from portal.exchange.kinds.base import (
    KVK,
    PHONE,
    Alike,
    Column,
    Kind,
    Problem,
    Ready,
    RowInTheWay,
    Twins,
)
from portal.exchange.models import Import, ImportRow
from vacancies.actions.drafts import refuse_unfit, save_draft
from vacancies.actions.employers import keep_others_waiting
from vacancies.choices import VacancyState
from vacancies.forms.vacancy import NewVacancyForm
from vacancies.models import Employer, Vacancy
from vacancies.querysets import VacancyQuerySet


class VacancyRowForm(NewVacancyForm):
    """With the company, which the page of a new vacancy has in its address."""

    employer = LineField(
        max_length=120,
        label=gettext_lazy("Employer"),
        error_messages={"required": gettext_lazy("Fill in the name or the KvK number.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page keeps a draft without one; nobody would know such a row again.
        title = self.fields["title"]
        title.required = True
        title.error_messages["required"] = gettext_lazy("Fill in a title.")

    def clean(self) -> dict[str, Any]:
        """With what the action refuses, so that the check says so and the import does not stop."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            try:
                refuse_unfit(self.columns)
            except DomainError as error:
                self.add_error(getattr(error, "field", None), str(error))
        return cleaned


class Draft(NamedTuple):
    """A vacancy to write down at a company."""

    employer: Employer
    columns: dict[str, Any]
    key: UUID


class VacancyTwins(Twins):
    """The same title at the same company and postcode, and not closed."""

    def __init__(self, vacancies: VacancyQuerySet) -> None:
        self._known: dict[Any, set[int]] = defaultdict(set)
        self._rows: dict[Any, set[int]] = defaultdict(set)
        standing = vacancies.exclude(state=VacancyState.CLOSED)
        for pk, employer, title, postcode in standing.values_list(
            "pk", "employer", "title", "postcode"
        ):
            self._known[employer, fold(title), postcode].add(pk)

    def of(self, number: int, thing: Draft) -> Alike:
        key = thing.employer.pk, fold(thing.columns["title"]), thing.columns["postcode"]
        alike = Alike(frozenset(self._known.get(key, ())), frozenset(self._rows.get(key, ())))
        self._rows[key].add(number)
        return alike


class Vacancies(Kind):
    form_class = VacancyRowForm
    model = Vacancy
    twins_class = VacancyTwins
    owner_right = Right.MANAGE_PLACES
    figures: ClassVar = {"employer": KVK, "contact_phone": PHONE}
    columns = (
        Column(
            "employer",
            ("werkgever", "bedrijf", "leerbedrijf", "kvk", "company"),
            "Bakkerij Deegwaar",
            is_needed=True,
        ),
        Column("title", ("functie", "vacature", "naam"), "Leerling bakker", is_needed=True),
        Column("occupation", ("beroep",), ""),
        Column("sector", ("branche",), ""),
        Column("tasks", ("taken", "werkzaamheden", "omschrijving", "tasks"), "Je bakt brood."),
        Column("asks", ("eisen", "wat vragen we", "requirements"), "Je kunt vroeg opstaan."),
        Column("needs_no_diploma", ("geen diploma",), "ja"),
        Column("route", ("leerroute", "leerweg"), ""),
        Column("qualification", ("crebo", "kwalificatie", "opleiding"), ""),
        Column("mbo_level", ("niveau", "level"), ""),
        Column("learning", ("wat je leert", "leren"), "Je leert brood en banket."),
        Column("hours_from", ("uren", "uren per week", "uren van", "hours"), "24"),
        Column("hours_to", ("uren tot", "uren maximaal"), "32"),
        Column("in_evening", ("avond", "weekend", "avond of weekend"), "nee"),
        Column("pay_from", ("loon", "salaris", "loon van", "pay"), "14,50"),
        Column("pay_to", ("loon tot", "salaris tot"), ""),
        Column("pay_per", ("loon per", "salaris per"), "Per uur"),
        Column("offer", ("aanbod", "wat je krijgt"), ""),
        Column("starts_on", ("startdatum", "start"), ""),
        Column("apply_by", ("sluitingsdatum", "reageren voor"), ""),
        Column("places", ("plekken", "aantal", "aantal plekken"), "1"),
        Column("street", ("adres", "straat"), ""),
        Column("postcode", (), "3511 ZZ"),
        Column("city", ("woonplaats", "plaatsnaam", "city"), "Utrecht"),
        Column("directions", ("routebeschrijving",), ""),
        Column("contact_name", ("contactpersoon", "contact"), ""),
        Column("contact_email", ("email contact", "e mail contactpersoon"), ""),
        Column("contact_phone", ("telefoon contact", "telefoon contactpersoon"), ""),
        Column("owner", ("eigenaar", "adviseur"), ""),
    )

    def __init__(self, run: Import) -> None:
        super().__init__(run)
        self._words["occupation"] |= _occupations()
        self._words["qualification"] |= _qualifications()
        self._companies: dict[str, list[Employer]] = defaultdict(list)
        for employer in Employer.objects.active():
            for way in {fold(employer.name), employer.kvk} - {""}:
                self._companies[way].append(employer)
        self.employer: Employer | None = None

    def completed(self, values: dict[str, str]) -> dict[str, str]:
        """Empty cells get what the page of a new vacancy fills in itself."""
        named = self._companies.get(fold(values.get("employer", "")), [])
        self.employer = named[0] if len(named) == 1 else None
        rest = {"owner": self.owner_of(values), "places": values.get("places") or "1"}
        if self.employer is None:
            return {**values, **rest}
        first = NewVacancyForm.first_values(self.employer, owner=self.run.by)
        # A street of the company belongs to no other town.
        if values.get("postcode") or values.get("city"):
            first = {name: first[name] for name in first.keys() - {"street", "postcode", "city"}}
        kept = {name: value for name, value in values.items() if value}
        return {**{name: value or "" for name, value in first.items()}, **kept, **rest}

    def _beside(self, row: ImportRow, typed: Mapping[str, str]) -> Iterable[Problem]:
        yield from super()._beside(row, typed)
        name = typed.get("employer", "")
        found = self._companies.get(fold(name), [])
        if name and len(found) != 1:
            several = _("Several of your employers are called this. Write the KvK number.")
            nobody = _("You have no employer of this name or number. Import the employers first.")
            yield Problem(self.label("employer"), name, several if found else nobody)

    def keep_others_waiting(self) -> None:
        keep_others_waiting()

    def thing(self, row: ImportRow) -> Draft:
        assert self.employer is not None
        columns = {name: value for name, value in self.form.columns.items() if name != "employer"}
        return Draft(self.employer, columns, row.key)

    def make_each(self, ready: Sequence[Ready], *, first: int) -> list[int]:
        return [self._made(one.thing, one.row.number) for one in ready]

    def _made(self, thing: Draft, number: int) -> int:
        try:
            vacancy = save_draft(thing.employer, thing.columns, by=self.run.by, key=thing.key)
        except DomainError:
            raise RowInTheWay(number) from None
        return vacancy.pk

    @classmethod
    def shown(cls, ids: Iterable[int]) -> Iterable[tuple[int, str, str]]:
        for vacancy in Vacancy.objects.filter(pk__in=ids).select_related("desk", "employer"):
            address = reverse("workplace:vacancy", args=[vacancy.desk.slug, vacancy.public_id])
            yield vacancy.pk, f"{vacancy.title}, {vacancy.employer.name}", address


def _occupations() -> dict[str, str]:
    """Also by their other names, where those are of one occupation alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for pk, name_en, label, synonyms in Occupation.objects.values_list(
        "pk", "name_en", "label", "synonyms"
    ):
        for name in {name_en, label, *synonyms} - {""}:
            found[fold(name)].add(str(pk))
    return {name: pks.pop() for name, pks in found.items() if len(pks) == 1}


def _qualifications() -> dict[str, str]:
    """By their crebo: a name may be of several levels."""
    return {crebo: str(pk) for pk, crebo in Qualification.objects.values_list("pk", "crebo")}
