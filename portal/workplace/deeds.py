"""What the access log says, in words a client understands."""

from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Sorts of deeds, to filter by; the values stand in the address."""

    LOOKED = "looked", _("Looked")
    LISTED = "listed", _("Searched and listed")
    WROTE = "wrote", _("Wrote and changed")
    DENIED = "denied", _("Refused")
    DESK = "desk", _("Team and desk")


class Deed(NamedTuple):
    """One action of the log: its sort, and what happened."""

    kind: Kind
    words: Any


DEEDS = {
    "file.viewed": Deed(Kind.LOOKED, _("Looked in the file")),
    "talk.viewed": Deed(Kind.LOOKED, _("Looked at a talk")),
    "trajectory.viewed": Deed(Kind.LOOKED, _("Looked at a trajectory")),
    "client.viewed": Deed(Kind.LOOKED, _("Looked at name and contact")),
    "file_log.viewed": Deed(Kind.LOOKED, _("Looked at who looked")),
    "access_log.viewed": Deed(Kind.LOOKED, _("Looked at the access log")),
    "review.marked": Deed(Kind.LOOKED, _("Read rows of the access log")),
    "review.signed": Deed(Kind.LOOKED, _("Signed off a week of the access log")),
    "watch.explained": Deed(Kind.LOOKED, _("Said why so many files were opened")),
    "watch.stopped": Deed(Kind.DENIED, _("Was stopped after very many files")),
    "day.viewed": Deed(Kind.LISTED, _("Saw the name on the day page")),
    "client.listed": Deed(Kind.LISTED, _("Saw the name in a list or a search")),
    "question.listed": Deed(Kind.LISTED, _("Saw the names of visitors in a list")),
    "question.viewed": Deed(Kind.LOOKED, _("Looked at a question of a visitor")),
    "question.sent": Deed(Kind.WROTE, _("Asked the desk something on the website")),
    "question.taken": Deed(Kind.WROTE, _("Took a question of a visitor")),
    "question.given-back": Deed(Kind.WROTE, _("Gave a question of a visitor back")),
    "question.answered": Deed(Kind.WROTE, _("Answered a question of a visitor")),
    "question.dropped": Deed(Kind.WROTE, _("Closed a question of a visitor without an answer")),
    "question.withdrawn": Deed(Kind.WROTE, _("Withdrew the own question")),
    "question.erased": Deed(Kind.WROTE, _("Erased the names in questions that were answered")),
    "question.joined": Deed(Kind.WROTE, _("Joined a question of a visitor to this client")),
    "question.parted": Deed(Kind.WROTE, _("Parted a question of a visitor from this client")),
    "report.sent": Deed(Kind.WROTE, _("Reported a wrong vacancy on the website")),
    "report.viewed": Deed(Kind.LOOKED, _("Looked at a report of a wrong vacancy")),
    "report.erased": Deed(Kind.WROTE, _("Erased what visitors wrote in reports that were settled")),
    "report.settled": Deed(Kind.WROTE, _("Settled a report of a wrong vacancy")),
    "file.opened": Deed(Kind.WROTE, _("Made the file")),
    "file.described": Deed(Kind.WROTE, _("Changed the situation")),
    "file.closed": Deed(Kind.WROTE, _("Closed the file")),
    "file.reopened": Deed(Kind.WROTE, _("Opened the file again")),
    "file.handed-over": Deed(Kind.WROTE, _("Handed the file over")),
    "file.promises-passed-on": Deed(Kind.WROTE, _("Gave promises in the file to a colleague")),
    "client.edited": Deed(Kind.WROTE, _("Changed name or contact")),
    "talk.logged": Deed(Kind.WROTE, _("Logged a talk")),
    "talk.edited": Deed(Kind.WROTE, _("Changed a talk")),
    "talk.withdrawn": Deed(Kind.WROTE, _("Withdrew a talk")),
    "talk.moved-away": Deed(Kind.WROTE, _("Moved a talk to another file")),
    "talk.moved-in": Deed(Kind.WROTE, _("Moved a talk to this file")),
    "draft.begun": Deed(Kind.WROTE, _("Began to write about a talk")),
    "draft.dropped": Deed(Kind.WROTE, _("Threw a draft away")),
    "draft.expired": Deed(Kind.WROTE, _("Deleted a draft that was a week old")),
    "plan.viewed": Deed(Kind.LOOKED, _("Looked at an appointment")),
    "plan.made": Deed(Kind.WROTE, _("Planned a talk")),
    "plan.changed": Deed(Kind.WROTE, _("Changed an appointment")),
    "plan.no-show": Deed(Kind.WROTE, _("Wrote down that the client did not come")),
    "plan.cancelled": Deed(Kind.WROTE, _("Called an appointment off")),
    "step.viewed": Deed(Kind.LOOKED, _("Looked at a next step")),
    "step.added": Deed(Kind.WROTE, _("Put down a next step")),
    "step.moved": Deed(Kind.WROTE, _("Moved a next step")),
    "step.finished": Deed(Kind.WROTE, _("Finished a next step")),
    "step.reopened": Deed(Kind.WROTE, _("Opened a next step again")),
    "bridge.recorded": Deed(Kind.WROTE, _("Wrote something down on the bridge")),
    "bridge.changed": Deed(Kind.WROTE, _("Changed something on the bridge")),
    "bridge.marked": Deed(Kind.WROTE, _("Said that a plank is missing or not needed")),
    "bridge.lifted": Deed(Kind.WROTE, _("Took back a word about a plank")),
    "trajectory.made": Deed(Kind.WROTE, _("Wrote down a trajectory")),
    "trajectory.edited": Deed(Kind.WROTE, _("Changed a trajectory")),
    "trajectory.agreed": Deed(Kind.WROTE, _("Wrote down the agreement of a trajectory")),
    "trajectory.started": Deed(Kind.WROTE, _("Wrote down the start of a trajectory")),
    "trajectory.completed": Deed(Kind.WROTE, _("Completed a trajectory")),
    "trajectory.stopped": Deed(Kind.WROTE, _("Stopped a trajectory")),
    "aftercare.checked": Deed(Kind.WROTE, _("Wrote down how it goes after placement")),
    "contact.logged": Deed(Kind.WROTE, _("Wrote down a contact without a file")),
    "contact.withdrawn": Deed(Kind.WROTE, _("Took back a contact without a file")),
    "group.listed": Deed(Kind.LISTED, _("Saw the name at a group")),
    "group.logged": Deed(Kind.WROTE, _("Logged a group")),
    "group.edited": Deed(Kind.WROTE, _("Changed a group")),
    "group.withdrawn": Deed(Kind.WROTE, _("Withdrew a group")),
    "group.joined": Deed(Kind.WROTE, _("Added somebody to a group")),
    "group.left": Deed(Kind.WROTE, _("Took somebody out of a group")),
    "employer.added": Deed(Kind.WROTE, _("Added an employer")),
    "employer.edited": Deed(Kind.WROTE, _("Changed an employer")),
    "employer.archived": Deed(Kind.WROTE, _("Put an employer in the archive")),
    "employer.restored": Deed(Kind.WROTE, _("Took an employer out of the archive")),
    "employer-contact.added": Deed(Kind.WROTE, _("Added a contact of an employer")),
    "employer-contact.edited": Deed(Kind.WROTE, _("Changed a contact of an employer")),
    "employer-visit.logged": Deed(Kind.WROTE, _("Wrote down a visit to an employer")),
    "employer-visit.edited": Deed(Kind.WROTE, _("Changed a visit to an employer")),
    "employer-visit.withdrawn": Deed(Kind.WROTE, _("Withdrew a visit to an employer")),
    "employer-step.finished": Deed(Kind.WROTE, _("Finished a next step with an employer")),
    "employer-step.reopened": Deed(Kind.WROTE, _("Opened a next step with an employer again")),
    "recognition.added": Deed(Kind.WROTE, _("Added a recognition of an employer")),
    "recognition.edited": Deed(Kind.WROTE, _("Changed a recognition of an employer")),
    "vacancy.drafted": Deed(Kind.WROTE, _("Made a draft of a vacancy")),
    "vacancy.edited": Deed(Kind.WROTE, _("Changed a vacancy")),
    "vacancy.published": Deed(Kind.WROTE, _("Put a vacancy online")),
    "vacancy.refreshed": Deed(Kind.WROTE, _("Said that a place is still free")),
    "vacancy.closed": Deed(Kind.WROTE, _("Closed a vacancy")),
    "vacancy.ended": Deed(Kind.WROTE, _("Took a vacancy offline after its last day")),
    "vacancy.reminded": Deed(Kind.WROTE, _("Sent a reminder of the last day of a vacancy")),
    "vacancy.reopened": Deed(Kind.WROTE, _("Made a draft of a closed vacancy")),
    "bsn.overruled": Deed(Kind.WROTE, _("Said that nine digits are no citizen service number")),
    "report.downloaded": Deed(Kind.DESK, _("Took a report of the desk along")),
    "import.sent": Deed(Kind.DESK, _("Sent a file to import")),
    "import.checked": Deed(Kind.DESK, _("Had the rows of an import checked")),
    "import.begun": Deed(Kind.DESK, _("Began an import")),
    "import.done": Deed(Kind.WROTE, _("Imported the rows of a file")),
    "import.refused": Deed(Kind.DESK, _("Refused a file that was too heavy; nothing came in")),
    "import.stopped": Deed(Kind.DESK, _("Stopped an import; nothing came in")),
    "import.cancelled": Deed(Kind.DESK, _("Cancelled an import")),
    "export.asked": Deed(Kind.DESK, _("Asked for everything that the desk has")),
    "export.made": Deed(Kind.DESK, _("Made the file with everything that the desk has")),
    "export.downloaded": Deed(Kind.LISTED, _("Took along everything that the desk has")),
    "export.failed": Deed(
        Kind.DESK, _("Could not make the file with everything that the desk has")
    ),
    "export.cancelled": Deed(Kind.DESK, _("Cancelled an export, or deleted its file")),
    "export.expired": Deed(Kind.DESK, _("Deleted the file of an export after a day")),
    "access.denied": Deed(Kind.DENIED, _("Was refused")),
    "cover.arranged": Deed(Kind.DESK, _("Arranged who stands in for a colleague")),
    "cover.ended": Deed(Kind.DESK, _("Ended standing in for a colleague")),
    "membership.changed": Deed(Kind.DESK, _("Changed a colleague's roles or end date")),
    "membership.ended": Deed(Kind.DESK, _("Ended a colleague's access")),
    "invitation.sent": Deed(Kind.DESK, _("Invited somebody")),
    "invitation.sent_again": Deed(Kind.DESK, _("Sent an invitation again")),
    "invitation.withdrawn": Deed(Kind.DESK, _("Withdrew an invitation")),
    "invitation.accepted": Deed(Kind.DESK, _("Accepted an invitation")),
    "template.added": Deed(Kind.DESK, _("Made a template for talks")),
    "template.changed": Deed(Kind.DESK, _("Changed a template for talks")),
    "template.removed": Deed(Kind.DESK, _("Deleted a template for talks")),
    "news.read": Deed(Kind.DESK, _("Put news of the national team away")),
    "desk.opened": Deed(Kind.DESK, _("Opened the desk")),
    "desk.opening_moved": Deed(Kind.DESK, _("Moved the first day of the desk")),
    "desk.mended": Deed(Kind.DESK, _("Changed the desk by hand")),
    "desk.renamed": Deed(Kind.DESK, _("Renamed the desk")),
    "desk.paused": Deed(Kind.DESK, _("Paused the desk")),
    "desk.resumed": Deed(Kind.DESK, _("Ended the pause of the desk")),
    "desk.closed": Deed(Kind.DESK, _("Chose the last day of the desk")),
    "desk.reopened": Deed(Kind.DESK, _("Took the end of the desk back")),
    "desk.changed": Deed(Kind.DESK, _("Changed the settings of the desk")),
    "location.added": Deed(Kind.DESK, _("Added a location")),
    "location.changed": Deed(Kind.DESK, _("Changed a location")),
    "location.removed": Deed(Kind.DESK, _("Removed a location")),
    "hours.changed": Deed(Kind.DESK, _("Changed the opening hours")),
    "calendar.made": Deed(Kind.DESK, _("Made a link to the own calendar")),
    "calendar.ended": Deed(Kind.DESK, _("Ended the link to the own calendar")),
    "calendar.read": Deed(Kind.LISTED, _("Saw client numbers in the own calendar")),
    "desk-key.made": Deed(Kind.DESK, _("Made a key for another system")),
    "desk-key.replaced": Deed(Kind.DESK, _("Replaced a key of another system")),
    "desk-key.ended": Deed(Kind.DESK, _("Ended a key of another system")),
    "system.stopped": Deed(Kind.DENIED, _("A connected system was stopped after very many files")),
    "closure.added": Deed(Kind.DESK, _("Added days on which the desk is closed")),
    "closure.removed": Deed(Kind.DESK, _("Removed days on which the desk is closed")),
}


def actions_of(kind: Kind) -> list[str]:
    return [action for action, deed in DEEDS.items() if deed.kind is kind]


def words_of(action: str) -> str:
    """The action itself when a later release wrote it."""
    return str(DEEDS[action].words) if action in DEEDS else action
