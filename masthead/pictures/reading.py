"""Reading a picture, of whatever kind it is."""

from __future__ import annotations

from masthead.pictures.picture import HugePictureError, Limits, Picture, write_bytes


def read_picture(data: bytes, limits: Limits) -> Picture:
    """Look at a picture's bytes. Raises PictureError, HugePictureError."""
    if len(data) > limits.bytes:
        raise HugePictureError(write_bytes(len(data)), write_bytes(limits.bytes))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        from masthead.pictures.drawing import read_drawing

        return read_drawing(data)
    from masthead.pictures.bitmap import read_bitmap

    return read_bitmap(data, limits.pixels)
