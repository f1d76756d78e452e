"""What can be chosen at this desk today, and what was chosen before."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from apprenticeships.forms.fields import Offer
from apprenticeships.models import Introduction
from loketten.tenancy.forms import codes_of
from loketten.tenancy.models import CodeList, Qualification
from loketten.ui.templatetags.dates import day
from vacancies.models import Employer, EmployerContact, Interest, Vacancy

# Older messages are seldom about somebody who still looks.
INTERESTS_KEPT = timedelta(days=180)
MOST_SUGGESTED = 30


def employers(*, chosen: str = "") -> Iterator[Offer]:
    """Those who were not archived."""
    rows = Employer.objects.filter(Q(archived_at__isnull=True) | _is(chosen))
    for row in rows.only("public_id", "name", "city", "search_key"):
        label = f"{row.name}, {row.city}" if row.city else row.name
        yield Offer(str(row.public_id), label, row.pk)


def vacancies(*, chosen: str = "") -> Iterator[Offer]:
    """Those that are online today; a draft is no place yet."""
    rows = Vacancy.objects.online(timezone.localdate()) | Vacancy.objects.filter(_is(chosen))
    for row in rows.select_related("employer").order_by("employer__search_key", "title", "pk"):
        yield Offer(str(row.public_id), f"{row.employer.name}: {row.title}", row.pk)


def interests(*, chosen: str = "") -> Iterator[Offer]:
    """Messages of visitors that belong to no client yet."""
    taken = Exists(Introduction.objects.filter(interest=OuterRef("pk")))
    since = timezone.now() - INTERESTS_KEPT
    recent = Interest.objects.filter(sent_at__gte=since, erased_at__isnull=True).exclude(taken)
    rows: Any = recent | Interest.objects.filter(_is(chosen))
    for row in rows.select_related("vacancy").order_by("-sent_at", "-pk"):
        label = f"{row.name}: {row.vacancy.title}, {day(row.sent_at)}"
        yield Offer(str(row.public_id), label, row.pk)


def coaches(employer_id: int | None, *, chosen: str = "") -> Iterator[Offer]:
    """Contacts of the employer who still work there. Their own key stays inside the desk."""
    rows = EmployerContact.objects.filter(employer=employer_id)
    here = Q(left_on__isnull=True) | (Q(key=chosen) if chosen else Q())
    for row in rows.filter(here):
        label = f"{row.name}, {row.position}" if row.position else row.name
        yield Offer(str(row.key), label, row.pk)


def routes(*, chosen: str = "") -> Iterator[Offer]:
    codes = codes_of({CodeList.ROUTE}, chosen=[chosen] if chosen else [])
    for code in codes[CodeList.ROUTE]:
        yield Offer(code.key, code.label, code.key)


def qualifications(*, chosen: str = "") -> Iterator[Offer]:
    """By name; the crebo tells two of the same name apart."""
    valid = Qualification.objects.valid_on(timezone.localdate())
    rows: Iterable[Qualification] = valid | Qualification.objects.filter(crebo=chosen)
    for row in rows:
        yield Offer(row.crebo, f"{row}, {row.crebo}", row.pk)


def texts_before(model: Any, column: str) -> list[str]:
    """What this desk wrote there before, what it wrote most first; one spelling of each."""
    written = model.objects.exclude(**{column: ""}).order_by().values_list(column)
    often = written.annotate(number=Count("pk")).order_by("-number", column)
    return [text for text, _number in often[:MOST_SUGGESTED]]


def _is(chosen: str) -> Q:
    return Q(public_id=chosen) if chosen else Q(pk__in=[])
