"""Django finds a model only when its package names it."""

from clients.models.client import Client, NumberSeries
from clients.models.file import ClientFile, FileEvent, FileTargetGroup

__all__ = ["Client", "ClientFile", "FileEvent", "FileTargetGroup", "NumberSeries"]
