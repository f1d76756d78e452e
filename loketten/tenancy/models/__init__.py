"""Django finds a model only when its package names it; this is the one `__init__` that imports."""

from loketten.tenancy.models.codes import Code, CodeList, label_column
from loketten.tenancy.models.desk import (
    Closure,
    Desk,
    DeskLocation,
    DeskState,
    FormerSlug,
    OpeningHours,
    Weekday,
)
from loketten.tenancy.models.desk_model import DeskModel
from loketten.tenancy.models.reference import (
    Municipality,
    MunicipalitySuccessor,
    Occupation,
    Place,
    PlaceAlias,
    PostcodePoint,
    PostcodeRange,
    Qualification,
    ReferenceEdition,
    Region,
    RegionMembership,
    RegionName,
)
from loketten.tenancy.models.threshold import Audience, Threshold

__all__ = [
    "Audience",
    "Closure",
    "Code",
    "CodeList",
    "Desk",
    "DeskLocation",
    "DeskModel",
    "DeskState",
    "FormerSlug",
    "Municipality",
    "MunicipalitySuccessor",
    "Occupation",
    "OpeningHours",
    "Place",
    "PlaceAlias",
    "PostcodePoint",
    "PostcodeRange",
    "Qualification",
    "ReferenceEdition",
    "Region",
    "RegionMembership",
    "RegionName",
    "Threshold",
    "Weekday",
    "label_column",
]
