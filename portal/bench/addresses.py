"""Which addresses are asked, drawn from the rows that were seeded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote_plus

from portal.bench.superuser import superuser
from portal.embedded.postgresql import Database

_PAGE = 20
_MOST_PAGES = 100
_LISTINGS = 1000
# More than can be asked within the minute for which counts are kept, where there is enough to find.
_FEWEST_SEARCHES, _MOST_SEARCHES = 1_200, 6_000
_WORDS = 300
_FILES = 40
DESK, COUNSELOR = "twente", "samira@example.nl"
_LIVE = "ended_on IS NULL AND expires_on >= current_date"


@dataclass(frozen=True)
class File:
    """Of Samira: its client's number, and the ids that the bare Django writes."""

    number: str
    file: int
    desk: int
    counselor: int
    talks: int


class Addresses:
    """Drawn once, the same for both sides; in the order of a fixed draw."""

    def __init__(self, database: Database) -> None:
        self._random = Random(35)  # noqa: S311  (a draw, not a secret)
        with superuser(database) as cursor:
            self.live, regions = _regions(cursor)
            self.pages = self._shuffled(_pages(self.live, regions))
            words = _words(cursor)
            self.listings = self._shuffled(_listings(cursor))
            self.long_file, *self.files = _files(cursor)
            self.first_month = _first_month(cursor)
        searches = self._searches(words, regions)
        self.searches = [_search(*one) for one in searches]
        # A page without any rows needs no statement for them.
        full = [one for one in searches if words[one] >= _PAGE]
        self.full_searches = [_search(*one) for one in full or searches]

    def _shuffled(self, found: Sequence[str]) -> list[str]:
        return self._random.sample(found, len(found))

    def _searches(
        self, words: Mapping[tuple[str, str], int], regions: Mapping[str, int]
    ) -> list[tuple[str, str]]:
        """Words as often as they stand in titles, regions as often as they have places."""
        draw, found = self._random, dict[tuple[str, str], None]()
        anywhere = Counter[str]()
        for (word, _), there in words.items():
            anywhere[word] += there
        of_words = sorted(anywhere.items(), key=lambda one: (-one[1], one[0]))[:_WORDS]
        wanted = min(_MOST_SEARCHES, max(_FEWEST_SEARCHES, self.live // 10))
        for _ in range(wanted * 20):
            word = draw.choices(*zip(*of_words, strict=True))[0]
            region = draw.choices([*regions], [*regions.values()])[0]
            found[word, region] = None
            if len(found) == wanted:
                break
        return list(found)


def _search(word: str, region: str) -> str:
    return f"?q={quote_plus(word)}&regio={region}"


def _regions(cursor: Any) -> tuple[int, dict[str, int]]:
    cursor.execute(
        f"SELECT region_id, count(*) FROM vacancies_listing WHERE {_LIVE} GROUP BY 1 ORDER BY 1"
    )
    regions = dict(cursor.fetchall())
    return sum(regions.values()), regions


def _pages(live: int, regions: dict[str, int]) -> list[str]:
    """Every page of the country and of each region."""
    country = [f"?page={number}" for number in _page_numbers(live)]
    of_regions = [
        f"?regio={region}&page={number}"
        for region, there in regions.items()
        for number in _page_numbers(there)
    ]
    return [*country, *of_regions]


def _page_numbers(there: int) -> range:
    return range(1, min(_MOST_PAGES, -(-there // _PAGE)) + 1)


def _words(cursor: Any) -> Counter[tuple[str, str]]:
    """Of titles, and how often in each region; towns and companies are asked for otherwise."""
    cursor.execute(
        "SELECT word, region_id, count(*) FROM vacancies_listing, "
        "regexp_split_to_table(lower(title), '[^a-zé]+') AS word "
        f"WHERE {_LIVE} AND length(word) > 4 GROUP BY 1, 2"
    )
    return Counter({(word, region): there for word, region, there in cursor.fetchall()})


def _listings(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT d.slug || '/' || l.slug FROM vacancies_listing AS l "
        f"JOIN tenancy_desk AS d ON d.id = l.desk_id WHERE {_LIVE} "
        "ORDER BY md5(l.public_id::text) LIMIT %s",
        [_LISTINGS],
    )
    return [address for (address,) in cursor.fetchall()]


def _files(cursor: Any) -> list[File]:
    """Open ones, the longest first."""
    cursor.execute(
        "SELECT c.number, f.id, f.desk_id, f.owner_id, count(s.id) FROM clients_clientfile AS f "
        "JOIN clients_client AS c ON c.id = f.client_id "
        "JOIN accounts_membership AS m ON m.id = f.owner_id "
        "JOIN accounts_user AS u ON u.id = m.user_id JOIN tenancy_desk AS d ON d.id = f.desk_id "
        "LEFT JOIN advice_advicesession AS s ON s.file_id = f.id AND s.desk_id = f.desk_id "
        "WHERE u.email = %s AND d.slug = %s AND f.closed_on IS NULL "
        "GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 2 LIMIT %s",
        [COUNSELOR, DESK, _FILES + 1],
    )
    return [File(*row) for row in cursor.fetchall()]


def _first_month(cursor: Any) -> str:
    """Of the last twelve that were published."""
    cursor.execute("SELECT max(month) - interval '11 months' FROM reporting_publication")
    return f"{cursor.fetchone()[0]:%Y-%m-%d}"
