"""Redis holds nothing that cannot be lost: without it pages still come and talks are still kept."""

import pytest

from tests.advice.test_log_page import filled, talks, url_of
from tests.cast import Cast
from tests.house.samples import SampleBook
from tests.house.test_access import PARTS, TABLE
from tests.house.visits import Visit

# A counter of tries that cannot count lets nobody in; and somebody must hear of it.
REFUSE = {"accounts:invitation", "health_ready"}
ALSO = {"accounts:invitation", "public:desk", "public:place", "workplace:file", "advice:new"}


def test_every_page_comes_without_redis(cast: Cast, request: pytest.FixtureRequest) -> None:
    book = SampleBook(cast)
    visits = [Visit(name, book) for name in TABLE if not PARTS[name] or name in ALSO]
    request.getfixturevalue("without_redis")
    answers = {visit.name: visit.browser.get(visit.address).status_code for visit in visits}
    assert {name for name, status in answers.items() if status >= 500} == REFUSE
    assert {answers[name] for name in REFUSE} == {503}


def test_a_talk_is_kept_without_redis(cast: Cast, without_redis: None) -> None:
    before = talks(cast)
    answer = cast.anouk.browser().post(url_of(cast), filled(), follow=True)
    assert "Het gesprek is opgeslagen." in answer.content.decode()
    assert talks(cast) == before + 1
