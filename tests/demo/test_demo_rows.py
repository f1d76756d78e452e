"""The demo is made in bulk; its rows are what the actions would have written."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, models

from advice.actions.content import Promise, TalkContent
from advice.actions.log_talk import log_talk
from advice.models import AdviceSession, NextStep, PrivateNote, SessionTheme
from clients.actions.close_file import close_file
from clients.actions.describe_situation import Standing, describe_situation
from clients.actions.open_file import open_file
from clients.actions.person import Person
from clients.models import Client, ClientFile, FileEvent, FileTargetGroup, NumberSeries
from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from portal.demo import files
from portal.demo.desks import DESKS
from portal.demo.plans import DUTCH, ClientPlan, Planner
from portal.demo.rows import key_of
from tests.factories import DeskFactory, MembershipFactory, UserFactory

TODAY = date(2026, 11, 20)
COUNT = 40
TABLES: list[Any] = [
    NumberSeries, Client, ClientFile, FileTargetGroup, FileEvent, AdviceSession, SessionTheme,
    NextStep, Entry,
]  # fmt: skip
# Made at random by the action and named after the row by the demo; or given out by the database.
NOT_COMPARED = {"id", "desk", "public_id", "key", "at", "transaction", "request_id", "done_at"}


@pytest.fixture
def twins(real_db: str) -> tuple[Desk, Desk]:
    """Two desks alike: one gets the bulk, at the other the actions do the same."""
    desks = []
    for slug, code in (("bulk", "AM05"), ("actions", "AM36")):
        desk = DeskFactory(slug=slug, region_code=code, number_prefix=slug[:2].upper())
        for name in ("Samira Oudendijk", "Bas Elferink"):
            user = UserFactory(name=name, email=f"{name.split()[0].lower()}.{slug}@example.nl")
            MembershipFactory(user=user, desk=desk, starts_on=date(2005, 1, 1))
        desks.append(desk)
    return desks[0], desks[1]


def test_a_hundred_rows_are_what_the_actions_write(twins: tuple[Desk, Desk]) -> None:
    bulk, acted = twins
    files.fill_desk(bulk, DESKS[3], count=COUNT, today=TODAY)
    counselors = list(Membership.objects.filter(desk=acted).order_by("pk"))
    plans = Planner(DESKS[3], counselors=len(counselors), today=TODAY).clients(COUNT)
    for plan in plans:
        _act(plan, counselors[plan.owner])
    compared = 0
    for model in TABLES:
        ours, theirs = _rows(bulk, model), _rows(acted, model)
        assert ours == theirs, model
        compared += len(ours)
    for author in (0, 1):
        assert _notes(bulk, author) == _notes(acted, author)
    assert compared >= 100
    assert _notes(bulk, 0), "a demo without private notes would compare nothing"


def _act(plan: ClientPlan, owner: Membership) -> None:
    """What the counselor would have done, on the days when she would have done it."""
    morning = datetime.combine(plan.asked_on, time(9), DUTCH)
    with at_desk(owner.desk_id, member_id=owner.pk):
        with time_machine.travel(morning, tick=False):
            file = open_file(
                Person(
                    first_name=plan.first_name,
                    last_name=plan.last_name,
                    birth_date=plan.birth_date,
                    birth_year=plan.birth_year,
                    email=plan.email,
                    phone=plan.phone,
                    contact_by=plan.contact_by,
                    language_id=plan.language,
                    needs_interpreter=plan.needs_interpreter,
                ),
                by=owner,
                owner=owner,
                key=key_of(f"{plan.first_name} {plan.last_name} {plan.asked_on} {id(plan)}"),
                asked_on=plan.asked_on,
                entry=plan.entry,
                is_somebody_else=True,
            )
            groups = None if plan.target_groups is None else frozenset(plan.target_groups)
            standing = Standing(
                asked_on=plan.asked_on,
                entry=plan.entry,
                situation=plan.situation,
                highest_level=plan.highest_level,
                target_groups=groups,
            )
            describe_situation(file, standing, by=owner, version=file.version)
        for number, talk in enumerate(plan.talks):
            with time_machine.travel(talk.held_at + timedelta(minutes=55), tick=False):
                promise = talk.next_step and Promise(
                    what=talk.next_step[0], due_on=talk.next_step[1]
                )
                content = TalkContent(
                    held_at=talk.held_at,
                    channel=talk.channel,
                    kind=talk.kind,
                    summary=talk.summary,
                    outcome=talk.outcome,
                    themes=frozenset(talk.themes),
                    note=talk.private_note,
                    promise=promise or None,
                )
                log_talk(file, by=owner, content=content, key=key_of(f"{file.pk} {number}"))
        if plan.closing:
            with time_machine.travel(datetime.combine(plan.closing.on, time(16, 30), DUTCH)):
                file.refresh_from_db()
                close_file(
                    file,
                    by=owner,
                    version=file.version,
                    outcome=plan.closing.outcome,
                    reason=plan.closing.reason,
                )


def _rows(desk: Desk, model: type[models.Model]) -> list[dict[str, Any]]:
    """Every row of a desk by what it says: keys are replaced by what they point to."""
    with at_desk(desk.pk):
        rows = [_columns(row, desk) for row in model._default_manager.order_by("pk")]
    return sorted(rows, key=repr)


def _columns(row: Any, desk: Desk) -> dict[str, Any]:
    return {
        field.name: _plain(row, field, desk)
        for field in row._meta.concrete_fields
        if field.name not in NOT_COMPARED
    }


def _plain(row: Any, field: Any, desk: Desk) -> Any:
    value = getattr(row, field.attname)
    if isinstance(value, str):
        return value.replace(f"{desk.number_prefix}-", "")
    if value is None or field.related_model is None:
        return _object(row) if field.name == "object_id" else _member(row, field, value)
    related = getattr(row, field.name)
    if isinstance(related, Membership):
        return related.user.name
    if isinstance(related, ClientFile):
        return related.client.number.split("-")[1]
    if isinstance(related, AdviceSession):
        return (related.held_at, related.summary)
    return related.pk if isinstance(related.pk, str) else str(related).split("-")[-1]


def _member(row: Any, field: Any, value: Any) -> Any:
    if field.name == "actor_id":
        return Membership.objects.get(pk=value).user.name
    return value


def _object(row: Entry) -> Any:
    model = {"clients.clientfile": ClientFile, "advice.advicesession": AdviceSession}
    found = model[row.object_kind]._default_manager.get(pk=row.object_id)
    return found.summary if isinstance(found, AdviceSession) else found.client.number.split("-")[1]


def _notes(desk: Desk, author: int) -> list[tuple[str, str]]:
    member = Membership.objects.filter(desk=desk).order_by("pk")[author]
    with at_desk(desk.pk, member_id=member.pk):
        notes = PrivateNote.objects.select_related("session")
        return sorted((note.session.summary, note.text) for note in notes)


def test_the_same_day_gives_the_same_demo(real_db: str) -> None:
    plans = [Planner(DESKS[0], counselors=2, today=TODAY).clients(30) for _ in range(2)]
    assert plans[0] == plans[1]


def test_the_command_makes_35_desks_and_a_second_run_adds_nothing(
    real_db: str, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = True
    settings.FIGURES_MONTHS_BACK = 2
    call_command("demo_data", scale=0.002, crew=1)
    before = _all_counts()
    call_command("demo_data", scale=0.002, crew=1)
    assert _all_counts() == before
    assert Desk.objects.count() == 35
    assert "The demo has 35 desks." in capsys.readouterr().out
    with at_desk(Desk.objects.get(slug="gorinchem").pk):
        assert Client.objects.count() >= 1


def test_without_demo_there_is_no_demo_data_and_no_cast(real_db: str, settings: Any) -> None:
    settings.DEMO = False
    for command in ("demo_data", "demo_cast"):
        with pytest.raises(CommandError):
            call_command(command)


def _all_counts() -> dict[str, int]:
    counts: dict[str, int] = {}
    for desk in Desk.objects.all():
        with at_desk(desk.pk):
            for model in TABLES:
                counts[f"{desk.slug} {model.__name__}"] = model.objects.count()
    return counts


def test_nothing_was_switched_off_to_make_it(real_db: str) -> None:
    """The demo runs as the app role, which owns no table and cannot switch anything off."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
