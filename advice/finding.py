"""The file or the talk that an address names; a 404 for everything else."""

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from advice.codes import Choice
from advice.models import AdviceSession, NextStep, PlannedTalk
from advice.ready import ready_in, with_what_lies_ready
from clients.lookups import files_with, may_be_number
from loketten.accounts.colleagues import colleagues_with
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.tenancy.composed import Asked, composed


def file_beside(**beside: Any) -> Any:
    """For `composed`: the open file of a client, or the one that was closed last, in one query with
    its people, `talk_total`, `standing_total`, `step_total`, the reader's `last_channel`, and what
    lies ready (see `advice.ready`); and with what stands `beside` it, by name."""
    files = with_what_lies_ready(files_with(Asked("number")), reader=Asked("reader"))
    return _with_counts(files, reader=Asked("reader")).annotate(**beside)[:1]


_FILE = composed(file_beside)


def find_file(number: str, *, reader: Membership, among: composed = _FILE) -> Any:
    """With what lies ready in it; `among` is a `file_beside`, with more or less beside it."""
    file = among.first(number=number, reader=reader.pk) if may_be_number(number) else None
    if file is None:
        raise Http404
    file.ready = ready_in(file)
    return file


def _with_counts(files: Any, *, reader: Any) -> Any:
    """What pages of a file count by, so that no count is a query of its own."""
    latest = AdviceSession.objects.filter(counselor=reader).order_by("-id")
    return files.annotate(
        talk_total=_number_of(AdviceSession.objects.all()),
        standing_total=_number_of(AdviceSession.objects.standing()),
        step_total=_number_of(NextStep.objects.of_standing_talks()),
        last_channel=Subquery(latest.values("channel")[:1]),
    )


def find_talk(public_id: UUID) -> AdviceSession:
    """Also a withdrawn one: the caller says what may still be done with it."""
    talks = AdviceSession.objects.select_related("file__client", "counselor__user")
    talk: AdviceSession = get_object_or_404(talks, public_id=public_id)
    return talk


def promised_in(talk: AdviceSession) -> NextStep | None:
    """The step of a talk, with whoever has it."""
    step: NextStep | None = talk.steps.select_related("owner__user").first()
    return step


def owners_of(step: NextStep | None = None) -> list[Choice]:
    """Who may have a step, and who has it, also after she left."""
    team = [(str(number), name) for number, name in _team.rows()]
    if step and str(step.owner_id) not in dict(team):
        team.append((str(step.owner_id), step.owner.user.name))
    return team


@composed
def _team() -> Any:
    return colleagues_with(Right.WRITE_TALKS).values_list("pk", "user__name")


def find_step(step_id: int) -> NextStep:
    """The promise of a withdrawn talk is gone."""
    steps = NextStep.objects.of_standing_talks().select_related("file__client")
    step: NextStep = get_object_or_404(steps, pk=step_id)
    return step


def find_plan(public_id: UUID) -> PlannedTalk:
    """Also a settled one: the caller says what may still be done with it."""
    plans = PlannedTalk.objects.select_related("file__client", "counselor__user")
    plan: PlannedTalk = get_object_or_404(plans, public_id=public_id)
    return plan


def _number_of(rows: Any) -> Coalesce:
    of_file = rows.filter(file=OuterRef("pk")).order_by().values("file")
    return Coalesce(Subquery(of_file.annotate(number=Count("pk")).values("number")), 0)
