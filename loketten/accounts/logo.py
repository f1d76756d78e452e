"""Takes a picture from an upload and keeps only its pixels."""

import warnings
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from loketten.kit.errors import DomainError

LARGEST_BYTES = 200 * 1024
LARGEST_PIXELS = 4_000_000
# Shown at 48 px at most; twice that for sharp screens.
HEIGHT = 96
WIDTH = 640


class NotALogo(DomainError):
    message = _("We cannot read this picture. Choose a PNG or JPEG file.")


class LogoIsTooLarge(DomainError):
    message = _("This picture is too large. Choose one of at most 200 kB and 4 million pixels.")


def read_logo(upload: bytes) -> bytes:
    """A small PNG without any of the upload's other bytes: no EXIF, no text, no second picture."""
    if len(upload) > LARGEST_BYTES:
        raise LogoIsTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_again(upload)
    except LogoIsTooLarge:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise LogoIsTooLarge from None
    except (OSError, SyntaxError, ValueError, EOFError):
        # What Pillow raises for other formats, half files and broken chunks.
        raise NotALogo from None


def _drawn_again(upload: bytes) -> bytes:
    # The name and the type that the browser gave count for nothing.
    with Image.open(BytesIO(upload), formats=["PNG", "JPEG"]) as picture:
        # The size stands in the header: a bomb is refused before it is unpacked.
        if picture.width * picture.height > LARGEST_PIXELS:
            raise LogoIsTooLarge
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((WIDTH, HEIGHT))
    bare = Image.new("RGBA", upright.size)
    bare.paste(upright)
    drawn = BytesIO()
    bare.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
