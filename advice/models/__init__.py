"""Django finds a model only when its package names it."""

from advice.models.contact import Contact
from advice.models.moved import MovedTalk
from advice.models.note import PrivateNote
from advice.models.session import AdviceSession, EarlierText, SessionTheme
from advice.models.step import NextStep

__all__ = [
    "AdviceSession",
    "Contact",
    "EarlierText",
    "MovedTalk",
    "NextStep",
    "PrivateNote",
    "SessionTheme",
]
