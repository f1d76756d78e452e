"""Django finds a model only when its package names it; this is the one `__init__` that imports."""

from loketten.tenancy.models.desk import Closure, Desk, DeskLocation, OpeningHours, Weekday
from loketten.tenancy.models.desk_model import DeskModel

__all__ = ["Closure", "Desk", "DeskLocation", "DeskModel", "OpeningHours", "Weekday"]
