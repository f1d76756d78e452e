"""What happens at a desk beside the talks: short questions, groups, and looks in files."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from advice.choices import GroupKind
from advice.models import Contact, GroupTalk
from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from loketten.tenancy.models import Desk
from portal.demo.plans import DUTCH
from portal.demo.rows import counselors_of, entry, key_of

DAYS_BACK = 3 * 365
# Of every ten people with a file, so many ask something without one.
CONTACTS = 0.6
CLIENTS_A_GROUP = 50
LOOKS_SINCE = timedelta(days=28)
CHANNELS = ("channel.phone", "channel.phone", "channel.walk-in", "channel.event", "channel.email")
THEMES = ("theme.bbl", "theme.funding", "theme.orientation", "theme.language", "theme.applying")
GROUPS = (
    ("Wat is bbl?", GroupKind.CLASS, "theme.bbl", "Roc Voorbeeld"),
    ("Leren terwijl je werkt", GroupKind.INFORMATION, "theme.upskilling", "Bibliotheek"),
    ("Je cv in één ochtend", GroupKind.WORKSHOP, "theme.applying", "Op het loket"),
    ("Geld voor scholing", GroupKind.COMPANY, "theme.funding", "In het bedrijf"),
)


def fill_beside(desk: Desk, *, clients: int, today: date) -> None:
    """Of the desk that is open; the same on the same day."""
    slug = desk.slug
    random = Random(f"beside {slug} {today:%Y}")  # noqa: S311  (a demo, not a secret)
    team = counselors_of(desk)
    contacts = Contact.objects.bulk_create(
        _contact(random, slug, team, today, number) for number in range(round(clients * CONTACTS))
    )
    groups = GroupTalk.objects.bulk_create(
        _group(random, slug, team, today, number)
        for number in range(1 + clients // CLIENTS_A_GROUP)
    )
    written = [
        *(
            entry("contact.logged", row, by=row.counselor.actor, at=row.written_at)
            for row in contacts
        ),
        *(entry("group.logged", row, by=row.counselor.actor, at=row.written_at) for row in groups),
        *_looks(random, team, today),
    ]
    Entry.objects.bulk_create(written, batch_size=1000)


def _contact(
    random: Random, slug: str, team: list[Membership], today: date, number: int
) -> Contact:
    day = today - timedelta(days=random.randint(1, DAYS_BACK))
    return Contact(
        key=key_of(f"contact {slug} {number}"),
        counselor=random.choice(team),
        held_on=day,
        channel_id=random.choice(CHANNELS),
        theme_id=random.choice(THEMES),
        written_at=_at(day, random.randint(9, 16)),
    )


def _group(
    random: Random, slug: str, team: list[Membership], today: date, number: int
) -> GroupTalk:
    title, kind, theme, place = GROUPS[number % len(GROUPS)]
    day = today - timedelta(days=random.randint(2, DAYS_BACK))
    return GroupTalk(
        key=key_of(f"group {slug} {number}"),
        public_id=key_of(f"public group {slug} {number}"),
        counselor=random.choice(team),
        title=title,
        kind=kind,
        channel_id="channel.workshop",
        theme_id=theme,
        place=place,
        head_count=random.randint(6, 28),
        summary="We vertelden hoe het werkt en bekeken samen drie voorbeelden.",
        held_at=_at(day, 10),
        written_at=_at(day, 13),
    )


def _looks(random: Random, team: list[Membership], today: date) -> Iterator[Entry]:
    """Mostly in own files and by day; now and then in a colleague's, or at night."""
    for file in ClientFile.objects.open().select_related("owner").order_by("pk")[:120]:
        is_own = random.random() < 0.9
        reader = file.owner if is_own else random.choice(team)
        day = today - timedelta(days=random.randint(1, LOOKS_SINCE.days))
        hour = random.randint(9, 16) if random.random() < 0.95 else 23
        row = entry("file.viewed", file, by=reader.actor, at=_at(day, hour))
        row.shown_ids = [file.client_id]
        row.is_outside_caseload = reader.pk != file.owner_id
        yield row


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), DUTCH)
