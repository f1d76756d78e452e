"""A column that keeps the searchable spelling of another one."""

from typing import Any

from django.db import models

from loketten.kit.spelling import fold


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """Filled from the field `of` at every insert and save, so that search compares like with like.

    `QuerySet.update()` passes it by: whoever updates a name that way also sets the key.
    """

    def __init__(self, *, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.update(editable=False, max_length=120)
        super().__init__(**kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = fold(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["max_length"]
        return name, path, list(args), {**kwargs, "of": self.of}
