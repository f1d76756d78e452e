"""The clients, files and talks of one desk in bulk, as the app role, with every rule on."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from advice.models import AdviceSession, NextStep, PrivateNote, SessionTheme
from clients.choices import FileEventKind
from clients.models import Client, ClientFile, FileEvent, FileTargetGroup, NumberSeries
from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from portal.demo.desks import DemoDesk
from portal.demo.plans import DUTCH, ClientPlan, Planner, TalkPlan
from portal.demo.rows import counselors_of, entry, key_of

# As the access log names them.
CLOSING_FIELDS = ["closed_on", "closing_outcome", "closing_reason"]


def fill_desk(desk: Desk, plan: DemoDesk, *, count: int, today: date) -> None:
    """All clients and talks of one desk, in one transaction; private notes by their authors."""
    counselors = counselors_of(desk)
    plans = Planner(plan, counselors=len(counselors), today=today).clients(count)
    with transaction.atomic():
        with at_desk(desk.pk):
            talks = _write_clients(desk, plans, counselors)
        for author in counselors:
            notes = [
                (talk, text) for talk, text in talks if talk.counselor_id == author.pk and text
            ]
            with at_desk(desk.pk, member_id=author.pk):
                PrivateNote.objects.bulk_create(
                    PrivateNote(session=talk, author=author, text=text) for talk, text in notes
                )


def client_row(plan: ClientPlan, number: str) -> Client:
    """As `clients.actions` writes it."""
    return Client(
        number=number,
        first_name=plan.first_name,
        last_name=plan.last_name,
        birth_date=plan.birth_date,
        birth_year=plan.birth_year,
        email=plan.email,
        phone=plan.phone,
        contact_by=plan.contact_by,
        language_id=plan.language,
        needs_interpreter=plan.needs_interpreter,
        key=key_of(number),
    )


def file_row(plan: ClientPlan, client: Client, owner: Membership) -> ClientFile:
    return ClientFile(
        client=client,
        owner=owner,
        asked_on=plan.asked_on,
        opened_on=plan.asked_on,
        entry_id=plan.entry,
        situation=plan.situation,
        highest_level_id=plan.highest_level,
        asked_target_groups=plan.target_groups is not None,
        # Opening writes version 1; describing the situation and closing add one each.
        version=1 + is_described(plan) + (plan.closing is not None),
        **_closing_columns(plan),
    )


def _closing_columns(plan: ClientPlan) -> dict[str, Any]:
    if plan.closing is None:
        return {}
    return {
        "closed_on": plan.closing.on,
        "closing_outcome_id": plan.closing.outcome,
        "closing_reason_id": plan.closing.reason,
    }


def is_described(plan: ClientPlan) -> bool:
    """Whether somebody asked about more than how she came."""
    return bool(plan.situation or plan.highest_level or plan.target_groups is not None)


def talk_row(plan: TalkPlan, file: ClientFile, counselor: Membership, key: str) -> AdviceSession:
    return AdviceSession(
        public_id=key_of(f"public {key}"),
        key=key_of(key),
        file=file,
        counselor=counselor,
        held_at=plan.held_at,
        written_at=plan.held_at + timedelta(minutes=55),
        channel_id=plan.channel,
        kind_id=plan.kind,
        outcome_id=plan.outcome,
        summary=plan.summary,
    )


def _write_clients(
    desk: Desk, plans: list[ClientPlan], counselors: list[Membership]
) -> list[tuple[AdviceSession, str]]:
    numbers = [f"{desk.number_prefix}-{number:05}" for number in range(1, len(plans) + 1)]
    clients = Client.objects.bulk_create(map(client_row, plans, numbers))
    owners = [counselors[plan.owner] for plan in plans]
    files = ClientFile.objects.bulk_create(map(file_row, plans, clients, owners))
    NumberSeries.objects.create(last=len(plans))
    FileEvent.objects.bulk_create(event for file in files for event in _events(file))
    FileTargetGroup.objects.bulk_create(
        FileTargetGroup(file=file, target_group_id=group)
        for plan, file in zip(plans, files, strict=True)
        for group in plan.target_groups or []
    )
    talks = _write_talks(plans, files, numbers)
    Entry.objects.bulk_create(
        [
            *_file_entries(plans, files),
            *(
                entry("talk.logged", talk, by=talk.counselor.actor, at=talk.written_at)
                for talk, _ in talks
            ),
        ],
        batch_size=1000,
    )
    return talks


def _events(file: ClientFile) -> Iterator[FileEvent]:
    yield FileEvent(
        file=file, kind=FileEventKind.OPENED, at=_morning(file.opened_on), by=file.owner
    )
    if file.closed_on:
        yield FileEvent(
            file=file,
            kind=FileEventKind.CLOSED,
            at=_evening(file.closed_on),
            by=file.owner,
            outcome_id=file.closing_outcome_id,
            reason_id=file.closing_reason_id,
        )


def _write_talks(
    plans: list[ClientPlan], files: list[ClientFile], numbers: list[str]
) -> list[tuple[AdviceSession, str]]:
    pairs = [
        (talk, talk_row(talk, file, file.owner, f"{number} {place}"))
        for plan, file, number in zip(plans, files, numbers, strict=True)
        for place, talk in enumerate(plan.talks)
    ]
    AdviceSession.objects.bulk_create(row for _, row in pairs)
    SessionTheme.objects.bulk_create(
        SessionTheme(session=row, theme_id=theme) for plan, row in pairs for theme in plan.themes
    )
    NextStep.objects.bulk_create(_step(plan, row) for plan, row in pairs if plan.next_step)
    return [(row, plan.private_note) for plan, row in pairs]


def _file_entries(plans: list[ClientPlan], files: list[ClientFile]) -> Iterator[Entry]:
    for plan, file in zip(plans, files, strict=True):
        at = _morning(file.opened_on)
        yield entry("file.opened", file, by=file.owner.actor, at=at)
        if is_described(plan):
            changed = described_fields(plan)
            yield entry("file.described", file, by=file.owner.actor, at=at, changed=changed)
        if file.closed_on:
            at = _evening(file.closed_on)
            yield entry("file.closed", file, by=file.owner.actor, at=at, changed=CLOSING_FIELDS)


def described_fields(plan: ClientPlan) -> list[str]:
    """The fields that describing the situation fills, as the access log names them."""
    filled = {
        "asked_target_groups": plan.target_groups is not None,
        "highest_level": plan.highest_level,
        "situation": plan.situation,
        "target_groups": plan.target_groups,
    }
    return sorted(name for name, value in filled.items() if value)


def _step(plan: TalkPlan, row: AdviceSession) -> NextStep:
    assert plan.next_step is not None
    what, due_on = plan.next_step
    # Most promises were kept two days later; a few of the last weeks are still open or late.
    now = datetime.now(DUTCH)
    is_old = due_on < now.date() - timedelta(days=10)
    done = row.held_at + timedelta(days=2) if is_old or row.key.int % 3 == 0 else None
    return NextStep(
        file_id=row.file_id,
        session=row,
        made_at=row.written_at,
        owner=row.counselor,
        what=what,
        due_on=due_on,
        done_at=done if done and done < now else None,
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), DUTCH)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(16, 30), DUTCH)
