"""Greyscale: a form and everything that it uses, through and through.

Colours in content streams are rewritten (:mod:`masthead.print.ink`), gradients get grey functions,
and pictures are decoded and written anew in grey, without loss. Nothing is rasterised.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from masthead.print.ink import NotGreyError, blacken, list_operations, make_grey, to_grey
from masthead.print.marks import write_number
from masthead.print.resources import count_values, list_drawings, list_resources

if TYPE_CHECKING:
    import pikepdf

_EXPONENTIAL, _STITCHING = 2, 3
MOST_PIXELS = 100_000_000
"""Of a picture: one of A3 with 600 dots to an inch has 70 million."""


class Greying:
    """Brings forms to black ink; what several forms share is looked at once.

    Where it is not ``whole``, only what has no colour is: black text that a press would print with
    four inks.
    """

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole
        self._seen: set[tuple[int, int]] = set()

    def treat_form(self, form: pikepdf.Object) -> None:
        """Treat a form XObject, a tiling pattern or a glyph. Raises NotGreyError."""
        import pikepdf

        if self._was_seen(form):
            return
        resources = form.get("/Resources")
        operations = list(list_operations(form, whole=self._whole))
        before = [one for _, one in operations]
        spaces = None if resources is None else resources.get("/ColorSpace")
        after = make_grey(operations, spaces) if self._whole else blacken(operations)
        if len(after) != len(before) or any(
            map(lambda one, other: one is not other, after, before)
        ):
            form.write(pikepdf.unparse_content_stream(after))
        if resources is not None and not self._was_seen(resources):
            for drawing in list_drawings(resources):
                self.treat_form(drawing)
            if self._whole:
                self._treat_resources(resources)
        group = form.get("/Group")
        if self._whole and group is not None and "/CS" in group:
            group.CS = pikepdf.Name.DeviceGray  # everything in it is grey now

    def _treat_resources(self, resources: Any) -> None:
        for drawn in list_resources(resources, "/XObject"):
            if drawn.get("/Subtype") == "/Image":
                self._treat_image(drawn)
        for pattern in list_resources(resources, "/Pattern"):
            if "/Shading" in pattern:
                self._treat_shading(pattern.Shading)
        for shading in list_resources(resources, "/Shading"):
            self._treat_shading(shading)

    def _treat_image(self, image: Any) -> None:
        """Write a coloured picture anew in grey; its mask stays."""
        import pikepdf

        if self._was_seen(image) or image.get("/ImageMask"):
            return
        if count_values(image.get("/ColorSpace")) == 1:
            return
        if "/Decode" in image:
            raise NotGreyError("a picture with inverted colours")
        if int(image.Width) * int(image.Height) > MOST_PIXELS:
            raise NotGreyError("a picture of so many dots")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # about /Matte: see below
                picture = pikepdf.PdfImage(image).as_pil_image().convert("L")
        except (
            pikepdf.PikepdfError, ValueError, OSError, LookupError, TypeError, RuntimeError,
        ) as error:  # fmt: skip
            raise NotGreyError("a picture of an unusual kind") from error
        image.write(picture.tobytes())
        image.ColorSpace = pikepdf.Name.DeviceGray
        image.BitsPerComponent = 8
        image.Width, image.Height = picture.size
        for key in ("/Intent", "/DecodeParms"):
            if key in image:
                del image[key]
        mask = image.get("/SMask")
        if mask is not None and "/Matte" in mask:  # blended with a colour, which is as grey now
            mask.Matte = pikepdf.Array([_write_grey(len(mask.Matte), mask.Matte)])

    def _treat_shading(self, shading: Any) -> None:
        """Give a gradient grey ends: between them luma is as straight as the colours were."""
        import pikepdf

        count = count_values(shading.get("/ColorSpace"))
        if self._was_seen(shading) or count == 1:
            return
        if count not in (3, 4) or "/Function" not in shading:
            raise NotGreyError("a gradient of an unusual kind")
        for ends in _list_ends(shading.Function):
            for key in ("/C0", "/C1"):
                ends[key] = pikepdf.Array([_write_grey(count, ends.get(key))])
        if "/Background" in shading:
            shading.Background = pikepdf.Array([_write_grey(count, shading.Background)])
        shading.ColorSpace = pikepdf.Name.DeviceGray

    def _was_seen(self, thing: Any) -> bool:
        """Whether an indirect object was here before; direct ones belong to one owner."""
        number: tuple[int, int] = thing.objgen
        if number == (0, 0):
            return False
        if number in self._seen:
            return True
        self._seen.add(number)
        return False


def _write_grey(count: int, values: Any) -> Any:
    from decimal import Decimal

    if values is None or len(values) != count:
        raise NotGreyError("a gradient of an unusual kind")
    return Decimal(write_number(to_grey([float(value) for value in values])))


def _list_ends(function: Any) -> Iterator[Any]:
    """List the functions of a gradient that go straight from one colour to another."""
    import pikepdf

    kind = -1 if isinstance(function, pikepdf.Array) else int(function.get("/FunctionType", -1))
    if kind == _EXPONENTIAL:
        yield function
    elif kind == _STITCHING:
        for piece in function.Functions:
            yield from _list_ends(piece)
    else:
        raise NotGreyError("a gradient of an unusual kind")
