"""Keeping a draft: asked by a script every few seconds, answered in JSON."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from advice.actions.keep_draft import DraftElsewhere, drop_draft, keep_draft
from advice.forms.draft import DraftForm
from clients.lookups import files_of
from clients.models import ClientFile
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.device_keys import device_owner
from loketten.accounts.rights import Right
from loketten.ui.templatetags.dates import clock

CONFLICT, UNREADABLE = 409, 422


@desk_view(Right.WRITE_TALKS)
def draft(request: DeskRequest, number: str) -> HttpResponse:
    """POST keeps the draft. GET gives a page that stayed open over a new sign-in what it needs to
    go on: a token, and nothing of the file."""
    file = _file(number)
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("owner") != device_owner(request.user):
        other = _("Somebody else is signed in here. Sign in yourself, and your text is kept.")
        return JsonResponse({"reason": "somebody-else", "message": other}, status=CONFLICT)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": _sentences(form)}, status=UNREADABLE)
    return _keep(request, file, form)


@desk_view(Right.WRITE_TALKS)
@require_POST
def drop(request: DeskRequest, number: str) -> HttpResponse:
    """`back=day` returns to the day, else to the form."""
    drop_draft(_file(number), by=request.member)
    messages.success(request, _("The draft is thrown away."))
    slug = request.desk.slug
    if request.POST.get("back") == "day":
        return redirect("workplace:day", desk=slug)
    return redirect("advice:new", desk=slug, number=number)


def _keep(request: DeskRequest, file: ClientFile, form: DraftForm) -> HttpResponse:
    try:
        kept = keep_draft(
            file,
            by=request.member,
            content=form.content,
            key=form.cleaned_data["key"],
            version=form.cleaned_data["version"],
        )
    except DraftElsewhere as error:
        answer = {"message": str(error), "version": error.version, "key": str(error.key)}
        return JsonResponse({"reason": "elsewhere", **answer}, status=CONFLICT)
    said = _("Draft kept at %(hour)s.") % {"hour": clock(kept.saved_at)}
    if form.masked:
        without = _("Without the number that looks like a citizen service number.")
        said = f"{said} {without}"
    return JsonResponse({"version": kept.version, "message": said})


def _file(number: str) -> ClientFile:
    file: ClientFile | None = files_of(number).first()
    if file is None:
        raise Http404
    return file


def _sentences(form: Any) -> str:
    errors = [str(error) for field in form.errors.values() for error in field]
    return " ".join([_("This draft is not kept yet."), *dict.fromkeys(errors)])
