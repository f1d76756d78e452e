"""The desks and their regions; no desk is open here, so no client can be seen."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.actions.desks import open_desk
from loketten.accounts.forms.posted import posted
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right, Role
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Desk, Region
from portal.national.forms.desks import OpenDeskForm
from portal.national.frame import page


@national_view(Right.READ_NATIONAL_FIGURES)
def desks(request: StaffRequest) -> HttpResponse:
    """Every desk that is open today, with how to reach it."""
    found = Desk.objects.open_on(timezone.localdate()).select_related("region")
    return page(request, "national/desks.html", desks=found.order_by("region__name"))


@national_view(Right.MANAGE_DESKS)
def manage(request: StaffRequest) -> HttpResponse:
    """Every desk there ever was: how it stands, and whether it has a manager."""
    today = timezone.localdate()
    rows = list(desks_with_managers())
    for row in rows:
        row.state = row.state_on(today)
    without = Region.objects.valid_on(today).filter(desk__isnull=True).order_by("name")
    return page(request, "national/manage.html", desks=rows, regions=list(without))


@national_view(Right.MANAGE_DESKS)
def desk_new(request: StaffRequest) -> HttpResponse:
    form = OpenDeskForm(posted(request), initial={"opened_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            desk = open_desk(by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, _("The desk is there. Invite its first manager now."))
            return redirect("national:desk", slug=desk.slug)
    return page(request, "national/desk_new.html", form=form)


def desks_with_managers() -> Any:
    """By region; `has_manager` says whether somebody is manager today."""
    managers = Membership.objects.active().filter(
        roles__contains=[Role.MANAGER], desk=OuterRef("pk")
    )
    desks = Desk.objects.select_related("region").defer("logo").order_by("region__name")
    return desks.annotate(has_manager=Exists(managers))
