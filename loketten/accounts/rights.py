"""The one table of who may do what; views, menus and the access tests all read it here."""

from collections.abc import Iterable
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles at a desk. Employer, school and client are roles of later issues."""

    RECEPTION = "reception", _("Reception")
    COUNSELOR = "counselor", _("Counselor")
    MANAGER = "manager", _("Desk manager")
    PRIVACY = "privacy", _("Privacy officer")


class NationalRole(models.TextChoices):
    """Roles above the desks: none of them reaches a tenant row."""

    ANALYST = "analyst", _("National analyst")
    ADMINISTRATOR = "administrator", _("Platform administrator")


class Right(StrEnum):
    """What a view asks for."""

    ENTER_DESK = "enter-desk"
    FIND_CLIENTS = "find-clients"
    OPEN_FILES = "open-files"
    READ_FILES = "read-files"
    EDIT_FILES = "edit-files"
    WRITE_TALKS = "write-talks"
    MOVE_TALKS = "move-talks"
    ANSWER_REQUESTS = "answer-requests"
    MANAGE_PLACES = "manage-places"
    MANAGE_TEAM = "manage-team"
    MANAGE_DESK = "manage-desk"
    READ_DESK_FIGURES = "read-desk-figures"
    EXPORT_DESK = "export-desk"
    IMPORT_DESK = "import-desk"
    READ_ACCESS_LOG = "read-access-log"
    READ_NATIONAL_FIGURES = "read-national-figures"
    MANAGE_DESKS = "manage-desks"


_RECEPTION = {Right.ENTER_DESK, Right.FIND_CLIENTS, Right.OPEN_FILES, Right.ANSWER_REQUESTS}
_COUNSELOR = {
    *_RECEPTION,
    Right.READ_FILES,
    Right.EDIT_FILES,
    Right.WRITE_TALKS,
    Right.MANAGE_PLACES,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.RECEPTION: frozenset(_RECEPTION),
    Role.COUNSELOR: frozenset(_COUNSELOR),
    Role.MANAGER: frozenset(
        {
            Right.ENTER_DESK,
            Right.FIND_CLIENTS,
            Right.OPEN_FILES,
            Right.READ_FILES,
            Right.EDIT_FILES,
            Right.MOVE_TALKS,
            Right.ANSWER_REQUESTS,
            Right.MANAGE_PLACES,
            Right.MANAGE_TEAM,
            Right.MANAGE_DESK,
            Right.READ_DESK_FIGURES,
            Right.EXPORT_DESK,
            Right.IMPORT_DESK,
            Right.READ_ACCESS_LOG,
        }
    ),
    Role.PRIVACY: frozenset({Right.ENTER_DESK, Right.READ_ACCESS_LOG}),
}

NATIONAL_RIGHTS: dict[NationalRole, frozenset[Right]] = {
    NationalRole.ANALYST: frozenset({Right.READ_NATIONAL_FIGURES}),
    NationalRole.ADMINISTRATOR: frozenset({Right.MANAGE_DESKS}),
}

# The work of a desk, which stops while it is paused or closed: with these rights its people then
# read, and write nothing. Team, settings, figures and the review of the access log go on.
STOPS_AT_REST = frozenset(
    {
        Right.OPEN_FILES,
        Right.READ_FILES,
        Right.EDIT_FILES,
        Right.WRITE_TALKS,
        Right.MOVE_TALKS,
        Right.ANSWER_REQUESTS,
        Right.MANAGE_PLACES,
        Right.IMPORT_DESK,
    }
)


def rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Rights of several desk roles add up."""
    return frozenset().union(*(RIGHTS[Role(role)] for role in roles))


def national_rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Rights of several national roles add up."""
    return frozenset().union(*(NATIONAL_RIGHTS[NationalRole(role)] for role in roles))
