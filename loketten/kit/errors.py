"""The base of every broken rule."""

from typing import Any


class DomainError(Exception):
    """A rule of the trade said no; `message` tells the reader why, and what to do instead."""

    message: Any = ""

    def __str__(self) -> str:
        return str(self.message)
