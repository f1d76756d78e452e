"""A file, or all files of somebody, goes to a colleague with what was promised and planned."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from clients.actions.rules import FileIsClosed, FileIsOpen, check_owner
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent
from clients.perms import is_outside_caseload
from clients.trail import note_in_file
from loketten.accounts.changes import locked, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from portal.workplace.caseload import Caseload, caseload_of


class HasThisCounselor(DomainError):
    message = _("This counselor has the file already. Choose somebody else.")


class HasThisCaseload(DomainError):
    message = _("These are the files of this counselor already. Choose somebody else.")


@transaction.atomic
def hand_over_file(
    file: ClientFile, *, by: Membership, version: int, owner: Membership
) -> ClientFile:
    """Another counselor of the desk takes over an open file; the timeline says who from whom."""
    check_owner(owner)
    before = locked(file)
    if before.is_closed:
        raise FileIsClosed
    if before.owner_id == owner.pk:
        raise HasThisCounselor
    outside = is_outside_caseload(before, by)
    promised = caseload_of(before.owner, file=before)
    changed = save_changes(before, {"owner_id": owner.pk}, version=version)
    changed += _take_along(promised, to=owner)
    FileEvent.objects.create(file=before, kind=FileEventKind.HANDED_OVER, by=by, to=owner)
    note("file.handed-over", before, by=by.actor, changed=changed, outside_caseload=outside)
    return before


@transaction.atomic
def reopen_file(file: ClientFile, *, by: Membership, version: int, owner: Membership) -> ClientFile:
    """Somebody came back: her last file goes on, with a counselor who works here now."""
    check_owner(owner)
    before = locked(file)
    if not before.is_closed or ClientFile.objects.open().filter(client=before.client_id).exists():
        raise FileIsOpen
    outside = is_outside_caseload(before, by)
    promised = caseload_of(before.owner, file=before)
    columns = {
        "owner_id": owner.pk,
        "closed_on": None,
        "closing_outcome_id": None,
        "closing_reason_id": None,
    }
    is_other = before.owner_id != owner.pk
    changed = save_changes(before, columns, version=version)
    if is_other:
        changed += _take_along(promised, to=owner)
    FileEvent.objects.create(file=before, kind=FileEventKind.REOPENED, by=by, to=owner)
    note("file.reopened", before, by=by.actor, changed=changed, outside_caseload=outside)
    return before


@transaction.atomic
def hand_over_caseload(leaver: Membership, *, by: Membership, owner: Membership) -> int:
    """All at once, for who leaves or falls ill; returns how many files. What she promised in the
    files of others goes along."""
    check_owner(owner)
    if leaver.pk == owner.pk:
        raise HasThisCaseload
    caseload = caseload_of(leaver)
    files = list(caseload.files.select_for_update(no_key=True).order_by("pk"))
    elsewhere = _files_of_others(caseload, leaver)
    FileEvent.objects.bulk_create(
        FileEvent(file=file, kind=FileEventKind.HANDED_OVER, by=by, to=owner) for file in files
    )
    changed = ["owner", *_take_along(caseload, to=owner)]
    for file in files:
        note_in_file("file.handed-over", file, file=file, by=by, changed=changed)
    for file in elsewhere:
        note_in_file("file.promises-passed-on", file, file=file, by=by)
    of_these = ClientFile.objects.filter(pk__in=[file.pk for file in files])
    of_these.update(owner=owner, version=F("version") + 1)
    return len(files)


def _files_of_others(caseload: Caseload, leaver: Membership) -> list[ClientFile]:
    mentioned = {
        *caseload.steps.values_list("file", flat=True),
        *caseload.plans.values_list("file", flat=True),
    }
    others = ClientFile.objects.filter(pk__in=mentioned)
    return list(others.exclude(owner=leaver, closed_on__isnull=True).order_by("pk"))


def _take_along(caseload: Caseload, *, to: Membership) -> list[str]:
    """What goes from hand to hand, by the names for the log."""
    moved = {
        "next_step": caseload.steps.update(owner=to, version=F("version") + 1),
        "planned_talk": caseload.plans.update(counselor=to, version=F("version") + 1),
    }
    return [name for name, count in moved.items() if count]
