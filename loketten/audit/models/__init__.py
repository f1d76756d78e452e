"""Django finds a model only when its package names it."""

from loketten.audit.models.entry import Entry, PlatformEntry, PlatformSeal, Seal, Shown
from loketten.audit.models.outbox import Outbox, PlatformOutbox

__all__ = ["Entry", "Outbox", "PlatformEntry", "PlatformOutbox", "PlatformSeal", "Seal", "Shown"]
