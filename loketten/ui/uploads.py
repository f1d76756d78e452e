"""How much somebody may send: what is more is read past, and never stands on the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

# A file of the largest size that we read, and the rest of its form.
MOST_BYTES = 5_200_000


class BoundedUpload(FileUploadHandler):
    """The form arrives without its file, and says so."""

    is_too_large = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  (Django's name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.is_too_large = content_length > MOST_BYTES
        if self.request is not None:
            self.request.__dict__["file_was_too_large"] = self.is_too_large

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep it."""


def was_too_large(request: HttpRequest) -> bool:
    return bool(request.__dict__.get("file_was_too_large"))
