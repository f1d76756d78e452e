"""Django finds a model only when its package names it."""

from loketten.accounts.models.cover import Cover
from loketten.accounts.models.desk_key import DeskKey
from loketten.accounts.models.invitation import Invitation, Token
from loketten.accounts.models.membership import Membership, Organisation
from loketten.accounts.models.news import News, NewsRead
from loketten.accounts.models.user import User

__all__ = [
    "Cover",
    "DeskKey",
    "Invitation",
    "Membership",
    "News",
    "NewsRead",
    "Organisation",
    "Token",
    "User",
]
