"""A small market of listings at two desks, so that searches have something to tell apart."""

from typing import Any

from loketten.tenancy.models import Occupation, PostcodePoint
from tests.cast import Cast, Somebody
from tests.places import make_employer, make_vacancy
from vacancies.models import Listing
from vacancies.search.words import write_words

TOWNS = {"Utrecht": 3511, "Nieuwegein": 3431, "Zwolle": 8011, "Kampen": 8261}


def open_market(cast: Cast) -> None:
    """24 carpenters in Utrecht, and one of many other things."""
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member)
        for number in range(24):
            place(cast.anouk, employer, "Timmerman", mbo_level=1 + number % 4)
        place(cast.anouk, employer, "Loodgieter", city="Nieuwegein", title="Installateur sanitair")
        place(cast.anouk, employer, "Verzorgende IG", sector="care", needs_no_diploma=True)
        place(cast.anouk, employer, "Monteur zonnepanelen", hours_from=16, hours_to=20)
        _write_words()
    with cast.chaima.at_work():
        employer = make_employer(cast.chaima.member, name="Brasserie De Grolse Poort")
        place(cast.chaima, employer, "Kok", city="Zwolle", sector="food", in_evening=True)
        place(cast.chaima, employer, "Vrachtwagenchauffeur", city="Kampen", sector="mobility")
        place(cast.chaima, employer, "Timmerman", city="Zwolle", tasks="Je restaureert molens.")
        _write_words()


def place(
    somebody: Somebody, employer: Any, occupation: str, *, city: str = "Utrecht", **fields: Any
) -> Listing:
    """Online; inside the desk's own `at_desk`."""
    sector = fields.pop("sector", "technology")
    vacancy = make_vacancy(
        somebody.member,
        employer,
        **{
            "title": f"Leerling {occupation.lower()}",
            "occupation": Occupation.objects.get(name=occupation),
            "sector_id": f"sector.{sector}",
            "city": city,
            "postcode": f"{TOWNS[city]} AB",
            # The recognition is the one of a carpenter, and its name is searched too.
            "qualification": None,
            **fields,
        },
    )
    point = PostcodePoint.objects.get(pk=TOWNS[city])
    Listing.objects.filter(public_id=vacancy.public_id).update(lat=point.lat, lon=point.lon)
    return Listing.objects.get(public_id=vacancy.public_id)


def _write_words() -> None:
    write_words(list(Listing.objects.filter(words=None).values_list("pk", flat=True)))
