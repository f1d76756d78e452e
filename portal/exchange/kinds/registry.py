"""Which kind reads which file."""

from portal.exchange.choices import ImportKind
from portal.exchange.kinds.base import Kind
from portal.exchange.kinds.clients import Clients
from portal.exchange.kinds.employers import Employers
from portal.exchange.kinds.vacancies import Vacancies
from portal.exchange.models import Import

KINDS: dict[str, type[Kind]] = {
    ImportKind.CLIENTS: Clients,
    ImportKind.EMPLOYERS: Employers,
    ImportKind.VACANCIES: Vacancies,
}


def kind_of(run: Import) -> Kind:
    """Ready to read its rows."""
    return KINDS[run.kind](run)
