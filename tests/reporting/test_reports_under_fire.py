"""The worker dies in the middle of thirty-six reports: afterwards there are thirty-six."""

from collections import Counter
from datetime import date

import pytest

from loketten.audit.actors import SYSTEM
from loketten.audit.tasks import relay_all
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk, Region
from portal.reporting.models import DeskReport, NationalReport, Publication, ReportPart
from portal.reporting.reports.actions import ask_for_reports
from tests import factories
from tests.audit.front import Front
from tests.audit.waiting import wait_until

MONTH = date(2026, 10, 1)

pytestmark = pytest.mark.stack


def test_killed_in_the_middle_of_thirty_six(front: Front) -> None:
    letters = "ABCDEFGHIJ"
    for code in Region.objects.filter(desk=None).values_list("pk", flat=True):
        prefix = letters[int(code[2])] + letters[int(code[3])]
        factories.DeskFactory(slug=code.lower(), region_code=code, number_prefix=prefix)
    Publication.objects.create(month=MONTH, definitions=1)
    ask_for_reports(MONTH, by=SYSTEM)
    assert ReportPart.objects.count() == 36

    front.worker.start()
    wait_until(lambda: done() >= 3, seconds=90)
    front.worker.kill()
    halfway = done()
    assert 3 <= halfway < 36, "there was no middle to die in"
    assert files() == Counter({4: halfway}), "half a report stayed in the database"

    front.worker.start()
    front.wait_for(finished)
    assert files() == Counter({4: 36})


def done() -> int:
    return ReportPart.objects.exclude(done_at=None).count()


def finished() -> bool:
    relay_all.delay()
    return done() == 36


def files() -> "Counter[int]":
    """How many desks, the country among them, have how many files."""
    found = [NationalReport.objects.count()]
    for desk_id in Desk.objects.values_list("pk", flat=True):
        with at_desk(desk_id):
            found.append(DeskReport.objects.count())
    return Counter(number for number in found if number)
