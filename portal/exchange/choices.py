from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportKind(models.TextChoices):
    """What a file holds."""

    CLIENTS = "clients", _("Clients")
    EMPLOYERS = "employers", _("Employers")
    VACANCIES = "vacancies", _("Vacancies")


class ImportState(models.TextChoices):
    """How far an import is. Until it is done nothing of the file stands anywhere else."""

    SENT = "sent", _("File received")
    CHECKING = "checking", _("Rows are being checked")
    CHECKED = "checked", _("Ready to be imported")
    QUEUED = "queued", _("Being imported")
    DONE = "done", _("Imported")
    STOPPED = "stopped", _("Stopped, nothing imported")
    CANCELLED = "cancelled", _("Cancelled")
    REFUSED = "refused", _("Refused, nothing imported")


class Verdict(models.TextChoices):
    """What the check says of one row."""

    UNREAD = "unread", _("Not checked yet")
    NEW = "new", _("New")
    DOUBLE = "double", _("Looks like one that you have")
    WRONG = "wrong", _("Wrong")


class Doubles(models.TextChoices):
    """What happens to rows that look like something that is there already."""

    SKIP = "skip", _("Leave them out")
    MAKE = "make", _("Import them too, as others")


class Purpose(models.TextChoices):
    """Why somebody takes everything along."""

    MOVE = "move", _("We move to another system")
    RESEARCH = "research", _("A study or an audit asks for it")
    QUESTION = "question", _("The municipality or another partner asks for it")
    CLOSING = "closing", _("The desk closes or merges")
    OTHER = "other", _("Something else")


class ExportState(models.TextChoices):
    QUEUED = "queued", _("Being made")
    READY = "ready", _("Ready")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Expired")


# An import that somebody still has to do something with, or that is under way.
OPEN_IMPORTS = (
    ImportState.SENT,
    ImportState.CHECKING,
    ImportState.CHECKED,
    ImportState.QUEUED,
    ImportState.STOPPED,
)
