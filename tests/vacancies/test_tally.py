"""What is counted bit by bit is what the database counts."""

import itertools
import time
from array import array
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from loketten.kit.spelling import fold
from loketten.tenancy.cache import SharedCache, shared_cache
from loketten.tenancy.context import at_desk
from tests.cast import Cast
from tests.vacancies.market import open_market
from vacancies.edition import next_edition
from vacancies.models import Listing
from vacancies.search import ready
from vacancies.search import tally as tally_module
from vacancies.search.choices import current_choices
from vacancies.search.facets import Facets, count_facets
from vacancies.search.filters import read_filters
from vacancies.search.groups import REGION, groups
from vacancies.search.hits import Hits
from vacancies.search.instead import Instead, what_instead
from vacancies.search.ready import keep_search_ready, rank_words_of_titles
from vacancies.search.results import search
from vacancies.search.tally import (
    Stretch,
    Tally,
    count_by_tally,
    current_tally,
    keep_tally,
    make_tally,
)

SOME = {
    "route": ("bbl", "bol"),
    "niveau": ("2", "3"),
    "sector": ("care",),
    "uren": ("vanaf-32",),
    "loon": ("bekend",),
    "regio": ("AM13",),
}


@pytest.fixture
def today(cast: Cast) -> date:
    """With a market on it."""
    open_market(cast)
    return timezone.localdate()


def _shown(facets: Facets) -> tuple[int, dict[Any, int]]:
    return facets.total, {choice: n for choice, n in facets.counts.items() if n}


def test_every_combination_counts_the_same(today: date) -> None:
    asked, tally = groups(current_choices(), today), make_tally(today)
    assert (
        sum(bits.bit_count() for bits in tally.every.values())
        == Listing.objects.live(today).count()
        > 20
    )
    for size in range(3):
        for names in itertools.combinations(SOME, size):
            chosen = {name: SOME[name] for name in names}
            counted = count_facets(Listing.objects.live(today), asked, chosen)
            assert _shown(count_by_tally(tally, asked, chosen, tally.every)) == _shown(counted), (
                names
            )


def test_reading_all_that_is_online_may_take_a_minute(today: date) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        make_tally(today)
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("1min",)


def test_words_find_count_and_rank_the_same(today: date, queries: Any) -> None:
    asked, choices = groups(current_choices(), today), current_choices()
    typed = ("zorg", "kok", "zorg kok", "kookhulp", "bestaatniet", "zorg in Zwolle")
    chosen = ("", "&regio=AM13", "&niveau=2&niveau=3", "&sector=care&sort=nieuw", "&loon=2500")

    def found(query: str) -> Any:
        filters = read_filters(QueryDict(query), asked).filters
        results = search(filters, choices, asked, today)
        instead = what_instead(results.question, choices, asked)
        return [one.pk for one in results.page], _shown(results.facets), instead

    questions = [f"q={words}{more}" for words in typed for more in chosen]
    by_database = [found(query) for query in questions]
    assert any(ids for ids, _, _ in by_database)
    assert any(instead.occupations for _, _, instead in by_database)
    assert keep_tally(today)
    for query, expected in zip(questions, by_database, strict=True):
        assert found(query) == expected, query
    with queries() as seen:
        found("q=zorg&regio=AM15")
    assert len(seen) <= 2


def test_words_never_make_the_database_read_the_whole_table(today: date) -> None:
    """While there is no tally; the planner would."""
    asked, choices = groups(current_choices(), today), current_choices()
    results = search(read_filters(QueryDict("q=bestaatniet"), asked).filters, choices, asked, today)
    said: list[str] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        what_instead(results.question, choices, asked)
    order = [sql for sql in said if "enable_seqscan" in sql or "vacancies_listing" in sql]
    assert order
    assert "enable_seqscan = off" in order[0]


def test_a_process_asks_for_a_tally_once_and_holds_one(
    today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    touched: list[tuple[str, int]] = []

    def get(key: str) -> Any:
        asked.append(key)
        return SharedCache.get(shared_cache, key)

    def touch(key: str, *, seconds: int) -> bool:
        touched.append((key, seconds))
        return SharedCache.touch(shared_cache, key, seconds=seconds)

    assert keep_tally(today)
    first = current_tally(today)
    assert first
    assert first.places
    monkeypatch.setattr(shared_cache, "get", get)
    monkeypatch.setattr(shared_cache, "touch", touch)
    shared_cache.forget_near()
    assert current_tally(today) is first, "it was told which, and holds it"
    assert tally_module._KEY in asked
    assert not [key for key in asked if key.startswith(f"{tally_module._KEY}:")]
    before = shared_cache.get(tally_module._KEY)
    tally_module._tell(first)
    # Whoever was told of the one before still finds it, for a minute.
    assert shared_cache.get(f"{tally_module._KEY}:{before}") == first
    assert touched == [(f"{tally_module._KEY}:{before}", 60)]
    shared_cache.forget_near()
    second = current_tally(today)
    assert second == first
    assert second is not first
    assert "places" not in vars(second), "they are made sooner than read"
    assert [*tally_module._held.values()] == [second]


def test_who_ask_at_once_fetch_it_once(today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep_tally(today)
    which = shared_cache.get(tally_module._KEY)
    fetched: list[str] = []

    def get(key: str) -> Any:
        fetched.append(key)
        time.sleep(0.05)
        return SharedCache.get(shared_cache, key)

    monkeypatch.setattr(shared_cache, "get", get)
    tally_module._held.clear()
    with ThreadPoolExecutor(4) as threads:
        found = [*threads.map(tally_module._fetched, [which] * 8)]
    assert len(fetched) == 1
    assert found[0]
    assert all(one is found[0] for one in found)


def test_what_is_kept_of_a_tally_holds_only_where_regions_begin_there() -> None:
    ids = array("Q", [10, 20, 30])
    one, other = (
        tally_module._name_of(
            "mark", {"AM13": Stretch(0, n, {}, {}), "AM15": Stretch(n, 3, {}, {})}, ids
        )
        for n in (1, 2)
    )
    assert one != other


def test_a_lost_tally_is_made_anew(today: date) -> None:
    assert keep_tally(today)
    assert not keep_tally(today)
    which = shared_cache.get(tally_module._KEY)
    shared_cache.delete(f"{tally_module._KEY}:{which}")
    assert keep_tally(today)
    assert not keep_tally(today)


def test_what_to_try_instead_asks_for_a_word_once(today: date, queries: Any) -> None:
    asked, choices = groups(current_choices(), today), current_choices()
    assert keep_tally(today)

    def instead(query: str) -> Instead:
        filters = read_filters(QueryDict(query), asked).filters
        results = search(filters, choices, asked, today)
        assert not results.total
        return what_instead(results.question, choices, asked)

    of_kind = instead("q=kookhulp&niveau=4&sector=care").occupations
    assert of_kind
    for chosen in ("regio=AM15", "regio=AM15&niveau=4", "niveau=4&sector=care"):
        with queries() as seen:
            instead(f"q=kookhulp&sector=care&{chosen}")
        assert not seen, chosen


def test_behind_the_best_come_the_newest_of_all_regions(today: date) -> None:
    regions = {"AM13": Stretch(0, 5, {}, {}), "AM15": Stretch(5, 10, {}, {})}
    # The older a listing, the lower its id.
    ids = array("Q", [10, 30, 50, 70, 90, 20, 40, 60, 80, 100])
    tally = Tally(today, "mark", "name", regions, ids)
    hits = Hits(array("I", [7, 2, 9]), tally.by_region([1, 2, 4, 5, 7, 8, 9]))
    assert [*hits.in_order(hits.bits, tally)] == [7, 2, 9, 4, 8, 1, 5]
    assert [*hits.in_order(tally.meeting({REGION: ("AM13",)}, hits.bits), tally)] == [2, 4, 1]
    assert [*hits.in_order(tally.meeting({REGION: ("AM15",)}, hits.bits), tally)] == [7, 9, 8, 5]
    assert [*hits.in_order(tally.by_region([1, 2]), tally)] == [2, 1]
    assert [*hits.in_order({}, tally)] == []


def test_words_of_titles_are_ranked_before_anybody_asks(
    today: date,
    queries: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    title = Listing.objects.live(today).values_list("title", flat=True)[0]
    asked, choices = groups(current_choices(), today), current_choices()
    filters = read_filters(QueryDict(f"q={title.split()[-1]}"), asked).filters

    def statements() -> int:
        with queries() as seen:
            assert search(filters, choices, asked, today).total
        return len(seen)

    monkeypatch.setattr(ready, "_AT_MOST_SECONDS", 0)
    keep_search_ready(today)
    words = shared_cache.get(ready._WORDS_KEY)
    assert {word for word in fold(title).split() if len(word) > 2} <= set(words)
    assert current_tally(today)
    assert statements() > 1
    with django_capture_on_commit_callbacks(execute=True):
        next_edition()
    monkeypatch.setattr(ready, "_AT_MOST_SECONDS", 60)
    before, answering = current_tally(today), []

    def rank(tally: Tally) -> None:
        answering.append(current_tally(today))
        rank_words_of_titles(tally)

    assert keep_tally(today, prepare=rank)
    assert answering == [before] != [None]
    shared_cache.forget_near()
    assert current_tally(today) != before
    assert statements() == 1
    with queries() as seen:
        keep_search_ready(today)
    assert not seen


def test_the_search_counts_by_it_until_a_minute_after_a_change(
    today: date, queries: Any, django_capture_on_commit_callbacks: Any
) -> None:
    asked = groups(current_choices(), today)
    filters = read_filters(QueryDict("niveau=2"), asked).filters

    def counts() -> tuple[int, int]:
        with queries() as seen:
            total = search(filters, current_choices(), asked, today).total
        return total, len(seen)

    by_database, with_counting = counts()
    assert keep_tally(today)
    assert not keep_tally(today)
    other = read_filters(QueryDict("niveau=2&sort=begin"), asked).filters
    with queries() as seen:
        assert search(other, current_choices(), asked, today).total == by_database > 0
    assert len(seen) == with_counting - 1
    with django_capture_on_commit_callbacks(execute=True):
        next_edition()
    # Somebody changes a place every few seconds.
    before = current_tally(today)
    assert before is not None
    shared_cache.delete(f"{tally_module._TRUE_LATELY}:{before.mark}")
    assert current_tally(today) is None
    assert keep_tally(today)
    assert current_tally(today + timedelta(days=1)) is None


def test_after_some_minutes_it_is_renewed_though_nobody_told_of_a_change(
    today: date, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Redis was away when a place closed, so the edition is still the same."""
    monkeypatch.setattr(tally_module, "_RENEWED_SECONDS", 0)
    asked, choices = groups(current_choices(), today), current_choices()
    filters = read_filters(QueryDict("q=zorg"), asked).filters
    assert keep_tally(today)
    before = current_tally(today)
    assert search(filters, choices, asked, today).total
    with at_desk(cast.zwolle.pk):
        Listing.objects.filter(city="Zwolle").update(ended_on=today)
    assert current_tally(today) == before
    assert keep_tally(today)
    shared_cache.forget_near()
    assert current_tally(today) != before
    # What has the words was kept by the places of the bits before.
    by_bits = [one.pk for one in search(filters, choices, asked, today).page]
    shared_cache.delete(tally_module._KEY)
    shared_cache.forget_near()
    assert by_bits == [one.pk for one in search(filters, choices, asked, today).page] != []
