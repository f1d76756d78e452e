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
