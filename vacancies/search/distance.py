"""Distances as the crow flies, on the columns of a listing."""

from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField, Q, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from vacancies.search.origin import Origin

_EARTH_KM = 6371.0
_KM_A_DEGREE = 111.2


def distance_from(origin: Origin) -> Any:
    """In kilometres; NULL for a listing of which we do not know the point."""
    half = Value(2.0)
    across = Power(Sin((Radians(F("lat")) - Value(radians(origin.lat))) / half), 2)
    along = Power(Sin((Radians(F("lon")) - Value(radians(origin.lon))) / half), 2)
    both = across + Value(cos(radians(origin.lat))) * Cos(Radians(F("lat"))) * along
    arc = ASin(Sqrt(Least(Value(1.0), both)))
    return ExpressionWrapper(Value(2 * _EARTH_KM) * arc, output_field=FloatField())


def apart_km(origin: Origin, lat: float | None, lon: float | None) -> float | None:
    """The same for one point; None for a listing of which we do not know it."""
    if lat is None or lon is None:
        return None
    across = sin(radians(lat - origin.lat) / 2) ** 2
    along = sin(radians(lon - origin.lon) / 2) ** 2
    both = across + cos(radians(origin.lat)) * cos(radians(lat)) * along
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, both)))


def box_around(origin: Origin, km: int) -> Q:
    """A square that holds the circle, so that an index can help."""
    north = km / _KM_A_DEGREE
    east = north / cos(radians(origin.lat))
    return Q(
        lat__range=(origin.lat - north, origin.lat + north),
        lon__range=(origin.lon - east, origin.lon + east),
    )
