"""At least one row of every tenant table at both desks: the stranger has everything himself."""

from typing import Any

from django.db import models

from advice.models import EarlierText
from clients.choices import FileEventKind
from clients.models import FileEvent, FileTargetGroup, NumberSeries
from loketten.audit import chain, log, outbox
from loketten.audit.actors import SYSTEM
from loketten.tenancy.context import at_desk
from tests.cast import Cast, Somebody


def fill(cast: Cast) -> None:
    """Adds what the caseloads do not have, with real commits."""
    for somebody, desk in ((cast.anouk, "utrecht"), (cast.chaima, "zwolle")):
        _fill_desk(somebody, cast.files[desk])
    for one in chain.chains():
        chain.seal(one)


def _fill_desk(somebody: Somebody, file: Any) -> None:
    with somebody.at_work():
        talk = file.sessions.first()
        EarlierText.objects.create(
            session=talk, version=1, summary="Eerder", replaced_by=somebody.member
        )
        FileEvent.objects.create(file=file, kind=FileEventKind.OPENED, by=somebody.member)
        FileTargetGroup.objects.create(file=file, target_group_id=_any_target_group())
        NumberSeries.objects.create(last=7)
        log.note("file.viewed", file, by=SYSTEM)
        outbox.add("accounts.password_reset", user_id=somebody.user.pk)


def _any_target_group() -> str:
    from loketten.tenancy.models import Code

    return str(Code.objects.filter(list="target-group").values_list("pk", flat=True)[0])


def some_row(model: type[models.Model], somebody: Somebody) -> Any:
    """A row of this desk, found as its own member finds it."""
    with at_desk(somebody.desk_id, member_id=somebody.member.pk):  # type: ignore[union-attr]
        row = model._default_manager.order_by("-pk").first()
    assert row is not None, f"{model.__name__} has no row at this desk"
    return row
