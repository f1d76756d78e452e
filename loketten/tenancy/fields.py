"""The column that says to which desk a row belongs."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from loketten.tenancy.context import OtherDeskError, current_desk_id


class DeskColumn(models.ForeignKey[Any, Any]):
    """Filled with the current desk; writing a row of another desk raises `OtherDeskError`."""

    def __init__(self, **kwargs: Any) -> None:
        # No index of its own: every tenant table has UNIQUE (desk, id), which starts with it.
        kwargs.update(to="tenancy.Desk", on_delete=models.PROTECT, db_index=False, editable=False)
        kwargs.setdefault("default", current_desk_id)
        kwargs.setdefault("related_name", "+")
        super().__init__(**kwargs)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if value != current_desk_id():
            raise OtherDeskError("A row can only be written at the desk it belongs to.")
        return super().get_db_prep_save(value, connection)
