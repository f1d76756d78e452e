"""The vacancies of the demo read like work of many hands, not like one form filled in often."""

import re
from itertools import combinations
from random import Random

from portal.demo.ads import Ad, Trade, trades, write_ad
from portal.demo.companies import ROUTES

SAMPLE = 500
LENGTH = 5


def test_of_a_sample_hardly_a_pair_is_alike() -> None:
    random = Random(2026)
    known = list(trades().values())
    ads = [_shingles(_some_ad(random.choice(known), random)) for _ in range(SAMPLE)]
    pairs = list(combinations(ads, 2))
    alike = sum(len(one & other) > 0.7 * min(len(one), len(other)) for one, other in pairs)
    assert alike <= 0.01 * len(pairs)


def test_two_ads_of_one_occupation_differ_too() -> None:
    random = Random(2026)
    cook = trades()["Kok"]
    ads = [_shingles(_some_ad(cook, random)) for _ in range(60)]
    assert all(len(one & other) < 0.7 * len(one) for one, other in combinations(ads, 2))


def test_the_same_source_gives_the_same_words() -> None:
    one, other = (_some_ad(trades()["Kok"], Random(7)) for _ in range(2))
    assert one == other


def _some_ad(trade: Trade, random: Random) -> Ad:
    route, level = random.choice(list(ROUTES)), random.choice((None, 1, 2, 3, 4))
    return write_ad(trade, route=route, level=level, town="", random=random)


def _shingles(ad: Ad) -> set[tuple[str, ...]]:
    """Five words in a row, without digits; the town was left out already."""
    text = " ".join((ad.title, ad.tasks, ad.learning, ad.offer, ad.asks)).lower()
    words = re.findall(r"[^\W\d]+", text)
    return {tuple(words[place : place + LENGTH]) for place in range(len(words) - LENGTH + 1)}
