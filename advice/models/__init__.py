"""Django finds a model only when its package names it."""

from advice.models.session import AdviceSession, EarlierText, SessionTheme
from advice.models.note import PrivateNote
from advice.models.step import NextStep

__all__ = ["AdviceSession", "EarlierText", "NextStep", "PrivateNote", "SessionTheme"]
