"""Django finds a model only when its package names it."""

from advice.models.contact import Contact
from advice.models.draft import TalkDraft
from advice.models.group import EarlierGroupText, GroupParticipant, GroupTalk
from advice.models.joined import JoinedRequest
from advice.models.moved import MovedTalk
from advice.models.note import PrivateNote
from advice.models.planned import PlannedTalk
from advice.models.session import AdviceSession, EarlierText, SessionTheme
from advice.models.step import NextStep, StepChange
from advice.models.template import TalkTemplate

__all__ = [
    "AdviceSession",
    "Contact",
    "EarlierGroupText",
    "EarlierText",
    "GroupParticipant",
    "GroupTalk",
    "JoinedRequest",
    "MovedTalk",
    "NextStep",
    "PlannedTalk",
    "PrivateNote",
    "SessionTheme",
    "StepChange",
    "TalkDraft",
    "TalkTemplate",
]
