"""What was brought in and taken along lately, and the way to more."""

from django.http import HttpResponse
from django.shortcuts import render

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.accounts.settings_tabs import settings_tabs
from portal.exchange.choices import ExportState
from portal.exchange.everything.sheets import SHEETS
from portal.exchange.models import Export, Import
from portal.exchange.progress import Progress
from portal.exchange.waiting import why_export_waits, why_import_waits

SHOWN = 10


@desk_view(Right.EXPORT_DESK)
def home(request: DeskRequest) -> HttpResponse:
    exports = list(Export.objects.select_related("by__user")[:SHOWN])
    imports = list(Import.objects.select_related("by__user")[:SHOWN])
    bringing = next((one for one in imports if one.is_open), None)
    making = next((one for one in exports if one.is_under_way), None)
    progress = Progress(making.public_id, making.state) if making else None
    waits = why_export_waits(making) if making else ""
    is_silent = progress.is_silent() if progress else False
    own = (one for one in exports if one.can_be_fetched and one.by_id == request.member.pk)
    context = {
        "tabs": settings_tabs(request.desk.slug, "exchange:home"),
        "exports": exports,
        "imports": imports,
        "open_import": bringing,
        "import_waits": why_import_waits(bringing) if bringing and bringing.is_under_way else "",
        "ready": next(own, None),
        "has_failed": bool(exports) and _has_failed(exports[0], by=request.member),
        "making": making,
        "making_done": progress.told() if progress else 0,
        "is_silent": is_silent,
        "making_of": len(SHEETS),
        "making_waits": waits,
        "making_can_be_stopped": waits or is_silent,
        "runs_class": "under-way" if making else "",
    }
    return render(request, "exchange/home.html", context)


def _has_failed(export: Export, *, by: Membership) -> bool:
    return export.state == ExportState.FAILED and export.by_id == by.pk
