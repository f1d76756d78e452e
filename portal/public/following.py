"""The page behind a visitor's link: how far the desk is. It never ends without a next step."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import entrance_view
from loketten.accounts.models import Token
from loketten.tenancy.context import at_desk
from loketten.ui.parts import Step
from vacancies.actions.ask import withdraw
from vacancies.choices import AnswerState
from vacancies.links import Question, question_behind, token_behind
from vacancies.waiting import answer_by


@entrance_view
def sent(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking never uses the link up: mail scanners look too."""
    token, question = _look(secret)
    if token is None or token.desk is None or question is None:
        return _unseen(_gone(request, token))
    last_day = answer_by(
        timezone.localdate(question.sent_at),
        working_days=settings.ANSWER_WORKING_DAYS,
        closures=token.desk.closure_set.all(),
    )
    context = {
        "question": question,
        "desk": token.desk,
        "phone": _phone(token),
        "last_day": last_day,
        "is_late": timezone.localdate() > last_day,
        "steps": _steps(question),
        "secret": secret,
    }
    response = _unseen(render(request, "public/sent.html", context))
    # The secret in this address is told to nobody. (A page with a form cannot do this: its browser
    # would not say either where the form comes from.)
    response["Referrer-Policy"] = "no-referrer"
    return response


@entrance_view
def withdraw_sent(request: HttpRequest, secret: str) -> HttpResponse:
    """Asks first, because the name and the address are gone at once."""
    token, question = _look(secret)
    if token is None or token.desk is None or question is None:
        return _unseen(_gone(request, token))
    if question.erased_at is not None:
        return redirect("public:sent", secret=secret)
    if request.method == "POST":
        with at_desk(token.desk.pk):
            withdraw(question)
        return redirect("public:sent", secret=secret)
    context = {"question": question, "desk": token.desk, "secret": secret}
    return _unseen(render(request, "public/withdraw_sent.html", context))


def _look(secret: str) -> tuple[Token | None, Question | None]:
    token = token_behind(secret)
    if token is None or token.desk_id is None or token.expires_at <= timezone.now():
        return token, None
    with at_desk(token.desk_id):
        return token, question_behind(token)


def _gone(request: HttpRequest, token: Token | None) -> HttpResponse:
    context = {"desk": token.desk if token else None, "phone": _phone(token)}
    return render(request, "public/sent_gone.html", context, status=410 if token else 404)


def _phone(token: Token | None) -> str:
    desk = token.desk if token else None
    return desk.phone if desk and desk.phone else str(settings.HELP_PHONE)


def _steps(question: Question) -> list[Step]:
    """Three steps; nothing to go through when it was withdrawn or not answered."""
    state = question.state
    if state in {AnswerState.DROPPED, AnswerState.WITHDRAWN}:
        return []
    places = [AnswerState.NEW, AnswerState.TAKEN, AnswerState.DONE]
    words = [_("Received"), _("Somebody is on it"), _("Answered")]
    here = places.index(AnswerState(state))
    is_end = state == AnswerState.DONE
    return [
        Step(label, is_done=number < here or is_end, is_current=number == here)
        for number, label in enumerate(words)
    ]


def _unseen(response: HttpResponse) -> HttpResponse:
    """No search engine keeps an address with a secret."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
