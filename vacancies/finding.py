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
    found: EmployerVisit = _row_of(EmployerVisit, employer, visit)
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


def _row_of(model: Any, employer: uuid.UUID, pk: int) -> Any:
    rows = model.objects.select_related("employer")
    return get_object_or_404(rows, pk=pk, employer__public_id=employer)
"""The question that an address names; a 404 for everything else."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from vacancies.links import Question
from vacancies.models import AdReport, DeskRequest, Interest


def find_question(public_id: UUID) -> Question:
    """A request or an interest: their numbers never meet."""
    requests = DeskRequest.objects.select_related("answered_by__user")
    interests = Interest.objects.select_related("answered_by__user", "vacancy__employer")
    found: Any = requests.filter(public_id=public_id).first()
    found = found or interests.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    question: Question = found
    return question


def find_report(public_id: UUID) -> AdReport:
    reports = AdReport.objects.select_related("vacancy__employer", "settled_by__user")
    report: AdReport = get_object_or_404(reports, public_id=public_id)
    return report
