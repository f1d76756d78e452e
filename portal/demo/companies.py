"""Invented companies with places to learn and work, worked out before a row is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import TypeVar

from loketten.tenancy.models import (
    Occupation,
    PostcodePoint,
    PostcodeRange,
    Qualification,
    RegionMembership,
)
from portal.demo.ads import Ad, Trade, trades, write_ad
from portal.demo.desks import DemoDesk
from portal.demo.people import FIRST_NAMES, LAST_NAMES
from vacancies.choices import ClosedHow, PayPer, VacancyState
from vacancies.routes import needs_recognition

Choice = TypeVar("Choice")
PLACES_A_COMPANY = 5
FOUR_YEARS = timedelta(days=4 * 365)
SECOND_NAMES = (
    "De Linde", "Het Anker", "Veldzicht", "De Brug", "Zonnehof", "Noorderlicht", "De Wilg",
    "Waterkant", "Het Kompas", "De Meent", "Oosterpoort", "Heidebloem", "De Horizon", "Lindelaan",
    "De Molen", "Vaartzicht", "De Es", "Kerkpad", "Het Baken", "Zuiderzon", "De Rietkraag",
    "Populier", "De Ploeg", "Westerdiep", "Het Palet", "Duinrand", "De Kade", "Meerwijk",
    "De Akker", "Berkenhof", "Het Span", "Rivierzicht", "De Schakel", "Bosrand", "De Kiem",
)  # fmt: skip
STREETS = ("Werkpad", "Ambachtsweg", "Leerhof", "Handelskade", "Lindehof", "Stationshof")
VISITS = (
    "We hebben de werkplek bekeken. Er is ruimte voor twee mensen in het najaar.",
    "De praktijkopleider wil graag een training volgen. Wij zoeken uit wie dat betaalt.",
    "De vorige leerling is geslaagd en blijft in dienst.",
    "Het bedrijf twijfelt over de begeleiding. We hebben de derde leerweg uitgelegd.",
    "Er is vraag naar mensen die nog Nederlands leren; we vragen het taalhuis mee.",
)
ROUTES = {
    "route.bbl": 9,
    "route.third-way-statement": 3,
    "route.third-way-certificate": 2,
    "route.third-way-diploma": 2,
    "route.bol": 1,
    "route.sector-training": 2,
    "route.regional": 1,
    "route.career-change": 1,
}
FREE_ROUTES = {"route.sector-training": 4, "route.career-change": 3, "route.regional": 2}
# Routes that end with a whole diploma.
WITH_LEVEL = {"route.bbl", "route.bol", "route.third-way-diploma"}
HOURS = ((32, 36), (24, 32), (36, 40), (20, 28), (16, 24), (32, 32))
STATES = {VacancyState.PUBLISHED: 60, VacancyState.CLOSED: 34, VacancyState.DRAFT: 6}
CLOSINGS = {
    ClosedHow.THROUGH_US: 8,
    ClosedHow.ELSEWHERE: 5,
    ClosedHow.EXPIRED: 5,
    ClosedHow.STOPPED: 2,
}


@dataclass(frozen=True)
class Spot:
    """A postcode of the region, with the municipality in which it lies."""

    postcode: str
    city: str
    municipality_id: str
    lat: float
    lon: float


@dataclass(frozen=True)
class PlacePlan:
    """One vacancy; a draft has no day on which it went online."""

    ad: Ad
    occupation: Occupation
    route: str
    mbo_level: int | None
    qualification: Qualification | None
    spot: Spot
    hours: tuple[int, int]
    in_evening: bool
    needs_no_diploma: bool
    pay: tuple[Decimal, Decimal | None, PayPer] | None
    starts_on: date | None
    apply_by: date | None
    places: int
    state: VacancyState
    online_on: date | None
    closing: tuple[date, ClosedHow] | None


@dataclass(frozen=True)
class CompanyPlan:
    name: str
    sector: str
    kvk: str
    street: str
    spot: Spot
    contact: str
    phone: str
    # The qualifications for which it is recognised, each since when.
    recognitions: dict[Qualification, date]
    visits: list[tuple[date, str]]
    places: list[PlacePlan] = field(default_factory=list)


class Companies:
    """Draws the companies of one desk; the same ones on the same day."""

    def __init__(self, desk: DemoDesk, *, today: date) -> None:
        self.random = Random(f"{desk.slug} {today:%Y} companies")  # noqa: S311  (a demo)
        self.today = today
        self.spots = spots_of(desk.region, today)
        known = Occupation.objects.filter(name__in=trades(), sector__isnull=False)
        self.occupations: dict[str, list[Occupation]] = {}
        for one in known.order_by("name"):
            self.occupations.setdefault(trades()[one.name].company, []).append(one)
        self.qualifications = {one.crebo: one for one in Qualification.objects.all()}
        self.names: set[str] = set()

    def draw(self, places: int) -> Iterator[CompanyPlan]:
        """So many places together, about five at a company."""
        while places > 0:
            company = self._company(min(places, self.random.randint(1, 2 * PLACES_A_COMPANY - 1)))
            places -= len(company.places)
            yield company

    def _company(self, places: int) -> CompanyPlan:
        random = self.random
        kind = random.choices(list(self.occupations), list(map(len, self.occupations.values())))[0]
        here = self.occupations[kind]
        occupations = random.sample(here, min(len(here), random.randint(1, 3)))
        recognitions = self._recognitions(occupations)
        spot = random.choice(self.spots)
        return CompanyPlan(
            name=self._name(kind),
            sector=occupations[0].sector_id or "",
            kvk=f"{random.randrange(10**8):08}" if random.random() < 0.9 else "",
            street=f"{random.choice(STREETS)} {random.randint(1, 90)}",
            spot=spot,
            contact=f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}",
            phone=f"06000{random.randint(0, 99_999):05}",
            recognitions=recognitions,
            visits=sorted(
                (self._day_before(random.randint(5, 700)), random.choice(VISITS))
                for _ in range(random.randint(0, 3))
            ),
            places=[
                self._place(random.choice(occupations), recognitions, spot) for _ in range(places)
            ],
        )

    def _name(self, kind: str) -> str:
        """Another one for each company of the desk."""
        while True:
            name = f"{kind} {self.random.choice(SECOND_NAMES)}"
            if name in self.names:
                name = f"{name} {self.random.choice(LAST_NAMES)}"
            if name not in self.names:
                self.names.add(name)
                return name

    def _recognitions(self, occupations: list[Occupation]) -> dict[Qualification, date]:
        crebos = [crebo for one in occupations for crebo in trades()[one.name].crebos]
        return {
            self.qualifications[crebo]: self._day_before(self.random.randint(150, 1_200))
            for crebo in dict.fromkeys(crebos)
        }

    def _place(
        self, occupation: Occupation, recognitions: dict[Qualification, date], home: Spot
    ) -> PlacePlan:
        random, trade = self.random, trades()[occupation.name]
        route = self._drawn(ROUTES if trade.crebos else FREE_ROUTES)
        qualification = self._qualification(trade) if needs_recognition(route) else None
        level = qualification.level if qualification else None
        promised = level if route in WITH_LEVEL else None
        spot = home if random.random() < 0.8 else random.choice(self.spots)
        state = self._drawn(STATES)
        recognised_on = recognitions[qualification] if qualification else None
        online_on, closing = self._days(state, recognised_on)
        return PlacePlan(
            ad=write_ad(trade, route=route, level=promised, town=spot.city, random=random),
            occupation=occupation,
            route=route,
            mbo_level=level,
            qualification=qualification,
            spot=spot,
            hours=random.choice(HOURS),
            in_evening=random.random() < 0.25,
            needs_no_diploma=(level or 1) < 3 and random.random() < 0.6,
            pay=self._pay(level),
            starts_on=self._start(online_on),
            apply_by=None,
            places=random.choices((1, 2, 3, 4), (6, 3, 1, 1))[0],
            state=state,
            online_on=online_on,
            closing=closing,
        )

    def _qualification(self, trade: Trade) -> Qualification:
        return self.qualifications[self.random.choice(trade.crebos)]

    def _days(
        self, state: VacancyState, recognised_on: date | None
    ) -> tuple[date | None, tuple[date, ClosedHow] | None]:
        """When it went online, and when and how it ended."""
        if state == VacancyState.DRAFT:
            return None, None
        if state == VacancyState.PUBLISHED:
            return self._day_before(self.random.randint(0, 55)), None
        online_on = self._day_before(self.random.randint(80, 1_050))
        if recognised_on:
            online_on = max(online_on, recognised_on)
        how = self._drawn(CLOSINGS)
        days = 60 if how == ClosedHow.EXPIRED else self.random.randint(5, 55)
        return online_on, (min(online_on + timedelta(days=days), self._day_before(1)), how)

    def _start(self, online_on: date | None) -> date | None:
        """The first of a month, or as soon as possible."""
        if self.random.random() < 0.45:
            return None
        later = (online_on or self.today) + timedelta(days=self.random.randint(30, 200))
        return later.replace(day=1)

    def _pay(self, level: int | None) -> tuple[Decimal, Decimal | None, PayPer] | None:
        if self.random.random() < 0.3:
            return None
        low = Decimal(self.random.randint(1_250, 1_500)) / 100 + Decimal(level or 0) / 2
        if self.random.random() < 0.5:
            return low, low + Decimal(self.random.randint(50, 300)) / 100, PayPer.HOUR
        month = (low * 150).quantize(Decimal(1))
        return month, month + self.random.choice((50, 150, 250)), PayPer.MONTH

    def _drawn(self, weights: dict[Choice, int]) -> Choice:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def _day_before(self, days: int) -> date:
        return self.today - timedelta(days=days)


@cache
def spots_of(region_code: str, today: date) -> list[Spot]:
    """Every known postcode of a region."""
    home = RegionMembership.objects.valid_on(today).filter(region=region_code)
    towns = dict(home.values_list("municipality_id", "municipality__name"))
    spots = []
    for run in PostcodeRange.objects.valid_on(today).filter(municipality__in=towns):
        town = towns[run.municipality_id]
        for point in PostcodePoint.objects.filter(pk__range=(run.start, run.end)):
            letters = f"{'ABCDEGHJKLNPRTVWXZ'[point.pk % 18]}{'BDGKLNPRTVZ'[point.pk % 11]}"
            spots.append(
                Spot(f"{point.pk} {letters}", town, run.municipality_id, point.lat, point.lon)
            )
    return spots
