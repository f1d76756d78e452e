"""Rules that more than one action keeps."""

from collections.abc import Collection, Mapping
from typing import Any

from loketten.kit.bsn import refuse_bsn

# What somebody types freely into any form of this app, by the name of its column.
FREE_TEXTS = frozenset(
    {
        "name",
        "street",
        "city",
        "website",
        "note",
        "position",
        "email",
        "summary",
        "next_step",
        "trainer",
        "title",
        "tasks",
        "learning",
        "offer",
        "asks",
        "contact_name",
        "contact_email",
        "directions",
    }
)


def refuse_bsn_in(columns: Mapping[str, Any], *, vouched: Collection[str]) -> list[str]:
    """Returns the columns that pass because the writer vouched for them, for the access log."""
    texts = {name: text for name, text in columns.items() if name in FREE_TEXTS}
    return refuse_bsn(texts, vouched=vouched)
