"""What a listing is found by."""

import pytest
from django.contrib.postgres.search import SearchQuery

from tests.cast import Cast
from tests.places import make_places
from vacancies.models import Listing, ListingWord
from vacancies.search.words import told_by, write_words


@pytest.fixture
def listing(cast: Cast) -> Listing:
    with cast.anouk.at_work():
        vacancy = make_places(cast.anouk.member)
        listing = Listing.objects.get(public_id=vacancy.public_id)
        write_words([listing.pk])
    return listing


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("trap", "dutch"),
        ("schrijnwerker", "simple"),
        ("carpenters", "english"),
        ("kozijn", "dutch"),
        ("eik", "simple"),
        ("enschede", "simple"),
        ("woodworker", "english"),
    ],
)
def test_a_listing_is_found_by_its_words(listing: Listing, word: str, language: str) -> None:
    found = Listing.objects.filter(words=SearchQuery(word, config=language))
    assert list(found) == [listing]


def test_the_headline_leaves_out_the_running_text(listing: Listing) -> None:
    assert Listing.objects.filter(headline=SearchQuery("timmerman", config="dutch")).exists()
    assert not Listing.objects.filter(headline=SearchQuery("trappen", config="dutch")).exists()


def test_words_are_kept_once_however_often_they_are_written(cast: Cast, listing: Listing) -> None:
    before = ListingWord.objects.count()
    with cast.anouk.at_work():
        write_words([listing.pk])
    assert ListingWord.objects.count() == before
    assert ListingWord.objects.filter(word="timmerman").exists()
    assert not ListingWord.objects.filter(word__regex=r"^\d+$").exists()


def test_another_desk_writes_no_words(cast: Cast, listing: Listing) -> None:
    with cast.anouk.at_work():
        Listing.objects.filter(pk=listing.pk).update(words=None)
    with cast.chaima.at_work():
        write_words([listing.pk])
    assert Listing.objects.get(pk=listing.pk).words is None


def test_contact_fields_are_no_search_words(listing: Listing) -> None:
    listing.contact_name, listing.contact_email = "Ria Boom", "ria@example.nl"
    assert not {"ria", "boom"} & told_by(listing).words()
