"""One row of each table of employers, vacancies and questions, at the desk of a member."""

import datetime
from typing import Any

from django.utils import timezone

from loketten.tenancy.models import Code, Occupation, Qualification
from vacancies.choices import VacancyState
from vacancies.models import (
    AdReport,
    DeskRequest,
    EarlierVisitText,
    Employer,
    EmployerContact,
    EmployerVisit,
    Interest,
    Listing,
    Recognition,
    Vacancy,
)
from vacancies.models.place import LearnWorkPlace

YEAR = datetime.timedelta(days=365)


def make_places(member: Any) -> Vacancy:
    """Inside the desk's own `at_desk`."""
    employer = make_employer(member)
    vacancy = make_vacancy(member, employer)
    answered = {
        "state": "done",
        "outcome": "called",
        "answered_by": member,
        "answered_at": timezone.now(),
    }
    DeskRequest.objects.create(name="Femke", email="femke@example.nl", **answered)
    Interest.objects.create(name="Yusuf", phone="0600000041", vacancy=vacancy, **answered)
    settled = {"settled_by": member, "settled_at": timezone.now(), "settled_note": "Gesloten"}
    AdReport.objects.create(vacancy=vacancy, reason="filled", **settled)
    return vacancy


def make_employer(member: Any, **fields: Any) -> Employer:
    """With a contact, a visit and a recognition as carpenter."""
    employer = Employer.objects.create(**{"name": "Bouwbedrijf De Eik", **fields})
    contact = EmployerContact.objects.create(employer=employer, name="Ria Boom")
    EmployerVisit.objects.create(
        employer=employer,
        contact=contact,
        by=member,
        channel=Code.objects.get(pk="channel.company-visit"),
        summary="Twee plekken in het najaar.",
    )
    today = timezone.localdate()
    Recognition.objects.create(
        employer=employer,
        qualification=Qualification.objects.get(crebo="25118"),
        valid_from=today - YEAR,
        valid_until=today + YEAR,
    )
    return employer


def withdraw_a_visit(member: Any) -> None:
    """Of a new employer, with the text of before an edit."""
    employer = make_employer(member)
    visit = EmployerVisit.objects.create(
        employer=employer,
        contact=EmployerContact.objects.get(employer=employer),
        by=member,
        channel_id="channel.phone",
        summary="Drie plekken.",
        version=2,
        withdrawn_at=timezone.now(),
        withdrawn_by=member,
        withdrawn_because="Verkeerd bedrijf",
    )
    EarlierVisitText.objects.create(
        visit=visit, version=1, summary="Twee plekken.", replaced_by=member
    )


def make_vacancy(member: Any, employer: Employer, **fields: Any) -> Vacancy:
    """Online, with its listing; an action would also write the access log."""
    now, today = timezone.now(), timezone.localdate()
    recognition = employer.recognitions.get()
    vacancy = Vacancy.objects.create(
        **{
            "employer": employer,
            "recognition": recognition,
            "owner": member,
            "title": "Leerling timmerman",
            "occupation": Occupation.objects.get(name="Timmerman"),
            "sector_id": "sector.technology",
            "route_id": "route.bbl",
            "mbo_level": 3,
            "qualification": recognition.qualification,
            "tasks": "Je maakt kozijnen en trappen.",
            "learning": "Je leert tekening lezen.",
            "hours_from": 32,
            "hours_to": 38,
            "postcode": "7511 AB",
            "city": "Enschede",
            "state": VacancyState.PUBLISHED,
            "first_published_at": now,
            "refreshed_at": now,
            "expires_on": today + YEAR,
            **fields,
        }
    )
    if vacancy.state == VacancyState.PUBLISHED:
        Listing.objects.create(
            desk_id=vacancy.desk_id,
            public_id=vacancy.public_id,
            slug=f"leerling-timmerman-{vacancy.public_id.hex[:8]}",
            employer_name=employer.name,
            region=vacancy.desk.region,
            published_at=now,
            refreshed_at=now,
            expires_on=vacancy.expires_on,
            **{field.name: getattr(vacancy, field.name) for field in LearnWorkPlace._meta.fields},
        )
    return vacancy
