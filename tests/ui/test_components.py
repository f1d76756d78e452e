"""Every component, and what it refuses."""

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

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
from tests.ui.markup import rendered

TYPOS = [
    '{% icon "check" kind="x" %}',
    '{% button "Send" titel="x" %}',
    '{% link_button "Go" href="/" %}',
    '{% go "Go" link="/" %}',
    '{% badge "Done" colour="ok" %}',
    '{% chip "Care" link="/" %}',
    '{% tabs items name="x" %}',
    '{% progress "Report" done=1 total=2 %}',
    '{% note tint="ok" %}x{% endnote %}',
    '{% empty_state titel="x" %}x{% endempty_state %}',
    '{% panel titel="x" %}x{% endpanel %}',
    '{% group heading="x" %}x{% endgroup %}',
    '{% dialog title="x" %}x{% enddialog %}',
    "{% tile_map tiles %}",
    '{% data_table titel="x" %}{% enddata_table %}',
    '{% column "Regio" sorted="x" %}',
    '{% kpi "Talks" %}',
    '{% agenda_row title="x" %}{% endagenda_row %}',
    '{% todo_row "Call" when="x" %}',
    "{% field form.x optional=False %}",
]
UNKNOWN_WORDS = [
    '{% icon "no-such-icon" %}',
    '{% button "Send" kind="huge" %}',
    '{% badge "Done" tone="purple" %}',
    '{% chip "Care" url="/" state="pressed" %}',
    '{% note tone="loud" %}x{% endnote %}',
    '{% panel title="x" tone="loud" %}x{% endpanel %}',
    '{% todo_row "Call" tone="soon" %}',
    '{% agenda_row time="9.00" title="x" state="later" %}{% endagenda_row %}',
    '{% tile_map tiles label="x" kind="round" %}',
]


@pytest.mark.parametrize("source", TYPOS)
def test_a_misspelled_argument_is_a_syntax_error(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered(source)


@pytest.mark.parametrize("source", UNKNOWN_WORDS)
def test_an_unknown_word_is_a_syntax_error(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered(source, tiles=[])


def test_text_of_people_is_escaped() -> None:
    shown = rendered('{% badge x %}{% go x url="/" %}{% todo_row x %}', x="<i>&")
    assert "<i>&" not in shown
    assert shown.count("&lt;i&gt;&amp;") == 3


def test_a_button_has_a_label_and_can_say_that_it_is_busy() -> None:
    shown = rendered('{% button "Save" icon="check" busy="Saving…" name="act" value="save" %}')
    assert 'type="submit"' in shown
    assert 'data-busy="Saving…"' in shown
    assert 'name="act" value="save"' in shown
    assert '<span class="nl-button__label">Save</span>' in shown


def test_an_arrow_onward_stands_behind_and_an_arrow_back_before() -> None:
    onward = rendered('{% go "All" url="/" %}')
    back = rendered('{% go "Back" url="/" icon="arrow-left" %}')
    assert onward.index("All") < onward.index("#arrow-right")
    assert back.index("#arrow-left") < back.index("Back")


def test_an_icon_is_silent_and_turns_with_the_direction_of_reading() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "check" %}')
    assert "icon--direction" in rendered('{% icon "arrow-right" %}')


def test_a_chosen_filter_says_that_it_can_be_removed() -> None:
    shown = rendered('{% chip "Zorg" url="?" state="chosen" %}')
    assert "chip--chosen" in shown
    assert "weghalen" in shown


def test_the_menu_marks_where_you_are_and_counts() -> None:
    items = [
        RailItem("/a", "My day", "home", is_current=True),
        RailItem("/b", "Clients", "users", count=0, starts_group=True),
    ]
    shown = rendered("{% rail items %}", items=items)
    assert shown.count('aria-current="page"') == 1
    assert '<span class="rail__count">0</span>' in shown
    assert shown.count("rail__line") == 1


def test_tabs_are_links() -> None:
    shown = rendered('{% tabs items label="File" %}', items=[Tab("/x", "Plan", is_current=True)])
    assert '<a href="/x" aria-current="page">Plan</a>' in shown


def test_the_stepper_names_what_is_done_and_where_you_are() -> None:
    steps = [Step("Who", url="/1", is_done=True), Step("What", is_current=True), Step("Check")]
    shown = rendered("{% stepper steps %}", steps=steps)
    assert shown.count('aria-current="step"') == 1
    assert shown.count("is-done") == 1
    assert "klaar" in shown


def test_pages_keep_the_rest_of_the_query() -> None:
    page = Paginator(range(100), 10).page(3)
    shown = rendered("{% pagination page %}", path="/x?q=kok&page=3", page=page)
    assert 'href="?page=4&amp;q=kok" rel="next"' in shown
    assert shown.count('aria-current="page"') == 1


def test_one_page_needs_no_numbers() -> None:
    assert rendered("{% pagination page %}", page=Paginator([1], 10).page(1)) == ""


def test_a_table_scrolls_with_the_keyboard_and_has_a_name() -> None:
    shown = rendered('{% data_table caption="Per regio" %}<tbody></tbody>{% enddata_table %}')
    assert 'role="region" tabindex="0" aria-label="Per regio"' in shown
    assert "<caption>Per regio</caption>" in shown


@pytest.mark.parametrize(
    ("query", "href", "order"),
    [
        ("?q=a&page=3", "?q=a&amp;sort=talks", ""),
        ("?sort=talks", "?sort=-talks", "ascending"),
        ("?sort=-talks", "?sort=talks", "descending"),
        ("?sort=many-talks", "?sort=talks", ""),
    ],
)
def test_a_column_sorts_in_the_address(query: str, href: str, order: str) -> None:
    shown = rendered('{% column "Gesprekken" sort="talks" number=True %}', path=f"/x{query}")
    assert f'<a href="{href}">Gesprekken</a>' in shown
    assert (f'aria-sort="{order}"' in shown) if order else ("aria-sort" not in shown)


def test_a_column_that_does_not_sort_is_no_link() -> None:
    assert rendered('{% column "Regio" %}') == '<th scope="col">Regio</th>'


def test_progress_is_said_in_words() -> None:
    shown = rendered('{% progress "Rapport maken" done=21 of=35 %}')
    assert "Rapport maken, 21 van 35" in shown
    assert '<progress max="35" value="21">' in shown
    assert "Rijen, 1.250 van 5.000" in rendered('{% progress "Rijen" done=1250 of=5000 %}')


def test_a_day_without_hours_is_closed() -> None:
    rows = [HoursRow("maandag", ["9.00 – 17.00"], is_today=True), HoursRow("dinsdag", [])]
    shown = rendered('{% hours rows caption="Hours" %}', rows=rows)
    assert shown.count('aria-current="date"') == 1
    assert "dicht" in shown


def test_a_toast_is_read_aloud() -> None:
    assert 'role="status"' in rendered("{% toast %}<span>Saved</span>{% endtoast %}")


def test_a_dialog_is_named_by_its_question() -> None:
    shown = rendered('{% dialog title="Sure?" id="sure" %}<p>x</p>{% enddialog %}')
    assert 'aria-labelledby="sure-title"' in shown
    assert '<h2 id="sure-title">Sure?</h2>' in shown


def test_the_map_runs_from_north_to_south_and_names_every_tile() -> None:
    tiles = [
        Tile(4, 9, "Maastricht", "Zuid-Limburg", url="/zuid"),
        Tile(5, 0, "Friesland", "Friesland", url="/friesland"),
    ]
    shown = rendered('{% tile_map tiles label="Map" %}', tiles=tiles)
    assert shown.index("/friesland") < shown.index("/zuid")
    assert 'aria-label="Zuid-Limburg, Maastricht"' in shown
    assert 'aria-label="Friesland"' in shown


def test_odd_rows_stand_half_a_tile_to_the_right() -> None:
    shown = rendered('{% tile_map tiles label="Map" %}', tiles=[Tile(5, 1, "Drenthe", "Drenthe")])
    assert 'x="480" y="115"' in shown


def test_a_map_of_values_reads_the_value_and_hides_small_ones() -> None:
    tiles = [
        Tile(5, 0, "Friesland", "Friesland", url="/", value="6,2", step=2),
        Tile(2, 5, "Gorinchem", "Gorinchem", url="/", value="niet getoond", is_suppressed=True),
    ]
    shown = rendered('{% tile_map tiles label="Map" kind="values" %}', tiles=tiles)
    assert 'aria-label="Friesland: 6,2"' in shown
    assert "tiles__step-2" in shown
    assert "tiles__suppressed" in shown


def test_a_picture_of_one_place_has_no_links() -> None:
    tiles = [Tile(6, 3, "Twente", "Twente", url="/x", is_here=True)]
    shown = rendered('{% tile_map tiles label="Twente is gemarkeerd" kind="place" %}', tiles=tiles)
    assert "<a" not in shown
    assert 'role="img"' in shown
    assert "tiles__here" in shown


def test_a_figure_that_may_not_be_shown_is_never_zero_or_empty() -> None:
    shown = rendered('{% kpi "Gesprekken" value=None %}')
    assert "niet getoond" in shown


def test_a_figure_tells_how_it_was_counted() -> None:
    lines = [CertificateLine("Wat", "Gesprekken")]
    shown = rendered('{% kpi "Gesprekken" value="12" certificate=lines %}', lines=lines)
    assert "Zo tellen we dit" in shown
    assert "<dt>Wat</dt>" in shown


def test_the_bridge_says_each_state_in_words() -> None:
    planks = [Plank("Matching", "missing", "Ontbreekt")]
    shown = rendered('{% bridge planks summary="Eén plank ontbreekt." %}', planks=planks)
    assert "plank--missing" in shown
    assert "<span>Ontbreekt</span>" in shown


def test_the_bridge_refuses_a_state_it_does_not_know() -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered('{% bridge planks summary="x" %}', planks=[Plank("Matching", "broken", "x")])


def test_two_versions_stand_side_by_side_with_the_words_that_differ_marked() -> None:
    versions = [Version("Tekst", theirs="op 3 december", yours="op 10 december")]
    shown = rendered('{% conflict versions name="Bas" %}', versions=versions)
    assert "<mark>3</mark>" in shown
    assert "<mark>10</mark>" in shown


def test_words_that_differ_are_escaped() -> None:
    versions = [Version("Tekst", theirs="<b>", yours="<i>")]
    shown = rendered('{% conflict versions name="Bas" %}', versions=versions)
    assert "<mark>&lt;b&gt;</mark>" in shown
    assert "<mark>&lt;i&gt;</mark>" in shown
