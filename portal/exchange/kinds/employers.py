"""Companies, as somebody at the desk writes them down."""

from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar

from django.db.models import Max
from django.urls import reverse

from loketten.kit.spelling import fold
from portal.exchange.kinds.base import KVK, Alike, Column, Kind, Twins
from portal.exchange.models import ImportRow
from vacancies.actions.employers import Company, add_employer, keep_others_waiting
from vacancies.forms.employer import NewEmployerForm
from vacancies.models import Employer


class Employers(Kind):
    form_class = NewEmployerForm
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

    def twins(self, *, after: int = 0) -> "EmployerTwins":
        return EmployerTwins(self, after)

    def newest(self) -> int:
        return Employer.objects.aggregate(newest=Max("pk"))["newest"] or 0

    def keep_others_waiting(self) -> None:
        keep_others_waiting()

    def make(self, row: ImportRow) -> Employer:
        return add_employer(self.form.company, by=self.run.by, key=row.key, is_another=True)

    @classmethod
    def shown(cls, ids: Iterable[int]) -> Iterable[tuple[int, str, str]]:
        for employer in Employer.objects.filter(pk__in=ids).select_related("desk"):
            address = reverse("workplace:employer", args=[employer.desk.slug, employer.public_id])
            yield employer.pk, employer.name, address


class EmployerTwins(Twins):
    """The same question as when somebody adds one. A KvK number makes two rows the same."""

    def __init__(self, kind: Employers, after: int) -> None:
        self._kind = kind
        self._known = Employer.objects.filter(pk__gt=after)
        numbers = Employer.objects.exclude(kvk="").values_list("kvk", "pk")
        self._by_kvk = {kvk: pk for kvk, pk in numbers if pk > after}
        self._rows: dict[str, set[int]] = defaultdict(set)
        self._rows_by_kvk: dict[str, int] = {}

    def of(self, number: int) -> Alike:
        company: Company = self._kind.form.company
        name, kvk = fold(company.name), company.kvk
        if kvk and (kvk in self._by_kvk or kvk in self._rows_by_kvk):
            ids = frozenset({self._by_kvk[kvk]} if kvk in self._by_kvk else ())
            rows = frozenset({self._rows_by_kvk[kvk]} if kvk in self._rows_by_kvk else ())
            return Alike(ids, rows, is_same=True)
        found = self._known.resembling(company.name, postcode=company.postcode)
        alike = Alike(
            frozenset(found.values_list("pk", flat=True)), frozenset(self._rows.get(name, ()))
        )
        self._rows[name].add(number)
        if kvk:
            self._rows_by_kvk[kvk] = number
        return alike
