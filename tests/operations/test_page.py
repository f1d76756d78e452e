"""What an operator sees of the portal itself: all well, nothing known yet, and all of it wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from loketten.audit import outbox
from loketten.audit.models import Outbox, PlatformEntry, PlatformOutbox
from portal.operations import failures, measuring
from portal.operations.models import FailedTask, Keeping, KeepingKind, KeepingProblem, QueueState
from portal.operations.slow import without_values
from portal.reporting.models import RecountDifference
from portal.reporting.recount import recount
from tests.accounts.doors import main_of
from tests.cast import Cast

PAGE = "/landelijk/beheer/techniek"


@pytest.fixture
def all_wrong(cast: Cast) -> FailedTask:
    return everything_wrong(cast)


def everything_wrong(cast: Cast) -> FailedTask:
    """Everything that can be alarming at once; the task that failed."""
    hours_ago = timezone.now() - timedelta(hours=3)
    for place in ("platform", "utrecht", "een-loket-met-een-heel-lange-naam"):
        QueueState.objects.create(
            place=place, seen_at=hours_ago, waiting=4, oldest_at=hours_ago,
            failing={"accounts.invitation SMTPRecipientsRefused": 4}, unsealed_since=hours_ago,
        )  # fmt: skip
    Keeping.objects.create(
        kind=KeepingKind.BACKUP, at=timezone.now() - timedelta(days=9), rows=12345, tables=97
    )
    Keeping.objects.create(kind=KeepingKind.BACKUP, problem=KeepingProblem.PROGRAM)
    Keeping.objects.create(
        kind=KeepingKind.DRILL, problem=KeepingProblem.DIFFERENT, details=["table clients_client"]
    )
    RecountDifference.objects.create(
        region=cast.utrecht.region, month=timezone.localdate().replace(day=1), table="talks",
        cells=7,
    )  # fmt: skip
    return FailedTask.objects.create(
        task="vacancies.end_all", error="OperationalError", times=3, is_given_up=True
    )


def test_an_installation_that_just_began_says_what_to_expect(cast: Cast) -> None:
    page = main_of(cast.otto.browser().get(PAGE))
    assert "Er is nog niets gemeten" in page
    assert "Er is geen goede back-up" in page
    assert "Er is geen back-up uitgeprobeerd" in page
    assert "Er is nog geen natelling geweest" in page
    assert "Geen verschillen" not in page
    recounts = "/landelijk/natelling"
    assert "Er is nog geen natelling geweest" in main_of(cast.otto.browser().get(recounts))
    assert "No recount ran yet" in main_of(cast.otto.browser().get(f"/en{PAGE}"))
    recount(timezone.localdate())
    assert "Geen verschillen" in main_of(cast.otto.browser().get(PAGE))
    assert "Geen verschillen" in main_of(cast.otto.browser().get(recounts))


def test_what_is_wrong_is_said_in_words(cast: Cast, all_wrong: FailedTask) -> None:
    page = main_of(cast.otto.browser().get(PAGE))
    for words in (
        "de worker of de klok (beat) staat stil", "Te lang", "Niet verzegeld",
        "SMTPRecipientsRefused", "vacancies.end_all", "Opgegeven", "Te lang geleden",
        "Een programma van PostgreSQL ontbreekt", "Wat terugkwam is niet wat er bewaard was",
        "table clients_client", "7 cellen", "12.345 rijen in 97 tabellen",
        "een-loket-met-een-heel-lange-naam",
    ):  # fmt: skip
        assert words in page, words
    english = main_of(cast.otto.browser().get(f"/en{PAGE}"))
    assert "the worker or the clock (beat) stands still" in english


def test_nobody_is_named_there(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when a name stood in what a task or a mail broke on, or in a slow statement."""

    def breaks(**ids: Any) -> None:
        raise OSError("CNRY van der Berg <cnry@example.nl>")

    with pytest.raises(OSError, match="CNRY") as broken:
        breaks()
    failures.broke("planted.task", [7], broken.value)
    monkeypatch.setitem(outbox._effects, "planted.effect", breaks)
    with cast.anouk.at_work():
        outbox.add("planted.effect", thing_id=1)
        row = Outbox.objects.get(effect="planted.effect")
    assert not outbox.deliver(cast.utrecht.pk, row.pk)
    measuring.measure()
    page = main_of(cast.otto.browser().get(PAGE))
    for told in ("planted.task", "planted.effect", "OSError"):
        assert told in page, told
    assert "CNRY" not in page
    assert "@" not in page
    statement = "SELECT 1 WHERE name = 'CNRY''s cousin' AND number = 123456782"
    assert without_values(statement) == "SELECT 1 WHERE name = ? AND number = ?"


def test_the_page_costs_the_same_for_one_desk_and_for_many(
    cast: Cast, all_wrong: FailedTask, queries: Any
) -> None:
    browser = cast.otto.browser()
    browser.get(PAGE)
    with queries() as few:
        browser.get(PAGE)
    QueueState.objects.bulk_create(
        QueueState(place=f"desk-{n}", seen_at=timezone.now(), waiting=1) for n in range(40)
    )
    FailedTask.objects.bulk_create(FailedTask(task=f"a.task{n}", error="X") for n in range(40))
    with queries() as many:
        page = main_of(browser.get(PAGE))
    assert "Er zijn er meer" in page
    assert len(many) == len(few) <= 9


def test_it_works_while_the_queue_is_away(cast: Cast, without_redis: None, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert "Niet bereikbaar" in main_of(cast.otto.browser().get(PAGE))


def test_a_failed_task_is_asked_again_once_and_that_is_written_down(
    cast: Cast, all_wrong: FailedTask, without_redis: None
) -> None:
    browser = cast.otto.browser()
    path = f"{PAGE}/taak/{all_wrong.pk}/opnieuw"
    assert browser.get(path).status_code == 405
    for _press in range(2):
        assert browser.post(path)["Location"] == PAGE
    assert PlatformEntry.objects.filter(action="task.asked_again").count() == 1
    (row,) = PlatformOutbox.objects.filter(effect="operations.ask_again")
    assert row.arguments == {"failed_task_id": all_wrong.pk}
    assert "vacancies.end_all" not in main_of(browser.get(PAGE))


def test_the_measurement_sees_what_waits_at_each_desk(cast: Cast) -> None:
    Effects = outbox._effects  # noqa: N806
    with cast.anouk.at_work():
        outbox.add(next(iter(Effects)), thing_id=1)
    measuring.measure()
    waiting = dict(QueueState.objects.values_list("place", "waiting"))
    assert waiting["utrecht"] == 1
    assert waiting["zwolle"] == 0
    assert "platform" in waiting
    assert QueueState.objects.get(place="utrecht").oldest_at is not None
