"""When a name has more than one meaning the finder asks back, and the answer settles it."""

from datetime import date

import pytest
from django.utils import translation

from loketten.tenancy.finder import find_desks

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 1)

# The 53 names that lie in more than one region, and the regions.
NAMESAKES = {
    "Achterveld": "AM14 AM38",
    "Afferden": "AM08 AM29",
    "Alphen": "AM10 AM19 AM26",
    "Alteveer": "AM01 AM03",
    "Baarlo": "AM29 AM36",
    "Bavel": "AM25 AM26",
    "Beek": "AM09 AM30",
    "Bergen": "AM15 AM25 AM29",
    "Beuningen": "AM05 AM08",
    "Broekhuizen": "AM29 AM36",
    "Buren": "AM02 AM10",
    "Den Ham": "AM01 AM05",
    "Den Hoorn": "AM15 AM21",
    "Echten": "AM02 AM03",
    "Elsloo": "AM02 AM30",
    "Elst": "AM07 AM38",
    "Geesteren": "AM05 AM09",
    "Haren": "AM01 AM27",
    "Hengelo": "AM05 AM09",
    "Heusden": "AM26 AM32",
    "Hoenderloo": "AM06 AM38",
    "Hoorn": "AM02 AM15",
    "Huis ter Heide": "AM01 AM13",
    "Katwijk": "AM19 AM27",
    "Laren": "AM06 AM12",
    "Noordeinde": "AM15 AM36",
    "Noordwijk": "AM01 AM19",
    "Noordwolde": "AM01 AM02",
    "Oosterend": "AM02 AM15",
    "Oosterhout": "AM07 AM25",
    "Oosterwolde": "AM02 AM36",
    "Oostrum": "AM02 AM29",
    "Oudemolen": "AM01 AM25",
    "Rijswijk": "AM10 AM21 AM25",
    "Rossum": "AM05 AM10",
    "Rottum": "AM01 AM02",
    "Rozenburg": "AM18 AM22",
    "Scherpenzeel": "AM02 AM38",
    "Spijk": "AM01 AM07 AM10",
    "Spijkerboor": "AM01 AM17",
    "Steenbergen": "AM01 AM25",
    "Tienhoven": "AM13 AM35",
    "Ulvenhout": "AM25 AM26",
    "Valkenburg": "AM19 AM30",
    "Velp": "AM07 AM27",
    "Vianen": "AM27 AM35",
    "Vledderveen": "AM01 AM36",
    "Voorst": "AM06 AM09",
    "Well": "AM10 AM29",
    "Winsum": "AM01 AM02",
    "Wirdum": "AM01 AM02",
    "Zevenhuizen": "AM01 AM22",
    "Zuidwolde": "AM01 AM03",
}

MORE_MEANINGS = {
    # a village, and a town that is called so and a bit more
    "Loon": "AM01 AM26",
    "Hoek": "AM22 AM24",
    "Nieuwerkerk": "AM22 AM24",
    "Krimpen": "AM20 AM22",
    "Ouderkerk": "AM18 AM20",
    # an old municipality, and a village elsewhere
    "Loenen": "AM06 AM13",
    # a region, a province, a village
    "Zeeland": "AM24 AM27",
    # parts of the country that lie across regions
    "Betuwe": "AM07 AM10",
    "Veluwe": "AM06 AM36 AM38",
    "Salland": "AM05 AM06 AM36",
    # provinces
    "Noord-Holland": "AM12 AM15 AM17 AM18 AM37",
    "Limburg": "AM08 AM29 AM30 AM33",
    "Gelderland": "AM06 AM07 AM08 AM09 AM10 AM14 AM36 AM38",
    "provincie Gelderland": "AM06 AM07 AM08 AM09 AM10 AM14 AM36 AM38",
    "Overijssel": "AM05 AM06 AM36",
    "Drenthe": "AM01 AM03 AM36",
    "Flevoland": "AM06 AM11",
    "provincie Utrecht": "AM12 AM13 AM14 AM18 AM35 AM38",
    "Utrecht (provincie)": "AM12 AM13 AM14 AM18 AM35 AM38",
    "Brabant": "AM25 AM26 AM27 AM28 AM32 AM33",
    # a town that is known and a part of it that is not
    "Amsterdam Osdorp": "AM18",
    "Hoorn Kersenboogerd": "AM15",
    # one typing error from two towns
    "Den Hag": "AM01 AM05 AM21",
}


@pytest.mark.parametrize(("typed", "regions"), [*NAMESAKES.items(), *MORE_MEANINGS.items()])
def test_it_asks_back(typed: str, regions: str) -> None:
    finding = find_desks(typed, TODAY)
    assert finding.regions == ()
    assert {choice.region.code for choice in finding.choices} == set(regions.split())


@pytest.mark.parametrize("typed", [*NAMESAKES, *MORE_MEANINGS, "1000 AA", "sint"])
def test_each_choice_settles_it(typed: str) -> None:
    choices = find_desks(typed, TODAY).choices
    assert choices
    for choice in choices:
        again = find_desks(choice.q, TODAY)
        assert [region.code for region in again.regions] == [choice.region.code]


def test_choices_say_what_tells_them_apart() -> None:
    with translation.override("nl"):
        labels = [choice.label for choice in find_desks("Hoorn", TODAY).choices]
    assert labels == [
        "Hoorn, gemeente Hoorn (Noord-Holland)",
        "Hoorn, gemeente Terschelling (Fryslân)",
    ]
    with translation.override("en"):
        labels = [choice.label for choice in find_desks("Drenthe", TODAY).choices]
    assert labels == [
        "Drenthe (region)",
        "Groningen (region)",
        "Regio Zwolle (region around Zwolle)",
    ]


def test_the_words_of_a_choice_may_be_typed_too() -> None:
    with translation.override("nl"):
        choices = find_desks("Hoorn", TODAY).choices
    for choice in choices:
        assert find_desks(choice.label, TODAY).regions == (choice.region,)


@pytest.mark.parametrize(
    ("typed", "municipalities"),
    [
        ("1110 AA", ["GM0363", "GM0384"]),  # between Amsterdam and Diemen
        ("1000 AA", ["GM0363"]),  # below the first that is known
    ],
)
def test_an_unknown_postcode_asks_for_the_neighbours(typed: str, municipalities: list[str]) -> None:
    finding = find_desks(typed, TODAY)
    assert finding.regions == ()
    assert [choice.q for choice in finding.choices] == municipalities


def test_a_list_of_choices_can_be_read() -> None:
    choices = find_desks("sint", TODAY).choices
    assert len(choices) == 12
    assert len(set(choices)) == 12
