"""What is counted, and what can be said of a cell."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Table(models.TextChoices):
    """The published tables; `docs/figures.md` lists what adds up to what."""

    TALKS = "talks", _("Talks")
    FILES_OPENED = "files-opened", _("New files")
    CONTACTS = "contacts", _("Contacts without a file")
    GROUPS = "groups", _("People in groups")
    STARTED = "started", _("Trajectories started")
    COMPLETED = "completed", _("Trajectories completed")
    STOPPED = "stopped", _("Trajectories stopped")
    PLACES = "places", _("New vacancies")
    FILLED = "filled", _("Vacancies filled through a desk")
    WAITING = "waiting", _("Waiting time")
    THEME = "theme", _("Themes")
    CHANNEL = "channel", _("Channels")
    KIND = "kind", _("Kinds of talk")
    OUTCOME = "outcome", _("Outcomes")
    LATE = "late", _("Reported late")


# One number a region, which add up to the country.
PLAIN_TREES = (
    Table.FILES_OPENED,
    Table.CONTACTS,
    Table.GROUPS,
    Table.STARTED,
    Table.COMPLETED,
    Table.STOPPED,
    Table.PLACES,
    Table.FILLED,
)
TREES = (Table.TALKS, *PLAIN_TREES, Table.WAITING)
# Everybody can read which vacancy went offline; that a desk filled it would tell who helped whom.
NEVER_PUBLIC = frozenset({Table.FILLED})
# A talk stands in one row of each of these.
SINGLE_GRIDS = (Table.CHANNEL, Table.KIND, Table.OUTCOME)
# A talk may have several themes, or none.
GRIDS = (*SINGLE_GRIDS, Table.THEME)


class State(models.TextChoices):
    """Why a cell shows what it shows; the last three are not 0."""

    SHOWN = "shown", _("shown")
    WITHHELD = "withheld", _("not shown")
    NOT_REPORTED = "not-reported", _("not reported")
    NOT_LIVE = "not-live", _("not live yet")


class Language(models.TextChoices):
    """Each report is made in both: who reads it is not always who asked for it."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


class ReportKind(models.TextChoices):
    PDF = "pdf", _("PDF")
    XLSX = "xlsx", _("Excel")
