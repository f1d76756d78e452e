"""The words of titles, which most people type, are ranked before anybody asks for them.

To rank one that many listings have takes a tenth of a second, and some seconds with a million
listings. Whoever comes first after a change would wait for that, so a new tally takes over when
they are ranked.
"""

import time
from collections import Counter
from datetime import date

from django.db.models import Count

from loketten.kit.spelling import fold
from loketten.tenancy.cache import shared_cache
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.filters import Filters
from vacancies.search.hits import keep_hits
from vacancies.search.made_by import CODE
from vacancies.search.question import understood
from vacancies.search.tally import Tally, current_tally, keep_tally
from vacancies.search.words import SHORTEST_WORD

_MOST_WORDS = 400
_WORDS_KEY = f"places:words-of-titles:{CODE}"
_WORDS_KEPT_SECONDS = 60 * 60
# Of each quarter of a minute, so that a worker has time for other things.
_AT_MOST_SECONDS = 5


def keep_search_ready(today: date) -> None:
    """A tally of what is online now, and the words."""
    keep_tally(today, prepare=rank_words_of_titles)
    if tally := current_tally(today):
        rank_words_of_titles(tally)


def rank_words_of_titles(tally: Tally) -> None:
    """Those of most titles first; what there was no time for, the next time."""
    choices, until = current_choices(), time.monotonic() + _AT_MOST_SECONDS
    for word in _words_of_titles(tally.day):
        if time.monotonic() > until:
            return
        keep_hits(understood(Filters(words=word), choices, tally.day, tally), tally)


def _words_of_titles(today: date) -> list[str]:
    words: list[str] | None = shared_cache.get(_WORDS_KEY)
    if words is None:
        titles = Listing.objects.live(today).order_by().values_list("title")
        counted = Counter[str]()
        for title, times in titles.annotate(times=Count("*")):
            counted.update(dict.fromkeys(_words(title), times))
        words = [word for word, _ in counted.most_common(_MOST_WORDS)]
        shared_cache.set(_WORDS_KEY, words, seconds=_WORDS_KEPT_SECONDS)
    return words


def _words(title: str) -> list[str]:
    return [word for word in fold(title).split() if len(word) >= SHORTEST_WORD]
