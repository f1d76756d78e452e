"""The mails of vacancies: effects of the outbox, which name rows by number alone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.addresses import absolute
from loketten.accounts.mail import send
from loketten.accounts.models import Membership
from loketten.audit import outbox
from loketten.tenancy.models import Desk
from vacancies.choices import VacancyState
from vacancies.links import secret_of
from vacancies.models import DeskRequest, Interest, Vacancy
from vacancies.waiting import answer_by


@outbox.effect("vacancies.request_sent")
def confirm_request(*, message_id: UUID, question_id: int) -> None:
    _confirm(DeskRequest.objects.filter(pk=question_id).first(), message_id=message_id)


@outbox.effect("vacancies.interest_sent")
def confirm_interest(*, message_id: UUID, question_id: int) -> None:
    _confirm(Interest.objects.filter(pk=question_id).first(), message_id=message_id)


def _confirm(question: Any, *, message_id: UUID) -> None:
    """Nothing of what was typed is in the mail: the address may be somebody else's. Withdrawn
    in between: there is nobody left to write to."""
    if question is None or not question.email:
        return
    desk = Desk.objects.defer("logo").get(pk=question.desk_id)
    last_day = answer_by(
        timezone.localdate(question.sent_at),
        working_days=settings.ANSWER_WORKING_DAYS,
        closures=desk.closure_set.all(),
    )
    language = question.language
    send(
        "vacancies/email/question_sent",
        to=question.email,
        subject=_("We have received your question"),
        language=language,
        message_id=message_id,
        context={
            "desk": desk,
            "last_day": last_day,
            "url": absolute(
                "public:sent", language=language, kwargs={"secret": secret_of(question)}
            ),
        },
        reply_to=desk.email,
    )


@outbox.effect("vacancies.ends_soon")
def send_ends_soon(*, message_id: UUID, vacancy_id: int) -> None:
    """To the owner; when she has left, to the desk. Silent when it was refreshed or closed."""
    related = Vacancy.objects.select_related("owner__user", "employer", "desk")
    vacancy = related.filter(pk=vacancy_id, state=VacancyState.PUBLISHED).first()
    if vacancy is None or vacancy.reminded_of != vacancy.expires_on:
        return
    is_here = Membership.objects.active().filter(pk=vacancy.owner_id).exists()
    to = vacancy.owner.user.email if is_here else vacancy.desk.email
    if not to:
        return
    language = vacancy.owner.user.language if is_here else "nl"
    kwargs = {"desk": vacancy.desk.slug, "vacancy": vacancy.public_id}
    send(
        "vacancies/email/ends_soon",
        to=to,
        subject=_("A vacancy goes offline soon"),
        language=language,
        message_id=message_id,
        context={
            "vacancy": vacancy,
            "url": absolute("workplace:vacancy", language=language, kwargs=kwargs),
        },
    )
