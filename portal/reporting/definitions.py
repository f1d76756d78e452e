"""Every figure in one place: what it is, whom it is about, and who answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.models import Audience
from loketten.tenancy.thresholds import threshold_on
from loketten.ui.parts import CertificateLine
from portal.reporting.choices import Table

# Raised when a definition changes; each publication keeps the number under which it was made.
VERSION = 2
# A median of fewer people would say something of one of them.
PEOPLE_FOR_A_MEDIAN = 10


@dataclass(frozen=True)
class Figure:
    """`what` is the formula in words, `who` the people it covers."""

    key: str
    name: Any
    what: Any
    who: Any


FIGURES = {
    figure.key: figure
    for figure in (
        Figure(
            "live",
            _("Talks this year"),
            _("Talks with a date in this calendar year that were not withdrawn."),
            _("Everybody with a file at a desk. Moves within seconds; all other figures do not."),
        ),
        Figure(
            Table.TALKS,
            _("Talks"),
            _(
                "Talks with a date in the month, written down before the 8th of the next month and "
                "not withdrawn by then."
            ),
            _("Everybody with a file at a desk."),
        ),
        Figure(
            "files",
            _("Files"),
            _(
                "Clients with at least one such talk in the period. Somebody counts once at each "
                "desk where she came, so one person can be two files."
            ),
            _("Everybody with a file at a desk."),
        ),
        Figure(
            Table.FILES_OPENED,
            _("New files"),
            _("Files that were opened in the month."),
            _("Everybody who got a file."),
        ),
        Figure(
            Table.CONTACTS,
            _("Contacts without a file"),
            _("Questions with a day in the month that were answered without a file."),
            _("Everybody who asked something. Somebody who asked twice counts twice."),
        ),
        Figure(
            Table.GROUPS,
            _("People in groups"),
            _(
                "People who were counted at a talk with a group: a class, a workshop, a visit to a "
                "company. A group is no talk; who has a file and sat in it is one of the heads."
            ),
            _("Everybody in the room. Somebody who came twice counts twice."),
        ),
        Figure(
            Table.STARTED,
            _("Trajectories started"),
            _(
                "Learn-work trajectories that began in the month, written down before the 8th of "
                "the next. One that stops later stays a start."
            ),
            _("Everybody with a file who began to learn and work."),
        ),
        Figure(
            Table.COMPLETED,
            _("Trajectories completed"),
            _("Learn-work trajectories that reached their end in the month."),
            _("Everybody with a file who learned and worked."),
        ),
        Figure(
            Table.STOPPED,
            _("Trajectories stopped"),
            _("Learn-work trajectories that ended early in the month, before the start as well."),
            _("Everybody with a file who had a trajectory."),
        ),
        Figure(
            Table.PLACES,
            _("New vacancies"),
            _("Vacancies that came online for the first time in the month."),
            _("Nobody: a vacancy is public, so this number is always shown."),
        ),
        Figure(
            Table.FILLED,
            _("Vacancies filled through a desk"),
            _("Vacancies that were closed in the month because the desk found somebody."),
            _("Everybody who was found; one vacancy counts as one."),
        ),
        Figure(
            Table.WAITING,
            _("Waiting time to the first talk"),
            _(
                "Whole weeks between the day somebody asked for advice and the first talk. The "
                "middle one: half of the people waited shorter or as long."
            ),
            _("Everybody whose first talk was in the period, from ten people on."),
        ),
        Figure(
            Table.THEME,
            _("Themes"),
            _("Talks per theme. A talk with two themes counts for both."),
            _("Talks with at least one theme."),
        ),
        Figure(Table.CHANNEL, _("Channels"), _("Talks by how they were held."), _("Every talk.")),
        Figure(Table.KIND, _("Kinds of talk"), _("Talks by their kind."), _("Every talk.")),
        Figure(
            Table.OUTCOME,
            _("Outcomes"),
            _("Talks by what came out of them, as the counselor wrote it down."),
            _("Every talk; those without an outcome have a row of their own."),
        ),
        Figure(
            Table.LATE,
            _("Reported late"),
            _(
                "Talks of the year that were written down after their month was published. Fixed "
                "with December; they stand in no other published figure."
            ),
            _("Everybody with a file at a desk."),
        ),
    )
}


def certificate(key: str, *, fresh: str, number: str) -> Sequence[CertificateLine]:
    """The birth certificate of one figure on a page."""
    figure = FIGURES[key]
    return [
        CertificateLine(gettext("What"), str(figure.what)),
        CertificateLine(gettext("Who"), str(figure.who)),
        CertificateLine(gettext("Version"), str(VERSION)),
        CertificateLine(gettext("Fresh"), fresh),
        CertificateLine(gettext("Number"), number),
        CertificateLine(gettext("Owner"), gettext("National team")),
    ]


def explanation() -> dict[str, Any]:
    """What a page needs that says how we count."""
    return {
        "figures": FIGURES.values(),
        "version": VERSION,
        "threshold": threshold(),
        "threshold_public": threshold(is_public=True),
        "median": PEOPLE_FOR_A_MEDIAN,
    }


def threshold(*, is_public: bool = False) -> int:
    """Fewer people than this are not shown, in what is published or counted today."""
    audience = Audience.PUBLIC if is_public else Audience.TEAM
    return threshold_on(timezone.localdate(), audience)
