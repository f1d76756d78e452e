"""One question of a visitor: read it, take it, end it, and say which client asked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from advice.actions.join_request import join_request, part_request
from advice.forms.join import JoinForm
from advice.models import JoinedRequest
from apprenticeships.actions.introduce import introduce
from apprenticeships.models import Introduction
from clients.actions.person import Person
from clients.choices import ContactBy
from clients.forms.person import NewClientForm
from clients.models import Client
from clients.search import read_query
from clients.views.new import ask_again, file_from
from clients.views.showing import to_file
from loketten.accounts.access import DeskRequest as Request
from loketten.accounts.access import desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from portal.workplace.views.requests import tabs_of
from portal.workplace.waiting import closures_of, due_of
from vacancies.actions.answer import end, give_back, take
from vacancies.choices import AnswerState
from vacancies.finding_questions import find_question
from vacancies.forms.answer import EndForm, seen_version
from vacancies.links import Question
from vacancies.models import DeskRequest, Interest

SHOWN_CLIENTS = 5
CAME_FROM = "entry.website"
Verb = Callable[..., None]


@desk_view(Right.ANSWER_REQUESTS)
def request_page(request: Request, question: UUID) -> HttpResponse:
    return _show(request, find_question(question))


@desk_view(Right.ANSWER_REQUESTS)
@require_POST
def request_take(request: Request, question: UUID) -> HttpResponse:
    return _press(request, question, take, _("This question is in your hands."))


@desk_view(Right.ANSWER_REQUESTS)
@require_POST
def request_give_back(request: Request, question: UUID) -> HttpResponse:
    return _press(request, question, give_back, _("A colleague can take this question now."))


@desk_view(Right.ANSWER_REQUESTS)
@require_POST
def request_end(request: Request, question: UUID) -> HttpResponse:
    found = find_question(question)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form=form)
    return _do(request, found, end, _("The question has ended."), form=form, **form.cleaned_data)


@desk_view(Right.OPEN_FILES)
def request_file(request: Request, question: UUID) -> HttpResponse:
    """A new client, filled in as far as the visitor said; nothing of it stands in an address."""
    asked = _joinable(request, question)
    if request.method != "POST":
        note("question.viewed", asked, by=request.member.actor)
        return ask_again(request, NewClientForm(initial=_what_is_known(asked, request)))
    file, refusal = file_from(request, NewClientForm(request.POST))
    if refusal is not None:
        return refusal
    _join(request, asked, file.client)
    return to_file(request, file.client.number)


@desk_view(Right.ANSWER_REQUESTS)
@require_POST
def request_join(request: Request, question: UUID) -> HttpResponse:
    asked, form, status = _joinable(request, question), JoinForm(request.POST), 200
    if form.is_valid():
        try:
            _join(request, asked, _client(request, form))
        except Client.DoesNotExist:
            sentence = _("We do not know this client number. Look it up under Clients.")
            form.add_error("number", sentence)
        except DomainError as error:
            form.add_error("number", str(error))
            status = 409
        else:
            messages.success(request, _("The question is joined to this client."))
            return _back(request, asked)
    return _show(request, asked, join=form, status=status)


@desk_view(Right.ANSWER_REQUESTS)
@require_POST
def request_part(request: Request, question: UUID) -> HttpResponse:
    asked = _joinable(request, question)
    if isinstance(asked, Interest):
        raise Http404
    part_request(asked, by=request.member)
    messages.success(request, _("The question is no longer joined to a client."))
    return _back(request, asked)


def _client(request: Request, form: JoinForm) -> Client:
    typed, prefix = form.cleaned_data["number"], request.desk.number_prefix
    query = read_query(typed, prefix=prefix, today=timezone.localdate())
    client: Client = Client.objects.get(number=query.number or typed)
    return client


def _press(request: Request, question: UUID, verb: Verb, done: str) -> HttpResponse:
    version = seen_version(request.POST)
    return _do(request, find_question(question), verb, done, version=version)


def _do(
    request: Request,
    question: Question,
    verb: Verb,
    done: str,
    *,
    form: EndForm | None = None,
    **values: Any,
) -> HttpResponse:
    try:
        verb(question, by=request.member, **values)
    except ChangedMeanwhile:
        fresh = find_question(question.public_id)
        return _show(request, fresh, form=_on_top_of(fresh, form), is_overtaken=True, status=409)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return _back(request, question)


def _back(request: Request, question: Question) -> HttpResponse:
    return redirect("workplace:request", desk=request.desk.slug, question=question.public_id)


def _on_top_of(question: Question, form: EndForm | None) -> EndForm | None:
    """What she chose stays chosen; pressing again is on what she sees now."""
    if form is None:
        return None
    return EndForm({"outcome": form.cleaned_data["outcome"], "version": question.version})


def _show(
    request: Request,
    question: Question,
    *,
    form: EndForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    note("question.viewed", question, by=request.member.actor)
    closures = closures_of(request.desk.pk) if question.is_open else []
    list_view = "workplace:interests" if isinstance(question, Interest) else "workplace:requests"
    context = {
        "question": question,
        "is_interest": isinstance(question, Interest),
        "due": due_of(question.sent_at, closures, today=timezone.localdate()),
        "is_mine": question.answered_by_id == request.member.pk,
        "may_join": False,
        "is_taken": question.state == AnswerState.TAKEN,
        "join": JoinForm(),
        "form": form or EndForm(initial={"version": question.version}),
        "tabs": tabs_of(request, list_view),
        "can_read": request.member.may(Right.READ_FILES),
        **_clients(request, question),
        **more,
    }
    return render(request, "workplace/request.html", context, status=status)


def _clients(request: Request, question: Question) -> dict[str, Any]:
    """The client who is joined, else those whom she resembles."""
    if not _may_join(request, question):
        return {}
    joined = _joined(question)
    if joined is not None:
        note("client.listed", by=request.member.actor, shown=[joined.pk])
    if joined is not None or question.erased_at is not None:
        return {"may_join": True, "joined": joined}
    person = _person(question)
    found = Client.objects.resembling(
        search_key=person.search_key, birth=None, email=person.email, phone=person.phone
    )
    alike = list(found.by_name()[:SHOWN_CLIENTS])
    if alike:
        note("client.listed", by=request.member.actor, shown=[client.pk for client in alike])
    return {"may_join": True, "joined": None, "lookalikes": alike}


def _joined(question: Question) -> Client | None:
    """Whose question it turned out to be."""
    if isinstance(question, Interest):
        found = Introduction.objects.filter(interest=question).select_related("file__client")
        met = found.first()
        return met.file.client if met else None
    asked = JoinedRequest.objects.filter(request=question).select_related("client").first()
    return asked.client if asked else None


def _join(request: Request, question: Question, client: Client) -> None:
    """Interest in a place is more than a question: it lays a plank of the bridge."""
    if isinstance(question, Interest):
        introduce(question, client, by=request.member)
    else:
        join_request(question, client, by=request.member)


def _may_join(request: Request, question: Question) -> bool:
    """Who reads no files writes nothing in them."""
    return isinstance(question, DeskRequest) or request.member.may(Right.EDIT_FILES)


def _joinable(request: Request, question: UUID) -> Question:
    found = find_question(question)
    if found.erased_at is not None:
        raise Http404
    if not _may_join(request, found):
        raise PermissionDenied
    return found


def _person(question: Question) -> Person:
    """The first word of several is the first name."""
    first, _space, last = question.name.partition(" ")
    return Person(
        first_name=first if last else "",
        last_name=last or first,
        email=question.email,
        phone=question.phone,
        contact_by=ContactBy.EMAIL if question.email else ContactBy.PHONE,
    )


def _what_is_known(question: Question, request: Request) -> dict[str, Any]:
    person = _person(question)
    same = ("first_name", "last_name", "email", "contact_by")
    return {
        "owner": str(request.member.pk),
        **{name: getattr(person, name) for name in same},
        "phone": question.spoken_phone,
        "asked_on": timezone.localdate(question.sent_at),
        "entry": CAME_FROM,
    }
