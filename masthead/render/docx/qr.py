"""The QR code of the first page's foot."""

from __future__ import annotations

import io


def draw_qr(address: str) -> bytes:
    """Draw the QR code of an address as a PNG picture, without a border of its own."""
    import segno

    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=8, border=0)
    return picture.getvalue()
