"""Writes the plans in bulk, as the app role, with every constraint and policy on."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model

from advice.models import AdviceSession, NextStep, PrivateNote, SessionTheme
from clients.choices import FileEventKind
from clients.models import Client, ClientFile, FileEvent, FileTargetGroup, NumberSeries
from loketten.accounts.models import Membership, Organisation, User
from loketten.accounts.rights import Role
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Closure, Desk, DeskLocation, OpeningHours, Region
from portal.demo.cast import CAST, PASSWORD, Player
from portal.demo.desks import DESKS, DemoDesk
from portal.demo.people import STAFF_NAMES
from portal.demo.plans import DUTCH, ClientPlan, Planner, TalkPlan

OPENED = date(2005, 6, 1)
COUNSELORS_A_DESK = 2


def build(*, clients: int, today: date) -> Iterator[tuple[Desk, int]]:
    """Make what is not there yet; yields each desk with its number of clients when it is done."""
    with transaction.atomic():
        desks = {plan.slug: _desk(plan) for plan in DESKS}
        _people(desks)
    total = sum(plan.weight for plan in DESKS)
    for plan in DESKS:
        desk = desks[plan.slug]
        with at_desk(desk.pk):
            if not DeskLocation.objects.filter(desk=desk).exists():
                _public_face(plan, today)
            missing = not Client.objects.exists()
        count = max(1, round(clients * plan.weight / total))
        if missing:
            fill_desk(desk, plan, count=count, today=today)
        yield desk, count


def fill_desk(desk: Desk, plan: DemoDesk, *, count: int, today: date) -> None:
    """All clients and talks of one desk, in one transaction; private notes by their authors."""
    counselors = list(
        Membership.objects.filter(desk=desk, roles__contains=[Role.COUNSELOR]).order_by("pk")
    )
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
        key=_key(number),
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
        # Opening writes version 1; describing the situation, when there is any, the second.
        version=2 if is_described(plan) else 1,
    )


def is_described(plan: ClientPlan) -> bool:
    """Whether somebody asked about more than how she came."""
    return bool(plan.situation or plan.highest_level or plan.target_groups is not None)


def talk_row(plan: TalkPlan, file: ClientFile, counselor: Membership, key: str) -> AdviceSession:
    return AdviceSession(
        public_id=_key(f"public {key}"),
        key=_key(key),
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
    FileEvent.objects.bulk_create(
        FileEvent(file=file, kind=FileEventKind.OPENED, at=_morning(file.opened_on), by=file.owner)
        for file in files
    )
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
                _entry("talk.logged", talk, by=talk.counselor, at=talk.written_at)
                for talk, _ in talks
            ),
        ],
        batch_size=1000,
    )
    return talks


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
        yield _entry("file.opened", file, by=file.owner, at=at)
        if is_described(plan):
            changed = described_fields(plan)
            yield _entry("file.described", file, by=file.owner, at=at, changed=changed)


def described_fields(plan: ClientPlan) -> list[str]:
    """The fields that describing the situation fills, as the access log names them."""
    filled = {
        "asked_target_groups": plan.target_groups is not None,
        "highest_level": plan.highest_level,
        "situation": plan.situation,
        "target_groups": plan.target_groups,
    }
    return sorted(name for name, value in filled.items() if value)


def _entry(
    action: str, row: Model, *, by: Membership, at: datetime, changed: list[str] | None = None
) -> Entry:
    """As `audit.log.note` writes it, except that the demo's past lies in the past."""
    return Entry(
        at=at,
        action=action,
        actor_kind=by.actor.kind,
        actor_id=by.actor.id,
        object_kind=row._meta.label_lower,
        object_id=row.pk,
        changed_fields=changed or [],
    )


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
        owner=row.counselor,
        what=what,
        due_on=due_on,
        done_at=done if done and done < now else None,
    )


def _desk(plan: DemoDesk) -> Desk:
    desk, _ = Desk.objects.get_or_create(
        slug=plan.slug,
        defaults={
            "region": Region.objects.get(code=plan.region),
            "display_name": plan.name,
            "number_prefix": plan.prefix,
            "email": f"{plan.slug}@example.nl",
            "phone": plan.phone,
            "brand_colour": plan.colour,
            "opened_on": OPENED,
        },
    )
    return desk


def _public_face(plan: DemoDesk, today: date) -> None:
    DeskLocation.objects.bulk_create(
        DeskLocation(
            name=town if place else plan.name,
            street=street,
            postcode=postcode,
            city=town,
            note="Alleen op afspraak." if place else "Vijf minuten lopen vanaf het station.",
            position=place,
        )
        for place, (town, street, postcode) in enumerate(plan.towns)
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(
            weekday=day, opens_at=time(9), closes_at=time(12, 30) if day == 5 else time(17)
        )
        for day in range(1, 6)
    )
    christmas = date(today.year, 12, 25)
    Closure.objects.create(
        first_day=christmas, last_day=christmas + timedelta(days=1), reason="Kerstmis"
    )


def _people(desks: dict[str, Desk]) -> None:
    password = make_password(PASSWORD)
    for player in CAST:
        user = _user(player.name, player.email, password, player)
        for slug in player.desks:
            _member(user, desks[slug], list(player.roles), player.organisation)
    names = cycle(STAFF_NAMES)
    for plan in DESKS:
        desk = desks[plan.slug]
        for place, name in enumerate(islice(names, COUNSELORS_A_DESK + 1)):
            email = f"{name.split()[0].lower()}.{plan.slug}@example.nl"
            role = Role.MANAGER if place == 0 else Role.COUNSELOR
            _member(_user(name, email, password), desk, [role], ("UWV", "Roc Voorbeeld")[place % 2])


def _user(name: str, email: str, password: str, player: Player | None = None) -> User:
    roles = list(player.national_roles) if player else []
    user, made = User.objects.get_or_create(
        email=email,
        defaults={"name": name, "password": password, "is_demo": True, "national_roles": roles},
    )
    if made:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _member(user: User, desk: Desk, roles: list[Role], organisation: str) -> None:
    employer, _ = Organisation.objects.get_or_create(name=organisation)
    Membership.objects.get_or_create(
        desk=desk,
        user=user,
        defaults={"roles": roles, "organisation": employer, "starts_on": OPENED},
    )


def _key(text: str) -> uuid.UUID:
    """The same row gets the same key in every demo."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"demo {text}")


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), DUTCH)
