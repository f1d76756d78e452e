"""What hangs on one counselor: open files, open promises, appointments that are still to come."""

from dataclasses import dataclass
from typing import Any

from advice.models import NextStep, PlannedTalk
from clients.models import ClientFile
from loketten.accounts.models import Membership


@dataclass(frozen=True)
class Caseload:
    """Querysets, read when they are asked."""

    files: Any
    steps: Any
    plans: Any

    def count(self) -> dict[str, int]:
        """How many of each."""
        return {
            "files": self.files.count(),
            "steps": self.steps.count(),
            "plans": self.plans.count(),
        }


def caseload_of(member: Membership, *, file: ClientFile | None = None) -> Caseload:
    """Of one member; in one file when it is named."""
    here = {"file": file} if file else {}
    files = ClientFile.objects.open().filter(owner=member)
    return Caseload(
        files=files.filter(pk=file.pk) if file else files,
        steps=NextStep.objects.of_standing_talks().open().filter(owner=member, **here),
        plans=PlannedTalk.objects.planned().filter(counselor=member, **here),
    )
