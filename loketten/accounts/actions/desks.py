"""What a platform administrator does with the desks themselves. None is ever deleted."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.actions.seen import save_seen
from loketten.accounts.models import User
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk, DeskState, FormerSlug, Region

NAMES = ("display_name", "slug")


class RegionHasDesk(DomainError):
    field = "region"
    message = _("This region has a desk already. Rename that one, or open it again.")


class SlugIsTaken(DomainError):
    field = "slug"
    message = _("Another desk has or had this name in the address bar. Choose another one.")


class PrefixIsTaken(DomainError):
    field = "number_prefix"
    message = _("Client numbers of another desk begin with these letters. Choose other ones.")


class NotInThisState(DomainError):
    message = _("This desk has changed in the meantime. Look at how it stands now.")


@transaction.atomic
def open_desk(
    region: Region, *, by: User, slug: str, display_name: str, number_prefix: str, opened_on: date
) -> Desk:
    """For a region without a desk. From `opened_on` the public finds it; its people may come in
    before. Pressed twice it is one desk."""
    # One administrator after the other: the checks below look at all desks.
    list(Region.objects.select_for_update(no_key=True).order_by("pk"))
    values = {
        "slug": slug,
        "display_name": display_name,
        "number_prefix": number_prefix,
        "opened_on": opened_on,
    }
    there = Desk.objects.filter(region=region).first()
    if there is not None:
        if all(getattr(there, name) == value for name, value in values.items()):
            return there
        raise RegionHasDesk
    _refuse_taken(slug)
    if Desk.objects.filter(number_prefix=number_prefix).exists():
        raise PrefixIsTaken
    desk = Desk.objects.create(region=region, **values)
    _note("desk.opened", desk, by=by)
    return desk


def rename_desk(desk: Desk, *, by: User, seen: str, display_name: str, slug: str) -> list[str]:
    """Returns what changed. The old name in the address bar leads to the new one for ever."""
    values = {"display_name": display_name, "slug": slug}
    return _change(desk, values, by=by, seen=seen, action="desk.renamed")


def mend_desk(desk: Desk, *, by: User, seen: str, **values: Any) -> list[str]:
    """The emergency door: names and days as they should be, in whatever state the desk is. Returns
    what changed; a former name in the address bar leads on here too."""
    return _change(desk, values, by=by, seen=seen, action="desk.mended")


@transaction.atomic
def _change(desk: Desk, values: dict[str, Any], *, by: User, seen: str, action: str) -> list[str]:
    list(Region.objects.select_for_update(no_key=True).order_by("pk"))
    locked = _locked(desk)
    slug, former = values["slug"], locked.slug
    _refuse_taken(slug, unless=locked)
    changed = save_seen(locked, values, seen=seen)
    if "slug" in changed:
        FormerSlug.objects.filter(slug=slug).delete()
        FormerSlug.objects.create(slug=former, desk=locked)
    if changed:
        _note(action, locked, by=by, changed=changed)
    return changed


@transaction.atomic
def move_opening(desk: Desk, *, by: User, opened_on: date) -> None:
    """Only while the desk is not open yet."""
    locked = _locked(desk, DeskState.PLANNED)
    if locked.opened_on != opened_on:
        locked.opened_on = opened_on
        locked.save(update_fields=["opened_on"])
        _note("desk.opening_moved", locked, by=by, changed=["opened_on"])


@transaction.atomic
def pause_desk(desk: Desk, *, by: User) -> None:
    """From now on its people read and do not write, and the public is led to somebody else."""
    locked = _locked(desk, DeskState.LIVE)
    locked.paused_on = timezone.localdate()
    locked.save(update_fields=["paused_on"])
    _note("desk.paused", locked, by=by)


@transaction.atomic
def resume_desk(desk: Desk, *, by: User) -> None:
    locked = _locked(desk, DeskState.PAUSED)
    locked.paused_on = None
    locked.save(update_fields=["paused_on"])
    _note("desk.resumed", locked, by=by)


@transaction.atomic
def close_desk(desk: Desk, *, by: User, last_day: date) -> None:
    """Open until and with the last day; another last day replaces the one that was chosen."""
    locked = _locked(desk, DeskState.PLANNED, DeskState.LIVE, DeskState.PAUSED)
    closed_on = max(last_day, locked.opened_on) + timedelta(days=1)
    if locked.closed_on != closed_on:
        locked.closed_on = closed_on
        locked.save(update_fields=["closed_on"])
        _note("desk.closed", locked, by=by, changed=["closed_on"])


@transaction.atomic
def reopen_desk(desk: Desk, *, by: User) -> None:
    """Also takes back an end that is still to come. A region keeps its one desk."""
    locked = _locked(desk)
    if locked.closed_on is None:
        raise NotInThisState
    locked.closed_on = None
    locked.save(update_fields=["closed_on"])
    _note("desk.reopened", locked, by=by, changed=["closed_on"])


def names_of(desk: Desk) -> dict[str, Any]:
    """What the form of its names shows and changes."""
    return {name: getattr(desk, name) for name in NAMES}


def _locked(desk: Desk, *states: DeskState) -> Desk:
    """As it stands now, in one of these states when any is named."""
    locked: Desk = Desk.objects.defer("logo").select_for_update(of=("self",)).get(pk=desk.pk)
    if states and locked.state_on(timezone.localdate()) not in states:
        raise NotInThisState
    return locked


def _refuse_taken(slug: str, *, unless: Desk | None = None) -> None:
    """A name that a desk gave up stays its own: links and letters still carry it."""
    own = unless.pk if unless else 0
    is_used = Desk.objects.filter(slug=slug).exclude(pk=own).exists()
    if is_used or FormerSlug.objects.filter(slug=slug).exclude(desk=own).exists():
        raise SlugIsTaken


def _note(action: str, desk: Desk, *, by: User, changed: tuple[str, ...] | list[str] = ()) -> None:
    """In the log of the desk too: its people should see who did this."""
    actor = Actor(ActorKind.USER, by.pk)
    with at_desk(desk.pk):
        log.note(action, desk, by=actor, changed=changed)
    log.note_platform(action, desk, by=actor, changed=changed)
