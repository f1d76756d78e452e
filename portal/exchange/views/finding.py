"""From an address to an import or an export; one of another desk is as unknown as none."""

import uuid

from django.shortcuts import get_object_or_404

from loketten.accounts.models import Membership
from portal.exchange.models import Export, Import


def find_import(incoming: uuid.UUID) -> Import:
    runs = Import.objects.select_related("by__user", "by__desk")
    found: Import = get_object_or_404(runs, public_id=incoming)
    return found


def find_own_export(export: uuid.UUID, by: Membership) -> Export:
    """Only who asked for it."""
    found: Export = get_object_or_404(Export, public_id=export, by=by)
    return found
