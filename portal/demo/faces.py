"""The desks as the public sees them, and the people who work there."""

from datetime import date, time, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from loketten.accounts.models import Membership, Organisation, User
from loketten.accounts.rights import Role
from loketten.kit.spelling import fold
from loketten.tenancy.models import Closure, Desk, DeskLocation, OpeningHours, Region
from portal.demo.cast import CAST, PASSWORD, Player
from portal.demo.desks import DESKS, DemoDesk
from portal.demo.people import STAFF_FIRST_NAMES, STAFF_LAST_NAMES

OPENED = date(2005, 6, 1)


def make_desk(plan: DemoDesk) -> Desk:
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


def show_to_public(plan: DemoDesk, today: date) -> None:
    DeskLocation.objects.bulk_create(
        DeskLocation(
            name=town,
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


def make_people(desks: dict[str, Desk]) -> None:
    password = make_password(PASSWORD)
    for player in CAST:
        user = _user(player.name, player.email, password, player)
        for slug in player.desks:
            _member(user, desks[slug], list(player.roles), player.organisation)
    for number, plan in enumerate(DESKS):
        for place, name in enumerate(_staff_names(number, 1 + counselors_of(plan))):
            role = Role.MANAGER if place == 0 else Role.COUNSELOR
            user = _user(name, f"{fold(name).replace(' ', '.')}.{plan.slug}@example.nl", password)
            _member(user, desks[plan.slug], [role], ("UWV", "Roc Voorbeeld")[place % 2])


def counselors_of(plan: DemoDesk) -> int:
    """About 150 in all: two at the smallest desk, eight at the largest."""
    return 2 + round(plan.weight * 0.3)


def _staff_names(desk: int, count: int) -> list[str]:
    """Other combinations at each desk."""
    return [
        f"{STAFF_FIRST_NAMES[(desk * 5 + place * 3) % len(STAFF_FIRST_NAMES)]} "
        f"{STAFF_LAST_NAMES[(desk * 7 + place * 11) % len(STAFF_LAST_NAMES)]}"
        for place in range(count)
    ]


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
