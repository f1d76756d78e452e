"""Fields: label, hint, errors and control belong together for who cannot see them."""

from django import forms

from loketten.ui.widgets import (
    DayInput,
    LongSelect,
    ManyPills,
    MomentInput,
    Pills,
    PlainChoices,
)
from tests.ui.markup import rendered

TWO = [("a", "Aan"), ("u", "Uit")]


class Sample(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals op je pas.")
    phone = forms.CharField(label="Telefoon", required=False)
    kind = forms.ChoiceField(label="Soort", choices=TWO)
    way = forms.ChoiceField(label="Weg", choices=TWO, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="Hoe", choices=TWO, widget=Pills)
    themes = forms.MultipleChoiceField(label="Wat", choices=TWO, widget=ManyPills, required=False)
    day = forms.DateField(label="Dag", widget=DayInput)
    moment = forms.DateTimeField(label="Moment", widget=MomentInput)
    text = forms.CharField(label="Tekst", widget=forms.Textarea)
    agreed = forms.BooleanField(label="Akkoord", help_text="Eén keer.")
    hidden = forms.CharField(widget=forms.HiddenInput)


def _field(name: str, form: forms.Form, more: str = "") -> str:
    return rendered(f"{{% field form.{name} {more} %}}", form=form)


def test_label_hint_and_control_are_tied() -> None:
    shown = _field("name", Sample())
    assert '<label class="utrecht-form-label" for="id_name">Naam</label>' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'aria-describedby="id_name_helptext"' in shown
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in shown


def test_an_error_stands_between_the_hint_and_the_control() -> None:
    shown = _field("name", Sample({}))
    assert shown.index("id_name_helptext") < shown.index('id="id_name_error"')
    assert shown.index('id="id_name_error"') < shown.index("<input")
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert "utrecht-form-field--invalid" in shown
    assert "Vul dit in." in shown


def test_what_was_typed_stays() -> None:
    assert 'value="Zó &amp; zo"' in _field("name", Sample({"name": "Zó & zo"}))


def test_only_what_is_optional_says_so() -> None:
    assert "(hoeft niet)" in _field("phone", Sample())
    assert "(hoeft niet)" not in _field("phone", Sample(), "mark_optional=False")
    assert "(hoeft niet)" not in _field("name", Sample())


def test_the_browser_does_not_answer_in_our_place() -> None:
    shown = _field("name", Sample())
    assert " required" not in shown
    assert 'aria-required="true"' in shown


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    shown = _field("way", Sample())
    assert "<fieldset" in shown
    assert "Weg</legend>" in shown
    assert shown.count('<label class="option">') == 2
    assert "aria-required" not in shown


def test_pills_are_native_choices_in_a_row() -> None:
    shown = _field("channel", Sample(initial={"channel": "a"}))
    assert '<div class="pills">' in shown
    assert shown.count('type="radio"') == 2
    assert shown.count("checked") == 1
    assert rendered("{% segments form.themes %}", form=Sample()).count('type="checkbox"') == 2


def test_a_group_can_be_drawn_the_other_way() -> None:
    assert '<div class="pills">' in rendered("{% segments form.way %}", form=Sample())
    assert '<label class="option">' in rendered("{% choices form.channel %}", form=Sample())


def test_an_error_of_a_group_is_tied_to_the_fieldset() -> None:
    shown = _field("way", Sample({}))
    assert '<fieldset class="utrecht-form-field utrecht-form-field--invalid"' in shown
    assert 'aria-describedby="id_way_error"' in shown


def test_every_kind_of_control_gets_its_class() -> None:
    assert "utrecht-select" in _field("kind", Sample())
    assert "utrecht-textarea" in _field("text", Sample())
    assert 'type="date"' in _field("day", Sample())
    assert 'type="datetime-local"' in _field("moment", Sample())
    assert "utrecht-textbox" not in _field("agreed", Sample())


def test_a_long_list_is_drawn_as_any_other() -> None:
    team = [("1", "Bo <b>Bakker</b>"), ("2", "Jo's"), ("3", 'An "X"')]

    class Any(forms.Form):
        who = forms.ChoiceField(choices=team)

    class Long(forms.Form):
        who = forms.ChoiceField(choices=PlainChoices(lambda: team), widget=LongSelect)

    for value in ("2", "9", None):
        drawn = [str(form(initial={"who": value})["who"]) for form in (Any, Long)]
        assert drawn[0] == drawn[1]
        assert "<b>" not in drawn[1]
    assert Long({"who": "3"}).is_valid()
    assert not Long({"who": "9"}).is_valid()


def test_a_single_box_has_its_label_around_it() -> None:
    shown = _field("agreed", Sample())
    assert '<label class="option"><input type="checkbox"' in shown.replace("\n", "")
    assert 'id="id_agreed_helptext"' in shown
    assert 'aria-describedby="id_agreed_helptext"' in shown


def test_a_whole_form_is_drawn_in_the_same_way() -> None:
    shown = str(Sample())
    assert shown.count("utrecht-form-field ") + shown.count('utrecht-form-field"') == 10
    assert '<input type="hidden" name="hidden"' in shown


def test_the_summary_names_the_fields_and_links_to_them() -> None:
    form = Sample({})
    form.add_error(None, "Kies eerst een klant.")
    form.add_error("phone", "Vul een getal in.")
    form.add_error("themes", "Vul een getal in.")
    form.add_error("text", "Dit is te lang.")
    shown = rendered("{% error_summary form %}", form=form)
    assert '<a href="#id_phone">Telefoon: Vul een getal in.</a>' in shown
    assert '<a href="#id_text">Dit is te lang.</a>' in shown
    assert '<a href="#id_name">Naam: Vul dit in.</a>' in shown
    assert '<a href="#id_way_0">Weg: Vul dit in.</a>' in shown
    assert "<li>Kies eerst een klant.</li>" in shown
    assert 'tabindex="-1"' in shown


def test_no_summary_when_all_is_well() -> None:
    assert rendered("{% error_summary form %}", form=Sample()) == ""
