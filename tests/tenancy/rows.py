"""At least one row of every tenant table at both desks: the stranger has everything himself."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from advice.actions.plan_step import changed_from
from advice.choices import PlanState
from advice.models import (
    EarlierGroupText,
    EarlierText,
    GroupParticipant,
    JoinedRequest,
    MovedTalk,
    PlannedTalk,
    TalkDraft,
    TalkTemplate,
)
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent, FileTargetGroup, NumberSeries
from loketten.accounts.actions.desk_keys import make_key
from loketten.accounts.models import News, NewsRead
from loketten.audit import log, outbox
from loketten.audit.actors import SYSTEM
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Code, CodeList
from portal.api.models import Received
from portal.reporting.choices import ReportKind, Table
from portal.reporting.models import DeskReport, MonthCount
from portal.workplace.models import ReviewedLook, WeekReview
from tests import factories
from tests.cast import Cast, Somebody
from tests.exchange.rows import an_export, an_import
from tests.places import make_places, withdraw_a_visit
from tests.sealing import seal_everything
from tests.trajectories import a_whole_bridge
from vacancies.models import DeskRequest

EFFECT = "test.rows"
outbox.effect(EFFECT)(lambda *, message_id: None)


def fill(cast: Cast) -> None:
    """Adds what the caseloads do not have, with real commits."""
    for somebody, desk in ((cast.anouk, "utrecht"), (cast.chaima, "zwolle")):
        _fill_desk(somebody, cast.files[desk])
    seal_everything()


def _fill_desk(somebody: Somebody, file: Any) -> None:
    with somebody.at_work():
        talk, withdrawn = file.sessions.order_by("pk")
        NewsRead.objects.create(news=_news(), member=somebody.member)
        other_file = ClientFile.objects.exclude(pk=file.pk).first()
        MovedTalk.objects.create(
            session=talk, from_file=other_file, to_file=file, by=somebody.member, because="Vergist"
        )
        withdrawn.withdrawn_at, withdrawn.withdrawn_by = timezone.now(), somebody.member
        withdrawn.withdrawn_because = "Dubbel"
        withdrawn.save()
        EarlierText.objects.create(
            session=talk, version=1, summary="Eerder", replaced_by=somebody.member
        )
        PlannedTalk.objects.create(
            file=file,
            counselor=somebody.member,
            at=timezone.now(),
            channel_id="channel.phone",
            kind_id="kind.advice",
            state=PlanState.HELD,
            session=talk,
            settled_at=timezone.now(),
            settled_by=somebody.member,
        )
        TalkDraft.objects.create(file=file, author=somebody.member)
        TalkTemplate.objects.create(name="Telefoontje")
        FileEvent.objects.create(file=file, kind=FileEventKind.OPENED, by=somebody.member)
        group = Code.objects.in_list(CodeList.TARGET_GROUP)[0]
        FileTargetGroup.objects.create(file=file, target_group=group)
        NumberSeries.objects.create(last=7)
        factories.ContactFactory(counselor=somebody.member)
        make_places(somebody.member)
        JoinedRequest.objects.create(
            request=DeskRequest.objects.get(), client=file.client, by=somebody.member
        )
        step = file.steps.first()
        changed_from(
            step, by=somebody.member, what="Mailen", owner_id=step.owner_id, due_on=step.due_on
        ).save()
        group = factories.GroupTalkFactory(counselor=somebody.member)
        GroupParticipant.objects.create(group=group, file=file)
        # The last one is withdrawn: its key to a colleague can be tried on its own.
        factories.GroupTalkFactory(
            counselor=somebody.member,
            withdrawn_at=timezone.now(),
            withdrawn_by=somebody.member,
            withdrawn_because="Dubbel",
        )
        EarlierGroupText.objects.create(
            group=group, version=1, summary="Eerder", replaced_by=somebody.member
        )
        a_whole_bridge(somebody.member, file)
        # Here too the last one is withdrawn.
        withdraw_a_visit(somebody.member)
        MonthCount.objects.create(month=date(2026, 10, 1), table=Table.TALKS, value=3, people=2)
        DeskReport.objects.create(
            month=date(2026, 10, 1), kind=ReportKind.PDF, content=b"%PDF", checksum="0" * 64
        )
        an_import(somebody.member)
        an_export(somebody.member)
        log.note("file.viewed", file, by=SYSTEM)
        entry = Entry.objects.latest("id")
        ReviewedLook.objects.create(entry=entry, by=somebody.member, verdict="fine")
        WeekReview.objects.create(
            week=date(2026, 1, 5), signed_by=somebody.member, looks=1, read=1, doubtful=0
        )
        log.note("client.listed", by=SYSTEM, shown=[file.client_id])
        key, _secret = make_key(
            by=somebody.member,
            name="Systeem",
            scopes=["clients:read"],
            ends_on=date(2099, 1, 1),
            key=uuid.uuid4(),
        )
        Received.objects.create(system=key, name="eerste-keer", digest="0" * 64)
        outbox.add(EFFECT)


def some_row(model: type[models.Model], somebody: Somebody) -> Any:
    """A row of this desk, found as its own member finds it."""
    with at_desk(somebody.desk_id, member_id=somebody.member.pk):  # type: ignore[union-attr]
        row = model._default_manager.order_by("-pk").first()
    assert row is not None, f"{model.__name__} has no row at this desk"
    return row


def _news() -> News:
    return News.objects.create(
        title_nl="Nieuws",
        title_en="News",
        text_nl="Nieuws.",
        text_en="News.",
        first_day=date(2031, 1, 1),
        last_day=date(2031, 1, 31),
        key=uuid.uuid4(),
    )
