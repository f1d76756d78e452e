"""A task that breaks is not forgotten, and one that ends its worker does not come back for ever."""

from collections.abc import Callable
from typing import Any

import pytest
from celery import Celery

from loketten.audit.tasks import deliver_row
from loketten.kit.tracing import request_id
from loketten.tenancy.tasks import DeskScope, ScopedTask, going_on
from portal.operations.failures import DIED, TRIES
from portal.operations.models import FailedTask

pytestmark = pytest.mark.django_db

Run = Callable[..., Any]


@pytest.fixture
def as_task() -> Callable[[Callable[..., Any]], Run]:
    """Makes a task of a function, and runs it as a worker does."""
    stray = Celery("stray", set_as_current=False)

    def make(function: Callable[..., Any]) -> Run:
        task = stray.task(
            name=f"planted.{function.__name__}", base=ScopedTask, desk_scope=DeskScope.EACH,
            shared=False,
        )(function)  # fmt: skip

        def run(*args: Any, redelivered: bool = False, **request: Any) -> Any:
            told = {"redelivered": redelivered}
            task.push_request(id="0f" * 16, args=args, delivery_info=told, **request)
            try:
                return task(*args)
            finally:
                task.pop_request()

        return run

    return make


def test_a_task_that_breaks_leaves_one_row_with_ids_and_no_words(as_task: Any) -> None:
    def breaks(desk_id: int) -> None:
        raise ValueError("Yonas Tesfay")

    run = as_task(breaks)
    for _time in range(2):
        with pytest.raises(ValueError, match="Yonas"):
            run(7)
    (row,) = FailedTask.objects.all()
    assert (row.task, row.arguments, row.error, row.times) == (
        "planted.breaks", [7], "ValueError", 2,
    )  # fmt: skip
    assert "Yonas" not in str(FailedTask.objects.values().get())


def test_a_round_that_ends_well_again_takes_its_row_away(as_task: Any) -> None:
    broken = [True]

    def goes_round() -> None:
        with going_on("planted", 3):
            if broken:
                raise LookupError("Yonas Tesfay")

    run = as_task(goes_round)
    run()
    assert FailedTask.objects.open().count() == 1, "one desk went wrong, and the round went on"
    broken.clear()
    run()
    assert FailedTask.objects.open().count() == 0


def test_a_task_that_ends_its_worker_is_tried_three_times(as_task: Any) -> None:
    begun: list[int] = []

    def kills(desk_id: int) -> None:
        begun.append(desk_id)
        if len(begun) < 10:
            raise SystemExit  # as far as the portal sees it: it never comes to its end

    run = as_task(kills)
    with pytest.raises(SystemExit):
        run(7)
    for _again in range(4):
        try:
            run(7, redelivered=True)
        except SystemExit:
            continue
    assert len(begun) == TRIES
    (row,) = FailedTask.objects.open()
    assert (row.error, row.is_given_up) == (DIED, True)


def test_a_task_that_counts_itself_may_be_handed_out_again_while_it_runs(
    as_task: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def looks(number: int) -> None:
        begun.append(number)

    run = as_task(looks)
    assert deliver_row.counts_deaths
    monkeypatch.setattr(ScopedTask, "counts_deaths", True)
    for _again in range(TRIES + 1):
        run(7, redelivered=True)
    assert len(begun) == TRIES + 1
    assert not FailedTask.objects.exists()


def test_a_task_carries_the_number_of_the_request_that_asked(as_task: Any) -> None:
    seen: list[str] = []

    def looks() -> None:
        seen.append(request_id.get())

    run = as_task(looks)
    run(asked_in="ab" * 16)
    run()
    assert seen == ["ab" * 16, "0f" * 16]
    assert request_id.get() == ""
