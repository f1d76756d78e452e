"""What a form shows when a colleague saved the same page first."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from loketten.accounts.last_writer import last_writer
from loketten.ui.versions import VersionedForm


def conflict_of(form: VersionedForm, theirs: dict[str, Any], row: models.Model) -> dict[str, Any]:
    """Both texts where they differ, and the form on top of the newer version."""
    return {
        "form": form.merged_with(theirs),
        "has_conflict": True,
        "writer": last_writer(row) or _("a colleague"),
        "disagreements": form.disagreements(theirs),
        "only_theirs": form.only_theirs(theirs),
    }
