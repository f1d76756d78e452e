"""What people call a column of which the model has no words of its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

HEADINGS: dict[str, Any] = {
    "id": _("ID"),
    "action": _("what happened"),
    "actor_id": _("number of who did it"),
    "actor_kind": _("kind of person who did it"),
    "answered_at": _("answered at"),
    "answered_by": _("answered by"),
    "archived_at": _("in the archive since"),
    "at": _("when"),
    "by": _("by"),
    "changed_fields": _("what was changed"),
    "channel": _("how"),
    "check_done": _("aftercare check"),
    "client": _("client"),
    "closed_on": _("closed on"),
    "done_at": _("done at"),
    "done_by": _("done by whom"),
    "doubtful": _("rows to look into"),
    "due_on": _("due on"),
    "employer": _("employer"),
    "ended_at": _("ended at"),
    "entry": _("row of the access log"),
    "erased_at": _("erased at"),
    "file": _("file"),
    "first_published_at": _("first online at"),
    "from_due_on": _("was due on"),
    "from_file": _("from file"),
    "from_owner": _("was for"),
    "from_what": _("was"),
    "group": _("group"),
    "is_outside_caseload": _("outside the own caseload"),
    "kind": _("kind"),
    "language": _("language"),
    "lifted_at": _("taken back at"),
    "looks": _("rows of that week"),
    "made_at": _("made at"),
    "moment": _("moment"),
    "object_id": _("number of what it was about"),
    "object_kind": _("kind of what it was about"),
    "outcome": _("outcome"),
    "own_unread": _("own rows that nobody else could read"),
    "owner": _("counselor"),
    "plank": _("plank"),
    "position": _("place in the list"),
    "read": _("rows that were read"),
    "reason": _("reason"),
    "recognition": _("recognition"),
    "refreshed_at": _("free according to the desk at"),
    "region": _("region"),
    "reminded_of": _("reminded of the last day"),
    "replaced_at": _("replaced at"),
    "replaced_by": _("replaced by"),
    "request": _("question"),
    "sent_at": _("sent at"),
    "session": _("talk"),
    "settled_at": _("settled at"),
    "settled_by": _("settled by"),
    "shown_id": _("number of who was shown"),
    "signed_at": _("signed at"),
    "signed_by": _("signed by"),
    "state": _("state"),
    "step": _("next step"),
    "summary": _("summary"),
    "themes": _("themes"),
    "to": _("to"),
    "to_due_on": _("became due on"),
    "to_file": _("to file"),
    "to_owner": _("became for"),
    "to_what": _("became"),
    "trajectory": _("trajectory"),
    "user": _("name"),
    "vacancy": _("vacancy"),
    "verdict": _("verdict"),
    "version": _("version"),
    "visit": _("visit"),
    "week": _("week of"),
    "withdrawn_at": _("withdrawn at"),
    "withdrawn_by": _("withdrawn by"),
    "written_at": _("written at"),
}


def heading_of(field: Any) -> str:
    """In the language of the reader, with a capital."""
    words = str(field.verbose_name if has_own_words(field) else HEADINGS[field.name])
    return words[:1].upper() + words[1:]


def has_own_words(field: Any) -> bool:
    """Where nobody gave a field any, Django's are its name in the code."""
    return field._verbose_name is not None and field.name != "id"
