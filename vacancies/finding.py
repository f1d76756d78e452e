"""From the addresses of employers and their rows to the rows; a row of another desk, or of
another employer, is as unknown as one that nobody has."""

import uuid
from typing import Any

from django.shortcuts import get_object_or_404

from vacancies.models import (
    Employer,
    EmployerContact,
    EmployerVisit,
    Recognition,
    Vacancy,
)


def find_employer(employer: uuid.UUID) -> Employer:
    found: Employer = get_object_or_404(
        Employer.objects.select_related("sector"), public_id=employer
    )
    return found


def find_contact(employer: uuid.UUID, person: int) -> EmployerContact:
    found: EmployerContact = _row_of(EmployerContact, employer, person)
    return found


def find_visit(employer: uuid.UUID, visit: int) -> EmployerVisit:
    found: EmployerVisit = _row_of(EmployerVisit, employer, visit, "channel")
    return found


def find_recognition(employer: uuid.UUID, recognition: int) -> Recognition:
    found: Recognition = _row_of(Recognition, employer, recognition)
    return found


def find_vacancy(vacancy: uuid.UUID) -> Vacancy:
    """With all that its pages say of it."""
    related = (
        "employer",
        "occupation",
        "sector",
        "route",
        "qualification",
        "recognition",
        "owner__user",
    )
    found: Vacancy = get_object_or_404(Vacancy.objects.select_related(*related), public_id=vacancy)
    return found


def _row_of(model: Any, employer: uuid.UUID, pk: int, *related: str) -> Any:
    rows = model.objects.select_related("employer", *related)
    return get_object_or_404(rows, pk=pk, employer__public_id=employer)
