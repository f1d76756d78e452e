"""What a manager changes about her own desk; the public sees it within a minute."""

from collections.abc import Collection, Iterable
from datetime import time
from typing import Any, NamedTuple

from django.db import models, transaction

from loketten.accounts.actions.seen import refuse_unseen
from loketten.accounts.changes import note_vouched
from loketten.accounts.logo import read_logo
from loketten.accounts.models import Membership
from loketten.audit import log
from loketten.kit.bsn import refuse_bsn
from loketten.tenancy.models import Closure, Desk, DeskLocation, OpeningHours

CONTACT = ("display_name", "email", "phone")
LOCATION_TEXTS = ("name", "street", "city", "note")
LOCATION = ("name", "street", "postcode", "city", "note", "position")


class Stretch(NamedTuple):
    """One stretch of one weekday."""

    weekday: int
    opens_at: time
    closes_at: time
    is_walk_in: bool


def shown_values(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The fields of a row, as a form shows them."""
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def change_contact(*, by: Membership, seen: str, **values: Any) -> list[str]:
    """The name of the desk, its e-mail address and its phone number."""
    desk = _desk_of(by)
    refuse_unseen(shown_values(desk, CONTACT), values, seen)
    return _save(desk, values, by=by, action="desk.changed")


@transaction.atomic
def change_colour(colour: str, *, by: Membership) -> list[str]:
    """An empty colour is the one of the portal itself."""
    return _save(_desk_of(by), {"brand_colour": colour}, by=by, action="desk.changed")


@transaction.atomic
def change_logo(upload: bytes, *, by: Membership) -> None:
    """Raises `NotALogo` or `LogoIsTooLarge`; the old logo stays then."""
    desk = _desk_of(by)
    desk.logo = read_logo(upload)
    desk.save(update_fields=["logo"])
    log.note("desk.changed", desk, by=by.actor, changed=["logo"])


@transaction.atomic
def remove_logo(*, by: Membership) -> None:
    desk = _desk_of(by)
    desk.logo = None
    desk.save(update_fields=["logo"])
    log.note("desk.changed", desk, by=by.actor, changed=["logo"])


@transaction.atomic
def add_location(*, by: Membership, vouched: Collection[str] = (), **values: Any) -> DeskLocation:
    """A second submit finds the first one's: the same place twice means nothing."""
    vouched_for = _refuse_bsn(LOCATION_TEXTS, values, vouched)
    _desk_of(by)
    location, is_new = DeskLocation.objects.get_or_create(desk_id=by.desk_id, **values)
    assert isinstance(location, DeskLocation)
    if is_new:
        note_vouched(location, by=by, fields=vouched_for)
        log.note("location.added", location, by=by.actor)
    return location


@transaction.atomic
def change_location(
    location: DeskLocation,
    *,
    by: Membership,
    seen: str,
    vouched: Collection[str] = (),
    **values: Any,
) -> list[str]:
    vouched_for = _refuse_bsn(LOCATION_TEXTS, values, vouched)
    own = DeskLocation.objects.select_for_update().filter(desk=by.desk_id)
    locked = own.get(pk=location.pk)
    refuse_unseen(shown_values(locked, LOCATION), values, seen)
    changed = _save(locked, values, by=by, action="location.changed")
    if changed:
        note_vouched(locked, by=by, fields=vouched_for)
    return changed


@transaction.atomic
def remove_location(location: DeskLocation, *, by: Membership) -> None:
    log.note("location.removed", location, by=by.actor)
    DeskLocation.objects.filter(desk=by.desk_id, pk=location.pk).delete()


def week_of(desk: Desk | int) -> list[Stretch]:
    """The opening hours of a desk, in order."""
    rows = OpeningHours.objects.filter(desk=desk).values_list(*Stretch._fields)
    return sorted(Stretch(*row) for row in rows)


@transaction.atomic
def set_hours(stretches: Iterable[Stretch], *, by: Membership, seen: str) -> bool:
    """Replace the week by another one; returns whether anything changed."""
    _desk_of(by)
    before = week_of(by.desk_id)
    wanted = sorted(set(stretches))
    refuse_unseen({"week": before}, {"week": wanted}, seen)
    if before == wanted:
        return False
    OpeningHours.objects.filter(desk=by.desk_id).delete()
    OpeningHours.objects.bulk_create(OpeningHours(**row._asdict()) for row in wanted)
    log.note("hours.changed", by.desk, by=by.actor)
    return True


@transaction.atomic
def add_closure(*, by: Membership, vouched: Collection[str] = (), **values: Any) -> Closure:
    """A second submit finds the first one's: nobody closes twice on the same days."""
    vouched_for = _refuse_bsn(("reason",), values, vouched)
    _desk_of(by)
    closure, is_new = Closure.objects.get_or_create(desk_id=by.desk_id, **values)
    assert isinstance(closure, Closure)
    if is_new:
        note_vouched(closure, by=by, fields=vouched_for)
        log.note("closure.added", closure, by=by.actor)
    return closure


@transaction.atomic
def remove_closure(closure: Closure, *, by: Membership) -> None:
    log.note("closure.removed", closure, by=by.actor)
    Closure.objects.filter(desk=by.desk_id, pk=closure.pk).delete()


def _refuse_bsn(
    names: Iterable[str], values: dict[str, Any], vouched: Collection[str]
) -> list[str]:
    """All of this is public: a citizen service number would be read by everybody."""
    return refuse_bsn({name: values.get(name, "") for name in names}, vouched=vouched)


def _desk_of(by: Membership) -> Desk:
    """Locked: the settings of one desk are written one after the other."""
    desk: Desk = Desk.objects.select_for_update().get(pk=by.desk_id)
    return desk


def _save(row: models.Model, values: dict[str, Any], *, by: Membership, action: str) -> list[str]:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
        log.note(action, row, by=by.actor, changed=changed)
    return changed
