"""What is known of somebody, as a form or a feed hands it over."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from clients.choices import ContactBy
from loketten.kit.spelling import fold


@dataclass(frozen=True, kw_only=True)
class Person:
    """Already cleaned: one line, plain phone number, lower-case address."""

    last_name: str
    first_name: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    email: str = ""
    phone: str = ""
    contact_by: str = ContactBy.NONE
    language_id: str | None = None
    needs_interpreter: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """What stands in the row of the client."""
        return asdict(self)

    @property
    def free_texts(self) -> dict[str, str]:
        """Everything that somebody typed freely, by the name of its field."""
        return {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "email": self.email,
        }

    @property
    def search_key(self) -> str:
        return fold(f"{self.first_name} {self.last_name}")[:120]

    @property
    def birth(self) -> date | int | None:
        return self.birth_date or self.birth_year
