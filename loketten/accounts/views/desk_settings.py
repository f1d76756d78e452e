"""The settings of a desk, one small form a page."""

import base64
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.actions import desk as actions
from loketten.accounts.actions.desk import CONTACT, LOCATION, shown_values
from loketten.accounts.actions.seen import ChangedMeanwhile
from loketten.accounts.forms.desk import (
    ClosureForm,
    ColourForm,
    ContactForm,
    LocationForm,
    LogoForm,
)
from loketten.accounts.forms.hours import HoursForm
from loketten.accounts.forms.posted import posted
from loketten.accounts.forms.seen import SeenForm
from loketten.accounts.rights import Right
from loketten.accounts.settings_tabs import settings_tabs
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Closure, DeskLocation
from loketten.ui.brand import Brand, brand_of, looks_like_error, shown_colour
from loketten.ui.parts import Version

DEFAULT_PICK = "#353690"


@desk_view(Right.MANAGE_DESK)
def contact(request: DeskRequest) -> HttpResponse:
    form = ContactForm(posted(request), stored=shown_values(request.desk, CONTACT))

    def save() -> None:
        actions.change_contact(by=request.member, seen=form.cleaned_data["seen"], **form.values)

    return _edit(request, form, save, template="accounts/desk_contact.html", back="desk:settings")


@desk_view(Right.MANAGE_DESK)
def look(request: DeskRequest) -> HttpResponse:
    """The colour beside what is made of it, and the logo."""
    desk = request.desk
    initial = {
        "source": "own" if desk.brand_colour else "portal",
        "picked": desk.brand_colour or DEFAULT_PICK,
    }
    form = ColourForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_colour(form.colour, by=request.member)
        messages.success(request, _("The colour has been saved."))
        return redirect("desk:look", desk=desk.slug)
    return settings_page(
        request, "accounts/desk_look.html", form=form, logo_form=LogoForm(), **_look(desk)
    )


@desk_view(Right.MANAGE_DESK)
def logo(request: DeskRequest) -> HttpResponse:
    """Receives a new logo; an unreadable one leaves the old one where it is."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.change_logo(form.cleaned_data["logo"], by=request.member)
        except DomainError as refusal:
            form.add_error("logo", str(refusal))
        else:
            messages.success(request, _("The logo has been saved."))
            return redirect("desk:look", desk=request.desk.slug)
    desk = request.desk
    source = "own" if desk.brand_colour else "portal"
    colour = ColourForm(initial={"source": source, "picked": desk.brand_colour or DEFAULT_PICK})
    return settings_page(
        request, "accounts/desk_look.html", form=colour, logo_form=form, **_look(desk)
    )


@desk_view(Right.MANAGE_DESK)
def logo_remove(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.remove_logo(by=request.member)
    messages.success(request, _("The logo has been removed."))
    return redirect("desk:look", desk=request.desk.slug)


@desk_view(Right.MANAGE_DESK)
def locations(request: DeskRequest) -> HttpResponse:
    rows = DeskLocation.objects.filter(desk=request.desk)
    return settings_page(request, "accounts/desk_locations.html", locations=rows)


@desk_view(Right.MANAGE_DESK)
def location_new(request: DeskRequest) -> HttpResponse:
    form = LocationForm(posted(request), stored={})

    def save() -> None:
        actions.add_location(by=request.member, vouched=form.vouched, **form.values)

    return _edit(request, form, save, template="accounts/desk_location.html", back="desk:locations")


@desk_view(Right.MANAGE_DESK)
def location(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(DeskLocation, desk=request.desk, pk=pk)
    form = LocationForm(posted(request), stored=shown_values(row, LOCATION))

    def save() -> None:
        seen, vouched = form.cleaned_data["seen"], form.vouched
        actions.change_location(row, by=request.member, seen=seen, vouched=vouched, **form.values)

    return _edit(
        request, form, save, template="accounts/desk_location.html", back="desk:locations", row=row
    )


@desk_view(Right.MANAGE_DESK)
def location_remove(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(DeskLocation, desk=request.desk, pk=pk)
    if request.method == "POST":
        actions.remove_location(row, by=request.member)
        messages.success(request, _("The place has been removed."))
        return redirect("desk:locations", desk=request.desk.slug)
    return settings_page(
        request, "accounts/desk_location_remove.html", current="desk:locations", row=row
    )


@desk_view(Right.MANAGE_DESK)
def hours(request: DeskRequest) -> HttpResponse:
    form = HoursForm(posted(request), stored=actions.week_of(request.desk))

    def save() -> None:
        actions.set_hours(form.stretches, by=request.member, seen=form.cleaned_data["seen"])

    return _edit(request, form, save, template="accounts/desk_hours.html", back="desk:hours")


@desk_view(Right.MANAGE_DESK)
def closures(request: DeskRequest) -> HttpResponse:
    """What is to come, and a form for the next one."""
    form = ClosureForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_closure(by=request.member, vouched=form.vouched, **form.cleaned_data)
        messages.success(request, _("The closed days have been saved."))
        return redirect("desk:closures", desk=request.desk.slug)
    today = timezone.localdate()
    rows = Closure.objects.filter(desk=request.desk, last_day__gte=today)
    return settings_page(request, "accounts/desk_closures.html", form=form, closures=rows)


@desk_view(Right.MANAGE_DESK)
def closure_remove(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_object_or_404(Closure, desk=request.desk, pk=pk)
    actions.remove_closure(row, by=request.member)
    messages.success(request, _("The closed days have been removed."))
    return redirect("desk:closures", desk=request.desk.slug)


def _edit(
    request: DeskRequest,
    form: SeenForm | HoursForm,
    save: Callable[[], None],
    *,
    template: str,
    back: str,
    **context: Any,
) -> HttpResponse:
    """Shows a form, saves it, or shows what a colleague wrote in the meantime."""
    versions: list[Version] = []
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ChangedMeanwhile as conflict:
            versions = form.show_conflict(conflict)
        else:
            messages.success(request, _("The changes have been saved."))
            return redirect(back, desk=request.desk.slug)
    status = 409 if versions else 200
    context = {"form": form, "versions": versions, "current": back, **context}
    return settings_page(request, template, status=status, **context)


def settings_page(
    request: DeskRequest, template: str, *, status: int = 200, current: str = "", **context: Any
) -> HttpResponse:
    """With the tabs above it; `current` is the tab of a page that is none itself."""
    match = request.resolver_match
    current = current or (match.view_name if match else "")
    context["tabs"] = settings_tabs(request.desk.slug, current)
    return render(request, template, context, status=status)


def _look(desk: Any) -> dict[str, Any]:
    brand = brand_of(desk.brand_colour) if desk.brand_colour else Brand()
    drawn = base64.b64encode(bytes(desk.logo)).decode() if desk.logo else ""
    return {
        "current": "desk:look",
        "picked": desk.brand_colour or DEFAULT_PICK,
        "shown": shown_colour(brand),
        "looks_like_error": bool(desk.brand_colour) and looks_like_error(brand),
        "logo": f"data:image/png;base64,{drawn}" if drawn else "",
    }
