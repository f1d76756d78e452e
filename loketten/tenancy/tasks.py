"""How a Celery task says for which desk it works."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any, Protocol

import structlog
from celery import Task, current_task, shared_task

from loketten.kit.tracing import request_id
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk

log = structlog.get_logger()


class DeskScope(StrEnum):
    """What a task or a management command may touch; a test fails on one without."""

    ONE = "one"  # tenant rows of the desk it is told, inside at_desk
    EACH = "each"  # opens desk after desk itself
    NONE = "none"  # no tenant row at all


class Overseer(Protocol):
    """Keeps what became of tasks; lives on the roof, and is told here (portal.operations)."""

    def may_begin_again(self, task: str, arguments: list[Any]) -> bool: ...
    def broke(self, task: str, arguments: list[Any], error: BaseException) -> None: ...
    def ended_well(self, task: str, arguments: list[Any]) -> None: ...


_overseers: list[Overseer] = []
# Whether a desk went wrong in the round that runs now.
_went_wrong: ContextVar[bool] = ContextVar("loketten_went_wrong", default=False)


def oversee(overseer: Any) -> None:
    """From now on this one is told what becomes of tasks."""
    _overseers[:] = [overseer]


class ScopedTask(Task):  # type: ignore[type-arg]
    """With `DeskScope.ONE` the first argument is the desk, and the body runs inside it."""

    abstract = True
    desk_scope: DeskScope
    # It remembers itself how often it died, and may be handed out again while it runs.
    counts_deaths: bool = False

    @property
    def is_second_try(self) -> bool:
        """It was handed out before: its worker died, or it took longer than the queue waits."""
        return bool((self.request.delivery_info or {}).get("redelivered"))

    def apply_async(self, *args: Any, **options: Any) -> Any:
        """Takes the number of the request along, so that the log tells what started it."""
        headers = {**(options.pop("headers", None) or {}), "asked_in": request_id.get()}
        return super().apply_async(*args, headers=headers, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        token = request_id.set(self._number())
        try:
            # Called as a function, it is part of what its caller does.
            return self._overseen(args) if self.request.id else self._run(*args, **kwargs)
        finally:
            request_id.reset(token)

    def _overseen(self, args: tuple[Any, ...]) -> Any:
        arguments, wrong = list(args), _went_wrong.set(False)
        try:
            if self._died_too_often(arguments):
                return None
            answer = self._run(*args)
            # Who asked once, with ids, looks herself; a round has nobody who does.
            if (self.is_second_try or not arguments) and not _went_wrong.get():
                for one in _overseers:
                    one.ended_well(self.name, arguments)
        except Exception as error:
            for one in _overseers:
                one.broke(self.name, arguments, error)
            raise
        else:
            return answer
        finally:
            _went_wrong.reset(wrong)

    def _died_too_often(self, arguments: list[Any]) -> bool:
        if self.counts_deaths or not self.is_second_try:
            return False
        return not all(one.may_begin_again(self.name, arguments) for one in _overseers)

    def _run(self, *args: Any, **kwargs: Any) -> Any:
        if self.desk_scope is not DeskScope.ONE:
            return super().__call__(*args, **kwargs)
        desk_id, *rest = args
        with at_desk(desk_id):
            return super().__call__(desk_id, *rest, **kwargs)

    def _number(self) -> str:
        """Of the request that asked; else its own, and when it is called as a function, that of
        its caller."""
        asked_in = getattr(self.request, "asked_in", "") or ""
        return asked_in or (self.request.id or "").replace("-", "")[:32] or request_id.get()


def desk_task(
    name: str, *, scope: DeskScope, **options: Any
) -> Callable[[Callable[..., Any]], Any]:
    """`shared_task` with a declared scope."""
    return shared_task(name=name, base=ScopedTask, desk_scope=scope, **options)


@contextmanager
def going_on(what: str, desk_id: int | None) -> Iterator[None]:
    """In a round along the desks: tell the operator what went wrong at one, and let the next have
    its turn."""
    try:
        yield
    except Exception as error:
        log.exception(f"{what}_failed", desk=desk_id)
        _went_wrong.set(True)
        if current_task:
            for one in _overseers:
                one.broke(current_task.name, [], error)


def at_each_desk(what: str, action: Callable[[], object]) -> None:
    """In a transaction of its own at every desk; what goes wrong at one stops no other."""
    for desk_id in Desk.objects.values_list("pk", flat=True):
        with going_on(what, desk_id), at_desk(desk_id):
            action()
