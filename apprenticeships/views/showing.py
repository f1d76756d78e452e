"""Every page about one trajectory leaves one row in the access log before it is answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from apprenticeships.models import Trajectory
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest

CONFLICT = 409


def show_trajectory(
    request: DeskRequest,
    trajectory: Trajectory,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    note_in_file("trajectory.viewed", trajectory, file=trajectory.file, by=request.member)
    shared = {"trajectory": trajectory, "client": trajectory.file.client}
    return render(request, template, {**shared, **context}, status=status)


def to_trajectory(request: DeskRequest, trajectory: Trajectory) -> HttpResponse:
    slug = request.desk.slug
    return redirect("apprenticeships:trajectory", desk=slug, trajectory=trajectory.public_id)
