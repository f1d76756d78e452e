"""Clients, each with her file: as somebody at the desk registers them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone

from clients.actions.open_file import Newcomer, locked_series, open_files, reserve_numbers
from clients.actions.person import Person
from clients.choices import ContactBy
from clients.forms.person import NewClientForm
from clients.models import Client
from clients.querysets import ClientQuerySet
from loketten.accounts.rights import Right
from portal.exchange.kinds.base import PHONE, Alike, Column, Kind, Ready, Twins
from portal.exchange.kinds.likeness import Parts, parts_of, share
from portal.exchange.models import ImportRow

Birth = date | int | None
# Of a name, with a birth that is alike; a little less than the database asks.
MUCH = 0.33


class ClientTwins(Twins):
    """The same question as when somebody opens a file.

    Five thousand times that question would read the table five thousand times, so most clients are
    passed over first: who shares no address, number or name, nor a birth and much of the name
    (a wider net than the database's own), cannot resemble.
    """

    def __init__(self, clients: ClientQuerySet) -> None:
        self._by: dict[Any, set[int]] = defaultdict(set)
        self._rows: dict[Any, set[int]] = defaultdict(set)
        self._births: dict[int, Birth] = {}
        self._parts: dict[int, Parts] = {}
        known = clients.values_list(
            "pk", "email", "phone", "search_key", "birth_date", "birth_year"
        )
        for pk, email, phone, name, day, year in known:
            self._parts[pk] = parts_of(name)
            for key in (email, ("phone", phone), ("name", name), *_births_of(day or year)):
                self._by[key].add(pk)

    def of(self, number: int, thing: Newcomer) -> Alike:
        person = thing.person
        alike = Alike(frozenset(self._at_the_desk(person)), frozenset(self._in_the_file(person)))
        self._remember(number, person)
        return alike

    def _at_the_desk(self, person: Person) -> Iterable[int]:
        keys = [*self._keys(person), ("name", person.search_key)]
        near = set().union(*(self._by.get(key, ()) for key in keys))
        parts = parts_of(person.search_key)
        for key in _births_like(person.birth):
            near |= {
                pk for pk in self._by.get(key, ()) if share(parts, self._parts[pk], least=MUCH)
            }
        if not near:
            return ()
        found = Client.objects.filter(pk__in=near).resembling(
            search_key=person.search_key,
            birth=person.birth,
            email=person.email,
            phone=person.phone,
        )
        return list(found.values_list("pk", flat=True))

    def _in_the_file(self, person: Person) -> set[int]:
        same = set().union(*(self._rows[key] for key in self._keys(person)))
        names = self._rows[("name", person.search_key)]
        return same | {row for row in names if _fit(self._births[row], person.birth)}

    def _remember(self, number: int, person: Person) -> None:
        self._births[number] = person.birth
        for key in (*self._keys(person), ("name", person.search_key)):
            self._rows[key].add(number)

    @staticmethod
    def _keys(person: Person) -> list[Any]:
        keys: list[Any] = [person.email] if person.email else []
        return [*keys, ("phone", person.phone)] if person.phone else keys


class Clients(Kind):
    form_class = NewClientForm
    model = Client
    twins_class = ClientTwins
    owner_right = Right.WRITE_TALKS
    figures: ClassVar = {"phone": PHONE}
    columns = (
        Column("first_name", ("voornamen", "roepnaam", "given name"), "Nora"),
        Column("last_name", ("naam", "surname", "name", "familienaam"), "Jansen", is_needed=True),
        Column("born", ("geboortedatum", "geboren", "date of birth", "birth date"), "14-5-1994"),
        Column("email", ("mail", "e mail", "e mailadres", "mailadres"), "nora@example.nl"),
        Column("phone", ("telefoonnummer", "mobiel", "tel", "phone number"), "06 000 000 41"),
        Column("contact_by", ("contact", "contactvoorkeur", "contact by"), "Per e-mail"),
        Column("language", ("moedertaal", "voertaal"), "Nederlands"),
        Column("needs_interpreter", ("tolk", "interpreter"), "nee"),
        Column("asked_on", ("aanmelddatum", "vraag op", "datum vraag", "asked on"), "2-11-2026"),
        Column("entry", ("ingang", "via", "gevonden via", "found via"), "Eigen initiatief"),
        Column("owner", ("eigenaar", "loopbaanadviseur", "counsellor"), ""),
    )

    def completed(self, values: dict[str, str]) -> dict[str, str]:
        """Whoever gave an address or a number may be reached by it, unless the file says other."""
        phone = values.get("phone", "")
        way = ContactBy.EMAIL if values.get("email") else ContactBy.PHONE if phone else None
        return {
            **values,
            "owner": self.owner_of(values),
            "asked_on": values.get("asked_on") or f"{timezone.localdate():%Y-%m-%d}",
            "contact_by": values.get("contact_by") or (way or ContactBy.NONE).value,
        }

    def keep_others_waiting(self) -> None:
        locked_series()

    def thing(self, row: ImportRow) -> Newcomer:
        cleaned = self.form.cleaned_data
        same = {name: cleaned[name] for name in ("owner", "asked_on", "entry")}
        return Newcomer(person=self.form.person, key=row.key, **same)

    @classmethod
    def reserve(cls, count: int) -> int:
        return reserve_numbers(count)

    def make_each(self, ready: Sequence[Ready], *, first: int) -> list[int]:
        files = open_files([one.thing for one in ready], by=self.run.by, first=first)
        return [file.client_id for file in files]

    @classmethod
    def shown(cls, ids: Iterable[int]) -> Iterable[tuple[int, str, str]]:
        for client in Client.objects.filter(pk__in=ids).select_related("desk"):
            address = reverse("workplace:file", args=[client.desk.slug, client.number])
            yield client.pk, f"{client.number} {client.name}", address


def _births_of(birth: Birth) -> list[Any]:
    """Under which somebody of this birth is found: a day, a year alone, anybody of a year."""
    if birth is None:
        return []
    if isinstance(birth, date):
        return [birth, ("in", birth.year)]
    return [("year", birth), ("in", birth)]


def _births_like(birth: Birth) -> list[Any]:
    """Of whom a day resembles: the day, and who told the year alone. A year resembles its days."""
    if birth is None:
        return []
    return [birth, ("year", birth.year)] if isinstance(birth, date) else [("in", birth)]


def _fit(one: Birth, other: Birth) -> bool:
    """Nothing known fits everything; a year fits its days."""
    if one is None or other is None:
        return True
    if isinstance(one, date) and isinstance(other, date):
        return one == other
    years = [birth.year if isinstance(birth, date) else birth for birth in (one, other)]
    return years[0] == years[1]
