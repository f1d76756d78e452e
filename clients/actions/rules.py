"""Rules that more than one action keeps."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.counselors import can_own_files
from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.kit.errors import DomainError

FIRST_QUESTION = date(2005, 1, 1)


class NotACounselor(DomainError):
    """A file belongs to somebody who can log talks in it."""

    message = _("Choose a counselor who works at this desk.")


class QuestionInFuture(DomainError):
    message = _("This day has not come yet. Fill in the day of the question.")


class QuestionTooOld(DomainError):
    message = _("The desks exist since 2005. Fill in a later day.")


class QuestionAfterOpening(DomainError):
    message = _("The file was opened before this day. Fill in an earlier day.")


class FileIsClosed(DomainError):
    message = _("This file is closed. Reopen it first.")


class FileIsOpen(DomainError):
    message = _("This file is open already.")


def check_owner(owner: Membership) -> None:
    if not can_own_files(owner):
        raise NotACounselor


def check_asked_on(day: date, *, opened_on: date) -> None:
    """A question comes before its file, and not before there were desks."""
    if day > timezone.localdate():
        raise QuestionInFuture
    if day < FIRST_QUESTION:
        raise QuestionTooOld
    if day > opened_on:
        raise QuestionAfterOpening


def current_file(client: Any) -> ClientFile:
    """The open file, or the one that was closed last."""
    file: ClientFile = ClientFile.objects.filter(client=client).current_first()[:1].get()
    return file
