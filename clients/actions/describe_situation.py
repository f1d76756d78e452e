"""Writing down where somebody stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from clients.actions.rules import check_asked_on
from clients.models import ClientFile, FileTargetGroup
from clients.trail import note_in_file
from loketten.accounts.changes import locked, save_changes
from loketten.accounts.models import Membership


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What was asked. Empty means *not asked*; for target groups that is None, and an empty set
    means that she belongs to none."""

    asked_on: date
    entry: str | None = None
    situation: str = ""
    highest_level: str | None = None
    target_groups: frozenset[str] | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What stands in the row of the file itself."""
        return {
            "asked_on": self.asked_on,
            "entry_id": self.entry,
            "situation": self.situation,
            "highest_level_id": self.highest_level,
            "asked_target_groups": self.target_groups is not None,
        }


@transaction.atomic
def describe_situation(
    file: ClientFile, standing: Standing, *, by: Membership, version: int
) -> ClientFile:
    """Write what differs; `version` is the one that the writer had seen."""
    before = locked(file)
    check_asked_on(standing.asked_on, opened_on=before.opened_on)
    gone, new = _differences(before, standing.target_groups or frozenset())
    beside = ["target_groups"] if gone or new else []
    changed = save_changes(before, standing.columns, version=version, beside=beside)
    if changed:
        _replace_target_groups(before, gone, new)
        note_in_file("file.described", before, file=before, by=by, changed=changed)
    return before


def _differences(file: ClientFile, wanted: frozenset[str]) -> tuple[set[str], frozenset[str]]:
    there = set(file.target_groups.values_list("target_group_id", flat=True))
    return there - wanted, wanted - there


def _replace_target_groups(file: ClientFile, gone: Iterable[str], new: Iterable[str]) -> None:
    file.target_groups.filter(target_group__in=gone).delete()
    FileTargetGroup.objects.bulk_create(
        FileTargetGroup(file=file, target_group_id=group) for group in sorted(new)
    )
