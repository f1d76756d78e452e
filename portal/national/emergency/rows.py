"""What can be mended behind the emergency door, and how: rows are added and changed, never deleted.

Every write is an action of `loketten.accounts`, with its row in the log.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loketten.accounts.access import national_view
from loketten.accounts.actions import codes, desks, regions
from loketten.accounts.models import User
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Code, Desk, RegionMembership
from loketten.ui.text import LineField
from portal.national.forms.codes import CodeDayField
from portal.national.forms.emergency import ByHandForm
from portal.national.frame import page
from vacancies.edition import next_edition

guarded = national_view(Right.MANAGE_DESKS)


class Rows(ModelAdmin):  # type: ignore[type-arg]
    """Django's own forms and their checks, inside our pages."""

    form = ByHandForm
    actions = None
    add_fields: ClassVar[tuple[str, ...]] = ()
    change_fields: ClassVar[tuple[str, ...]] = ()
    # The action that is meant for these rows; returns what changed.
    save: ClassVar[Callable[..., Any]]
    # A load of the reference data knows no hand: it makes the rows as the file has them.
    is_from_file: ClassVar[bool] = False
    add_form_template = change_form_template = "national/emergency/row.html"

    def get_urls(self) -> list[URLPattern]:
        name = self.opts.model_name
        row = rf"^/{name}/(?P<object_id>[A-Za-z0-9.-]{{1,60}})\Z"
        return [
            path(f"/{name}", guarded(self.changelist_view), name=f"{name}_list"),
            *(
                [path(f"/{name}-erbij", guarded(self.add_view), name=f"{name}_add")]
                if self.add_fields
                else []
            ),
            re_path(row, guarded(self.change_view), name=f"{name}_change"),
        ]

    # The one table of rights decides, not a second one beside it.
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    has_change_permission = has_view_permission
    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.add_fields) and self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The action wrote it down already."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The action wrote it down already."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """All of them: the browser finds a word faster than pages do."""
        return self._page(request, "national/emergency/rows.html", rows=self.get_queryset(request))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        """A refusal is said above what was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DomainError as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
        answer: Any = super().changeform_view(request, object_id, form_url, extra_context)
        answer.status_code = 409
        return answer

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.change_fields if obj else self.add_fields

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]
        form: Any = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The fields of the screens; Django's own would need its scripts."""
        if isinstance(db_field, models.DateField):
            return db_field.formfield(form_class=CodeDayField)
        if isinstance(db_field, models.CharField) and not db_field.choices:
            return LineField(
                label=capfirst(db_field.verbose_name),
                max_length=int(db_field.max_length or 0),
                required=not db_field.blank,
                help_text=db_field.help_text,
            )
        return db_field.formfield()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        messages.success(request, _("It has been added."))
        return redirect(f"{self.admin_site.name}:{self.opts.model_name}_list")

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        request.changed = self.save(obj, by=request.user, seen=form.seen, **form.written)

    def response_change(self, request: Any, obj: Any) -> Any:
        words = _("The changes have been saved.") if request.changed else _("Nothing was changed.")
        messages.success(request, words)
        return redirect(f"{self.admin_site.name}:{self.opts.model_name}_list")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return self._page(request, "national/emergency/row.html", form=context["adminform"].form)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404

    def _page(self, request: Any, template: str, **context: Any) -> HttpResponse:
        name, space = self.opts.model_name, self.admin_site.name
        places: dict[str, Any] = {
            "index_view": f"{space}:index",
            "list_view": f"{space}:{name}_list",
            "add_view": f"{space}:{name}_add" if self.add_fields else "",
            "change_view": f"{space}:{name}_change",
        }
        opts, is_from_file = self.opts, self.is_from_file
        return page(request, template, opts=opts, is_from_file=is_from_file, **places, **context)


def _mend_desk(desk: Desk, *, by: User, seen: str, **values: Any) -> list[str]:
    """Its days decide which of its places are online, and here they may change from now on."""
    changed = desks.mend_desk(desk, by=by, seen=seen, **values)
    next_edition()
    return changed


class DeskRows(Rows):
    """Its names and its days. What a manager sets is the desk's own."""

    save = staticmethod(_mend_desk)
    change_fields = ("display_name", "slug", "opened_on", "paused_on", "closed_on")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Desk]:
        return Desk.objects.defer("logo").order_by("display_name")


class RegionRows(Rows):
    save = staticmethod(regions.save_region)
    is_from_file = True
    change_fields = ("name", "tile_label", "tile_column", "tile_row", "valid_from", "valid_until")
    add_fields = ("code", *change_fields)


class MembershipRows(Rows):
    """In which region a municipality lies."""

    save = staticmethod(regions.save_membership)
    is_from_file = True
    add_fields = change_fields = ("municipality", "region", "valid_from", "valid_until")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[RegionMembership]:
        rows = RegionMembership.objects.select_related("municipality", "region")
        return rows.order_by("municipality__name", "valid_from")


def _save_code(code: Code, *, by: User, seen: str, **values: Any) -> list[str] | Code:
    if code.pk:
        return codes.change_code(code, by=by, seen=seen, **values)
    return codes.add_code(values.pop("list"), by=by, **values)


class CodeRows(Rows):
    """The key is made from the English words and stays."""

    save = staticmethod(_save_code)
    change_fields = ("label_nl", "label_en", "position", "valid_from", "valid_until")
    add_fields = ("list", *change_fields)
