"""Templates for talks: a counselor keeps her own, a manager those of the desk."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from advice.actions.edit_templates import add_template, change_template, remove_template
from advice.codes import Codebook
from advice.forms.template import ChangeTemplateForm, NewTemplateForm
from advice.models import TalkTemplate
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.models import Membership
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.ui.keyed import with_value

OWN, OF_DESK = "advice:templates", "advice:desk_templates"


@desk_view(Right.WRITE_TALKS)
def own(request: DeskRequest) -> HttpResponse:
    return _list(request, request.member)


@desk_view(Right.MANAGE_DESK)
def of_desk(request: DeskRequest) -> HttpResponse:
    return _list(request, None)


@desk_view(Right.WRITE_TALKS)
def own_new(request: DeskRequest) -> HttpResponse:
    return _new(request, request.member)


@desk_view(Right.MANAGE_DESK)
def desk_new(request: DeskRequest) -> HttpResponse:
    return _new(request, None)


@desk_view(Right.WRITE_TALKS)
def own_change(request: DeskRequest, template: UUID) -> HttpResponse:
    return _change(request, template, request.member)


@desk_view(Right.MANAGE_DESK)
def desk_change(request: DeskRequest, desk_template: UUID) -> HttpResponse:
    return _change(request, desk_template, None)


@desk_view(Right.WRITE_TALKS)
@require_POST
def own_remove(request: DeskRequest, template: UUID) -> HttpResponse:
    return _remove(request, template, request.member)


@desk_view(Right.MANAGE_DESK)
@require_POST
def desk_remove(request: DeskRequest, desk_template: UUID) -> HttpResponse:
    return _remove(request, desk_template, None)


def _list(request: DeskRequest, owner: Membership | None) -> HttpResponse:
    context = {
        "templates": TalkTemplate.objects.filter(owner=owner),
        "of_desk": TalkTemplate.objects.of_desk() if owner else [],
        "is_own": owner is not None,
    }
    return render(request, "advice/templates.html", context)


def _new(request: DeskRequest, owner: Membership | None) -> HttpResponse:
    codes = Codebook()
    if request.method != "POST":
        form = NewTemplateForm(initial={"key": uuid.uuid4()}, codes=codes)
        return _show(request, {"form": form}, owner)
    form = NewTemplateForm(request.POST, codes=codes)
    if form.is_valid():
        try:
            add_template(
                owner=owner,
                by=request.member,
                content=form.content,
                key=form.cleaned_data["key"],
                vouched=form.vouched,
            )
        except DomainError as error:
            show_error(form, error)
        else:
            messages.success(request, _("The template is saved."))
            return _to_list(request, owner)
    elif "key" in form.errors:
        form.data = with_value(form.data, "key", str(uuid.uuid4()))
    return _show(request, {"form": form}, owner)


def _change(request: DeskRequest, public_id: UUID, owner: Membership | None) -> HttpResponse:
    template = get_object_or_404(TalkTemplate, public_id=public_id, owner=owner)
    codes = Codebook()
    posted = request.POST if request.method == "POST" else None
    initial = ChangeTemplateForm.initial_of(template)
    form = ChangeTemplateForm(posted, initial=initial, codes=codes)
    if not form.is_valid():
        return _show(request, {"form": form, "template": template}, owner)
    try:
        change_template(
            template,
            by=request.member,
            version=form.cleaned_data["version"],
            content=form.content,
            vouched=form.vouched,
        )
    except ChangedMeanwhile as error:
        theirs = ChangeTemplateForm.initial_of(error.row)
        context = {**conflict_of(form, theirs, error.row), "template": template}
        return _show(request, context, owner, status=409)
    except DomainError as error:
        show_error(form, error)
        return _show(request, {"form": form, "template": template}, owner)
    messages.success(request, _("The template is saved."))
    return _to_list(request, owner)


def _remove(request: DeskRequest, public_id: UUID, owner: Membership | None) -> HttpResponse:
    template = get_object_or_404(TalkTemplate, public_id=public_id, owner=owner)
    remove_template(template, by=request.member)
    messages.success(request, _("The template is deleted."))
    return _to_list(request, owner)


def _show(
    request: DeskRequest, context: dict[str, Any], owner: Membership | None, status: int = 200
) -> HttpResponse:
    shared = {"is_own": owner is not None}
    return render(request, "advice/template.html", {**shared, **context}, status=status)


def _to_list(request: DeskRequest, owner: Membership | None) -> HttpResponse:
    return redirect(OWN if owner else OF_DESK, desk=request.desk.slug)
