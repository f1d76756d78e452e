"""Form fields for what people type: cleaned, measured in characters, and nothing cut off."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext_lazy

from loketten.kit.errors import DomainError
from loketten.kit.text import clean_line, clean_lines

TOO_LONG = ngettext_lazy(
    "This is %(show_value)d characters long. At most %(limit_value)d character fits.",
    "This is %(show_value)d characters long. At most %(limit_value)d characters fit.",
    "limit_value",
)


class TextField(forms.CharField):
    """Some lines. NUL and half characters are refused in words; new lines are of one kind."""

    widget: type[forms.Widget] = forms.Textarea
    # False where only one kind of thing can be written, such as a phone number.
    is_free_text: ClassVar[bool] = True

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = max_length
        self.validators = [MaxLengthValidator(max_length, message=TOO_LONG)]

    def to_python(self, value: Any) -> str:
        try:
            return self.cleaned(super().to_python(value) or "")
        except DomainError as error:
            raise ValidationError(str(error)) from None

    def cleaned(self, text: str) -> str:
        return clean_lines(text)


class LineField(TextField):
    """One line, with single spaces between the words."""

    widget: type[forms.Widget] = forms.TextInput

    def cleaned(self, text: str) -> str:
        return clean_line(text)
