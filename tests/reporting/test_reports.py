"""Monthly reports: what stands in them, who gets which, and that each is made once."""

import hashlib
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from loketten.audit import outbox
from loketten.audit.actors import SYSTEM
from loketten.audit.models import Entry, PlatformEntry
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from portal.reporting.choices import ReportKind
from portal.reporting.models import DeskReport, NationalReport, ReportPart, ReportRun
from portal.reporting.reports.actions import NotPublished, ask_for_reports
from portal.reporting.reports.content import Content, Sheet
from portal.reporting.reports.drawing import pdf, xlsx
from portal.reporting.tasks import publish_due as publish_due_task
from tests.cast import Cast
from tests.reporting.counting import OCTOBER


def deliver_all() -> None:
    desks: list[int | None] = [None, *Desk.objects.values_list("pk", flat=True)]
    for desk_id in desks:
        for row in outbox.due(desk_id):
            outbox.deliver(desk_id, row.row_id)


@pytest.fixture
def made(country: Any) -> Any:
    ask_for_reports(OCTOBER, by=SYSTEM)
    deliver_all()
    return country


def test_one_for_each_desk_and_one_for_the_country(made: Any) -> None:
    assert ReportPart.objects.count() == 5
    assert not ReportPart.objects.filter(done_at=None).exists()
    assert NationalReport.objects.count() == 4
    for somebody in made.values():
        with at_desk(somebody.desk_id):
            kinds = DeskReport.objects.order_by("kind", "language").values_list("kind", "language")
            assert list(kinds) == [("pdf", "en"), ("pdf", "nl"), ("xlsx", "en"), ("xlsx", "nl")]


def test_asking_again_and_delivering_again_makes_no_second(made: Any) -> None:
    before = list(NationalReport.objects.values_list("checksum", "made_at"))
    ask_for_reports(OCTOBER, by=SYSTEM)
    deliver_all()
    assert list(NationalReport.objects.values_list("checksum", "made_at")) == before
    assert ReportRun.objects.count() == 1
    assert PlatformEntry.objects.filter(action="reports.asked").count() == 1


def test_the_desk_reads_its_small_numbers_and_the_country_does_not(made: Any) -> None:
    with at_desk(made["gorinchem"].desk_id):
        report = DeskReport.objects.get(kind=ReportKind.XLSX, language="nl")
    rows = list(load_workbook(BytesIO(bytes(report.content)))["In het kort"].values)
    assert ("Gesprekken", 3) in rows
    national = NationalReport.objects.get(kind=ReportKind.XLSX, language="nl")
    sheet = load_workbook(BytesIO(bytes(national.content)))["Per regio"]
    found = {row[0]: row[1:] for row in sheet.values}
    assert found["Gorinchem"][0] == "niet getoond"
    assert found["Midden-Utrecht"][:2] == (60, 40)
    assert found["Nederland"][:2] == (105, 73)
    english = NationalReport.objects.get(kind=ReportKind.XLSX, language="en")
    sheet = load_workbook(BytesIO(bytes(english.content)))["Per region"]
    assert {row[0]: row[1] for row in sheet.values}["Gorinchem"] == "not shown"


def test_they_are_made_when_a_month_is_published(country: Any) -> None:
    publish_due_task()
    publish_due_task()
    [run] = ReportRun.objects.all()
    assert run.pk == OCTOBER, "the newest; September is made when somebody asks"
    deliver_all()
    assert NationalReport.objects.count() == 4


def test_a_month_that_is_not_published_has_no_report(country: Any) -> None:
    with pytest.raises(NotPublished):
        ask_for_reports(date(2026, 11, 1), by=SYSTEM)


def test_words_stay_words() -> None:
    """No cell becomes a formula, and none is read as markup."""
    nasty = ['=HYPERLINK("http://x")', "+1", "@a", "#set page()", "*b* $x$ \\ <a>"]
    content = Content("Titel", "over", [Sheet("Blad", "", ["a"], [[word] for word in nasty])])
    cells = [row[0] for row in load_workbook(BytesIO(xlsx(content))).active.values]
    assert cells[5:] == nasty
    assert load_workbook(BytesIO(xlsx(content))).active["A6"].data_type == "s"
    assert pdf(content).startswith(b"%PDF")


def test_the_same_content_gives_the_same_bytes() -> None:
    content = Content("Titel", "over", [Sheet("Blad", "", ["a", "b"], [["x", 12000]])])
    assert pdf(content) == pdf(content)


def test_a_manager_takes_her_own_report_along_and_it_is_noted(made: Any, cast: Cast) -> None:
    browser = cast.mila.browser()
    with at_desk(cast.utrecht.pk):
        report = DeskReport.objects.get(kind=ReportKind.PDF, language="en")
    where = {"desk": "utrecht", "own_report": report.public_id}
    answer = browser.get(reverse("figures:desk_report", kwargs=where))
    assert hashlib.sha256(answer.content).hexdigest() == report.checksum
    assert answer.headers["Content-Disposition"] == 'attachment; filename="utrecht-2026-10-en.pdf"'
    with at_desk(cast.utrecht.pk):
        assert Entry.objects.filter(action="report.downloaded", object_id=report.pk).count() == 1
    for somebody in (cast.dirk, cast.chaima):
        assert somebody.browser().get(reverse("figures:desk_report", kwargs=where)).status_code in {
            404
        }


def test_the_analyst_sees_how_far_they_are(country: Any, cast: Cast) -> None:
    browser = cast.dirk.browser()
    answer = browser.post("/landelijk/rapporten", {"month": "2026-10"})
    assert answer.status_code == 302
    page = browser.get("/landelijk/rapporten").content.decode()
    assert 'max="5" value="0"' in page
    deliver_all()
    page = browser.get("/landelijk/rapporten").content.decode()
    assert 'max="5" value="5"' in page
    report = NationalReport.objects.get(kind=ReportKind.PDF, language="nl")
    got = browser.get(reverse("figures:national_report", kwargs={"report": report.public_id}))
    assert got.content.startswith(b"%PDF")


@pytest.mark.parametrize("month", ["", "2026-13", "2026-k3", "2031-01", "x" * 10_000])
def test_a_month_that_does_not_exist_is_refused(
    country: Any,
    cast: Cast,
    month: str,
) -> None:
    answer = cast.dirk.browser().post("/landelijk/rapporten", {"month": month}, follow=True)
    assert answer.status_code == 200
    assert "Deze maand is nog niet uitgebracht." in answer.content.decode()
    assert not ReportRun.objects.exists()
