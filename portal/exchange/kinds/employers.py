"""Companies, as somebody at the desk writes them down."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import ClassVar
from uuid import UUID

from django.urls import reverse

from loketten.kit.spelling import fold
from portal.exchange.kinds.base import KVK, Alike, Column, Kind, Ready, Twins
from portal.exchange.kinds.likeness import Names
from portal.exchange.models import ImportRow
from vacancies.actions.employers import Company, add_employers, keep_others_waiting
from vacancies.forms.employer import NewEmployerForm
from vacancies.models import Employer
from vacancies.querysets import LIKENESS_OF_WORD, LONGEST_NAME, EmployerQuerySet

# The database rounds, and a name may be longer than what it keeps to search.
LEAST_LIKENESS = LIKENESS_OF_WORD - 0.03


class EmployerTwins(Twins):
    """The same question as when somebody adds one. A KvK number makes two rows the same.

    Only companies whose name may resemble are asked about: for each of five thousand rows the
    database would compare all the names of the desk.
    """

    def __init__(self, employers: EmployerQuerySet) -> None:
        self._known = employers
        self._by_kvk: dict[str, int] = {}
        self._names = Names(LEAST_LIKENESS)
        for pk, kvk, name in employers.values_list("pk", "kvk", "search_key"):
            self._names.add(pk, name)
            if kvk:
                self._by_kvk[kvk] = pk
        self._rows: dict[str, set[int]] = defaultdict(set)
        self._rows_by_kvk: dict[str, int] = {}

    def of(self, number: int, thing: tuple[Company, UUID]) -> Alike:
        company, _key = thing
        name, kvk = fold(company.name), company.kvk
        if kvk and (kvk in self._by_kvk or kvk in self._rows_by_kvk):
            ids = frozenset({self._by_kvk[kvk]} if kvk in self._by_kvk else ())
            rows = frozenset({self._rows_by_kvk[kvk]} if kvk in self._rows_by_kvk else ())
            return Alike(ids, rows, is_same=True)
        alike = Alike(frozenset(self._near(company)), frozenset(self._rows.get(name, ())))
        self._rows[name].add(number)
        if kvk:
            self._rows_by_kvk[kvk] = number
        return alike

    def _near(self, company: Company) -> Iterable[int]:
        near = self._names.near(fold(company.name)[:LONGEST_NAME])
        if not near:
            return ()
        found = self._known.filter(pk__in=near).resembling(company.name, postcode=company.postcode)
        return found.values_list("pk", flat=True)


class Employers(Kind):
    form_class = NewEmployerForm
    model = Employer
    twins_class = EmployerTwins
    figures: ClassVar = {"kvk": KVK}
    columns = (
        Column(
            "name",
            ("naam", "werkgever", "bedrijf", "bedrijfsnaam", "company", "employer"),
            "Bakkerij Deegwaar",
            is_needed=True,
        ),
        Column("kvk", ("kvk", "kamer van koophandel", "coc number"), "00000001"),
        Column("sector", ("branche",), "Techniek"),
        Column("street", ("adres", "straat", "address", "street"), "Singelhof 1"),
        Column("postcode", ("postal code", "zip"), "3511 ZZ"),
        Column("city", ("woonplaats", "vestigingsplaats", "city"), "Utrecht"),
        Column("website", ("url", "site", "webadres"), "www.example.nl"),
        Column("note", ("opmerking", "opmerkingen", "notitie", "notes"), "Bel na 10 uur."),
    )

    def keep_others_waiting(self) -> None:
        keep_others_waiting()

    def thing(self, row: ImportRow) -> tuple[Company, UUID]:
        return self.form.company, row.key

    def make_each(self, ready: Sequence[Ready], *, first: int) -> list[int]:
        made = add_employers([one.thing for one in ready], by=self.run.by)
        return [employer.pk for employer in made]

    @classmethod
    def shown(cls, ids: Iterable[int]) -> Iterable[tuple[int, str, str]]:
        for employer in Employer.objects.filter(pk__in=ids).select_related("desk"):
            address = reverse("workplace:employer", args=[employer.desk.slug, employer.public_id])
            yield employer.pk, employer.name, address
