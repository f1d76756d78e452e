"""Django finds a model only when its package names it."""

from portal.exchange.models.exports import Export, ExportPart
from portal.exchange.models.imports import Import, ImportRow

__all__ = ["Export", "ExportPart", "Import", "ImportRow"]
