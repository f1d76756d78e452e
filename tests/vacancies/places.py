"""What somebody of a desk writes down, made with the actions themselves."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from loketten.tenancy.models import Occupation, Qualification
from tests.cast import Somebody
from vacancies.actions.drafts import save_draft
from vacancies.actions.employers import Company, add_employer
from vacancies.actions.publish import publish_vacancy
from vacancies.actions.recognitions import Terms, add_recognition
from vacancies.models import Employer, Recognition, Vacancy

CARPENTER = "25118"


def employer_of(by: Somebody, **fields: Any) -> Employer:
    company = Company(**{"name": "Bouwbedrijf De Eik", **fields})
    return add_employer(company, by=by.member, key=uuid.uuid4(), is_another=True)


def recognised(by: Somebody, employer: Employer, *, until: date | None = None) -> Recognition:
    """As carpenter; for two years unless told otherwise."""
    today = timezone.localdate()
    terms = Terms(
        qualification_id=Qualification.objects.get(crebo=CARPENTER).pk,
        valid_from=today - timedelta(days=400),
        valid_until=until or today + timedelta(days=700),
    )
    return add_recognition(employer, terms, by=by.member)


def columns_of(by: Somebody, **fields: Any) -> dict[str, Any]:
    """A whole place on an mbo route."""
    return {
        "title": "Leerling-timmerman",
        "occupation_id": Occupation.objects.get(name="Timmerman").pk,
        "sector_id": None,
        "route_id": "route.bbl",
        "qualification_id": Qualification.objects.get(crebo=CARPENTER).pk,
        "mbo_level": None,
        "tasks": "Je maakt kozijnen.",
        "learning": "Je leert tekening lezen.",
        "offer": "",
        "asks": "",
        "needs_no_diploma": True,
        "hours_from": 32,
        "hours_to": 36,
        "in_evening": False,
        "pay_from": None,
        "pay_to": None,
        "pay_per": "",
        "starts_on": None,
        "apply_by": None,
        "places": 1,
        "street": "Hofpassage 12",
        "postcode": "7511 ZZ",
        "city": "Enschede",
        "directions": "",
        "contact_name": "",
        "contact_email": "",
        "contact_phone": "",
        "owner": by.member,
        **fields,
    }


def draft_of(by: Somebody, employer: Employer | None = None, **fields: Any) -> Vacancy:
    columns = columns_of(by, **fields)
    return save_draft(employer or employer_of(by), columns, by=by.member, key=uuid.uuid4())


def online(by: Somebody, **fields: Any) -> Vacancy:
    """Published, at an employer that is recognised for it."""
    employer = employer_of(by)
    recognised(by, employer)
    vacancy = draft_of(by, employer, **fields)
    return publish_vacancy(vacancy, by=by.member, version=vacancy.version)
