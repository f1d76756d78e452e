"""A counselor's follow-ups in a calendar of her own, by a secret link that she makes and ends."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from loketten.accounts.access import DeskRequest, desk_view, entrance_view
from loketten.accounts.addresses import absolute
from loketten.accounts.forms.posted import posted
from loketten.accounts.forms.seen import SecretForm
from loketten.accounts.models import Membership, Token
from loketten.accounts.models.invitation import TokenKind
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import DeskState
from portal.workplace.actions.calendar import LinkChanged, end_link, link_of, link_seen, make_link
from portal.workplace.calendars import calendar_of

PAGE = "workplace:calendar"
CONFLICT = 409


@desk_view(Right.WRITE_TALKS)
def calendar(request: DeskRequest) -> HttpResponse:
    """A new link stands in the answer itself, so that it is written down nowhere."""
    form = SecretForm(posted(request), initial={"seen": link_seen(request.member)})
    address, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            secret = make_link(by=request.member, seen=form.cleaned_data["seen"])
        except LinkChanged as error:
            form.refuse(error, link_seen(request.member))
            status = CONFLICT
        else:
            address = absolute("calendar:feed", language="nl", kwargs={"secret": secret})
            form = SecretForm(initial={"seen": link_seen(request.member)})
    context = {"token": link_of(request.member), "form": form, "address": address}
    return render(request, "workplace/calendar.html", context, status=status)


@desk_view(Right.WRITE_TALKS)
@require_POST
def calendar_end(request: DeskRequest) -> HttpResponse:
    end_link(by=request.member)
    messages.success(request, _("The link has ended."))
    return redirect(PAGE, desk=request.desk.slug)


@entrance_view
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """For a calendar program, which cannot sign in. Whoever has left has no calendar any more."""
    token = Token.objects.usable(TokenKind.CALENDAR, secret)
    related = Membership.objects.active().select_related("desk", "user")
    member = related.filter(pk=token.object_id).first() if token else None
    if member is None or not _reads(member):
        raise Http404
    with at_desk(member.desk_id, member_id=member.pk), override(member.user.language):
        _note_once_a_day(member)
        content = calendar_of(member)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _reads(member: Membership) -> bool:
    is_open = member.desk.state_on(timezone.localdate()) != DeskState.CLOSED
    return is_open and member.user.is_active and member.may(Right.WRITE_TALKS)


def _note_once_a_day(member: Membership) -> None:
    """A program asks every few minutes, and what it reads names nobody."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    actor = member.actor
    read = Entry.objects.filter(
        action="calendar.read", actor_kind=actor.kind, actor_id=actor.id, at__gte=midnight
    )
    if not read.exists():
        note("calendar.read", member, by=actor)
