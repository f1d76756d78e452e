"""Made-up contents of the living page; nobody in it exists."""

from django.urls import reverse
from django.utils.translation import gettext as _

from loketten.tenancy.models import Region
from loketten.ui.parts import (
    CertificateLine,
    HoursRow,
    Plank,
    RailItem,
    Step,
    Tab,
    Tile,
    Version,
)

COLOURS = (
    "brand", "brand-hover", "brand-deep", "brand-mid", "brand-line", "brand-tint",
    "pencil", "ink", "ink-2", "ok", "warn", "err",
    "data-1", "data-2", "data-3", "data-4", "data-5",
)  # fmt: skip
# On the sample map these two are too small to show.
SUPPRESSED = ("AM33", "AM35")


def _here() -> str:
    return reverse("public:style")


def steps() -> list[Step]:
    return [
        Step(_("Who you are"), url=_here(), is_done=True),
        Step(_("The place"), is_current=True),
        Step(_("Check")),
    ]


def tabs() -> list[Tab]:
    names = [_("Overview"), _("Who"), _("Situation"), _("Goal"), _("Plan"), _("Who looked")]
    return [Tab(_here(), name, is_current=number == 0) for number, name in enumerate(names)]


def rail_items() -> list[RailItem]:
    return [
        RailItem(_here(), _("My day"), "home", is_current=True),
        RailItem(_here(), _("Clients"), "users", count=148),
        RailItem(_here(), _("Team"), "heart-handshake", starts_group=True),
    ]


def hours() -> list[HoursRow]:
    return [
        HoursRow(_("Monday"), ["9.00 – 17.00"]),
        HoursRow(_("Tuesday"), ["9.00 – 12.30", "13.00 – 16.00"], is_today=True),
        HoursRow(_("Wednesday"), [], note=_("except the first of the month")),
    ]


def planks() -> list[Plank]:
    return [
        Plank(_("Coordination"), "there", _("Arranged")),
        Plank(_("Career advice"), "there", _("Arranged")),
        Plank(_("Work experience"), "under-way", _("Trial day 3 December")),
        Plank(_("Matching"), "under-way", _("2 places")),
        Plank(_("Job guarantee"), "missing", _("Missing")),
        Plank(_("Funding"), "missing", _("Missing")),
        Plank(_("Placement"), "not-recorded", _("Not recorded")),
        Plank(_("Aftercare"), "not-needed", _("Not needed yet")),
    ]


def certificate() -> list[CertificateLine]:
    return [
        CertificateLine(_("What"), _("Talks with a date in the period")),
        CertificateLine(_("Who"), _("All clients with a file")),
        CertificateLine(_("Version"), "2"),
        CertificateLine(_("Number"), "13.187"),
        CertificateLine(_("Owner"), _("National team")),
    ]


def versions() -> list[Version]:
    return [
        Version(
            _("Summary"),
            theirs=_("Yonas wants to be a mechanic. He works a trial day on 3 December."),
            yours=_("Yonas wants to be a mechanic. He works a trial day on 10 December."),
        ),
        Version(_("Next step"), theirs=_("Call the employer"), yours=_("Call the employer")),
    ]


def tiles() -> dict[str, list[Tile]]:
    """The map three times: links, values, and one place marked."""
    drawn = list(Region.objects.exclude(tile_row=None))
    return {
        "links": [_tile(region) for region in drawn],
        "values": [_valued(region, number) for number, region in enumerate(drawn)],
        "place": [_tile(region)._replace(is_here=region.pk == "AM05") for region in drawn],
    }


def _tile(region: Region) -> Tile:
    assert region.tile_column is not None
    assert region.tile_row is not None
    return Tile(region.tile_column, region.tile_row, region.tile_label, region.name, url=_here())


def _valued(region: Region, number: int) -> Tile:
    if region.pk in SUPPRESSED:
        return _tile(region)._replace(value=_("not shown"), is_suppressed=True)
    return _tile(region)._replace(value=f"{50 + number}", step=1 + number % 5)
