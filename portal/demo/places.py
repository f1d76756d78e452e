"""The companies and vacancies of one desk in bulk, and what visitors sent, with every rule on."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.audit.actors import SYSTEM
from loketten.audit.models import Entry
from loketten.tenancy.models import Desk
from portal.demo.companies import FOUR_YEARS, Companies, CompanyPlan, PlacePlan
from portal.demo.desks import DemoDesk
from portal.demo.people import FIRST_NAMES, LAST_NAMES
from portal.demo.plans import DUTCH
from portal.demo.rows import counselors_of, entry, key_of
from vacancies.actions.listing import listing_columns, slug_of
from vacancies.choices import ClosedHow, RequestKind, VacancyState
from vacancies.models import (
    DeskRequest,
    Employer,
    EmployerContact,
    EmployerVisit,
    Interest,
    Listing,
    Recognition,
    Vacancy,
)
from vacancies.search.words import write_words
from vacancies.terms import last_day_online

QUESTIONS = (
    "Ik werk in een winkel en wil graag iets in de zorg. Kan dat zonder diploma?",
    "Mijn contract stopt. Welke opleiding kan ik doen naast een baan?",
    "Ik heb een diploma uit het buitenland. Is dat hier iets waard?",
    "",
    "Kunnen jullie mij bellen over een leerbaan in de techniek?",
)


def fill_places(desk: Desk, plan: DemoDesk, *, count: int, today: date) -> None:
    """Inside `at_desk`; so many vacancies."""
    owners = counselors_of(desk)
    plans = list(Companies(plan, today=today).draw(count))
    employers = Employer.objects.bulk_create(
        employer_row(company, f"{desk.slug} {number}") for number, company in enumerate(plans)
    )
    pairs = list(zip(plans, employers, strict=True))
    recognitions = _write_recognitions(pairs)
    _write_contacts(pairs, owners)
    drafts = [
        vacancy_row(
            place,
            employer,
            _recognition(recognitions, employer, place),
            owner,
            f"{employer.key} {number}",
        )
        for (company, employer), owner in zip(pairs, cycle(owners))
        for number, place in enumerate(company.places)
    ]
    vacancies = Vacancy.objects.bulk_create(drafts)
    Vacancy.objects.filter(first_published_at__isnull=False).update(
        made_at=F("first_published_at") - timedelta(days=1)
    )
    _write_listings(vacancies)
    Entry.objects.bulk_create(_entries(employers, recognitions.values(), vacancies, owners[0]))
    _write_questions(vacancies, count)


def _recognition(
    known: dict[tuple[int, int], Recognition], employer: Employer, place: PlacePlan
) -> Recognition | None:
    if place.qualification is None:
        return None
    return known[employer.pk, place.qualification.pk]


def employer_row(plan: CompanyPlan, key: str) -> Employer:
    """As `vacancies.actions` writes it."""
    return Employer(
        public_id=key_of(f"public employer {key}"),
        key=key_of(f"employer {key}"),
        name=plan.name,
        kvk=plan.kvk,
        sector_id=plan.sector,
        street=plan.street,
        postcode=plan.spot.postcode,
        city=plan.spot.city,
    )


def vacancy_row(
    plan: PlacePlan,
    employer: Employer,
    recognition: Recognition | None,
    owner: Membership,
    key: str,
) -> Vacancy:
    """As drafting, publishing and closing leave it behind."""
    low, high, per = plan.pay or (None, None, "")
    return Vacancy(
        public_id=key_of(f"public vacancy {key}"),
        key=key_of(f"vacancy {key}"),
        employer=employer,
        owner=owner,
        title=plan.ad.title,
        tasks=plan.ad.tasks,
        learning=plan.ad.learning,
        offer=plan.ad.offer,
        asks=plan.ad.asks,
        occupation=plan.occupation,
        sector_id=plan.occupation.sector_id,
        route_id=plan.route,
        mbo_level=plan.mbo_level,
        qualification=plan.qualification,
        hours_from=plan.hours[0],
        hours_to=plan.hours[1],
        in_evening=plan.in_evening,
        needs_no_diploma=plan.needs_no_diploma,
        pay_from=low,
        pay_to=high,
        pay_per=per,
        starts_on=plan.starts_on,
        apply_by=plan.apply_by,
        places=plan.places,
        postcode=plan.spot.postcode,
        city=plan.spot.city,
        street=employer.street,
        contact_email=employer.desk.email,
        contact_phone=employer.desk.phone.replace(" ", ""),
        **_state_columns(plan, recognition),
    )


def _state_columns(plan: PlacePlan, recognition: Recognition | None) -> dict[str, Any]:
    if plan.online_on is None:
        return {"state": plan.state}
    last_day = last_day_online(
        refreshed_on=plan.online_on,
        apply_by=plan.apply_by,
        recognised_until=recognition.valid_until if recognition else None,
    )
    online_at = datetime.combine(plan.online_on, time(0, 30), DUTCH)
    on, how = plan.closing or (None, "")
    return {
        "state": plan.state,
        "recognition": recognition,
        "first_published_at": online_at,
        "refreshed_at": online_at,
        "expires_on": last_day.day,
        "closed_on": on,
        "closed_how": how,
        # Drafting writes version 1; going online and closing add one each.
        "version": 3 if plan.closing else 2,
    }


def _write_recognitions(
    pairs: list[tuple[CompanyPlan, Employer]],
) -> dict[tuple[int, int], Recognition]:
    rows = Recognition.objects.bulk_create(
        Recognition(
            employer=employer,
            qualification=qualification,
            valid_from=since,
            valid_until=since + FOUR_YEARS,
            trainer=company.contact,
        )
        for company, employer in pairs
        for qualification, since in company.recognitions.items()
    )
    return {(row.employer_id, row.qualification_id): row for row in rows}


def _write_contacts(pairs: list[tuple[CompanyPlan, Employer]], owners: list[Membership]) -> None:
    contacts = EmployerContact.objects.bulk_create(
        EmployerContact(
            employer=employer,
            key=key_of(f"contact {employer.key}"),
            name=company.contact,
            position="Praktijkopleider",
            phone=company.phone,
        )
        for company, employer in pairs
    )
    EmployerVisit.objects.bulk_create(
        EmployerVisit(
            employer=employer,
            contact=contact,
            key=key_of(f"visit {number} {employer.key}"),
            on=on,
            by=owner,
            channel_id="channel.company-visit",
            summary=summary,
        )
        for (company, employer), contact, owner in zip(pairs, contacts, cycle(owners))
        for number, (on, summary) in enumerate(company.visits)
    )


def write_missing_words(desk: Desk) -> None:
    """In a transaction of its own: desks that write the same words wait for each other here."""
    wordless = Listing.objects.filter(desk=desk, words=None).values_list("pk", flat=True)
    if found := list(wordless):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('demo words'))")
        write_words(found)


def _write_listings(vacancies: list[Vacancy]) -> None:
    """One for each vacancy that was ever online; a closed one answers that it is gone."""
    Listing.objects.bulk_create(
        Listing(
            desk_id=vacancy.desk_id,
            public_id=vacancy.public_id,
            slug=slug_of(vacancy),
            published_at=vacancy.first_published_at,
            **listing_columns(vacancy),
        )
        for vacancy in vacancies
        if vacancy.first_published_at
    )


def _entries(
    employers: list[Employer],
    recognitions: Any,
    vacancies: list[Vacancy],
    first: Membership,
) -> Iterator[Entry]:
    now = timezone.now()
    for employer in employers:
        yield entry("employer.added", employer, by=first.actor, at=now)
    for recognition in recognitions:
        yield entry("recognition.added", recognition, by=first.actor, at=now)
    for vacancy in vacancies:
        yield from _vacancy_entries(vacancy, now)


def _vacancy_entries(vacancy: Vacancy, now: datetime) -> Iterator[Entry]:
    by, online_at = vacancy.owner.actor, vacancy.first_published_at
    yield entry("vacancy.drafted", vacancy, by=by, at=online_at or now)
    if online_at:
        yield entry("vacancy.published", vacancy, by=by, at=online_at, changed=["state"])
    if vacancy.closed_on:
        is_expired = vacancy.closed_how == ClosedHow.EXPIRED
        yield entry(
            "vacancy.ended" if is_expired else "vacancy.closed",
            vacancy,
            by=SYSTEM if is_expired else by,
            at=datetime.combine(vacancy.closed_on, time(16), DUTCH),
            changed=["state"],
        )


def _write_questions(vacancies: list[Vacancy], count: int) -> None:
    """What came in during the last days and waits for an answer."""
    online = [one for one in vacancies if one.state == VacancyState.PUBLISHED]
    now = timezone.now()
    names = [f"{FIRST_NAMES[n * 7 % 71]} {LAST_NAMES[n * 11 % 70]}" for n in range(count)]
    DeskRequest.objects.bulk_create(
        DeskRequest(
            name=name,
            phone=f"060000{number:04}",
            kind=RequestKind.CALL_BACK if number % 3 else RequestKind.TALK,
            message=QUESTIONS[number % len(QUESTIONS)],
            sent_at=now - timedelta(hours=5 + 17 * number),
        )
        for number, name in enumerate(names[: 2 + count // 60])
    )
    wanted = online[:: max(1, len(online) // 6)]
    Interest.objects.bulk_create(
        Interest(
            vacancy=vacancy,
            name=names[-number],
            email=f"bezoeker{number}@example.nl",
            sent_at=now - timedelta(hours=3 + 11 * number),
        )
        for number, vacancy in enumerate(wanted)
    )
