"""Greyscale: a form and everything that it uses, through and through.

Colours in content streams are rewritten (:mod:`masthead.print.inks`), gradients get grey functions,
and pictures are decoded and written anew in grey, without loss. Nothing is rasterised.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from masthead.print.colour import COMPONENTS, Space, to_grey
from masthead.print.inks import Ink, NotGreyError, list_operations, rewrite_content
from masthead.print.marks import write_number
from masthead.print.spaces import list_drawings, list_resources, read_space

if TYPE_CHECKING:
    import pikepdf

_EXPONENTIAL, _STITCHING = 2, 3


class Greying:
    """Turns forms of one PDF into grey; what several forms share is looked at once."""

    def __init__(self, pdf: pikepdf.Pdf, ink: Ink) -> None:
        self._pdf = pdf
        self._ink = ink
        self._seen: set[tuple[int, int]] = set()

    def treat_form(self, form: pikepdf.Object) -> None:
        """Treat a form XObject, a tiling pattern or a glyph. Raises NotGreyError."""
        import pikepdf

        if self._was_seen(form):
            return
        resources = form.get("/Resources")
        spaces = None if resources is None else resources.get("/ColorSpace")
        written, changed = rewrite_content(list_operations(form), spaces, self._ink)
        if changed:
            form.write(pikepdf.unparse_content_stream(written))
        self._treat_group(form)
        if resources is not None and not self._was_seen(resources):
            self._treat_resources(resources)

    def _treat_resources(self, resources: Any) -> None:
        for drawing in list_drawings(resources):
            self.treat_form(drawing)
        for drawn in list_resources(resources, "/XObject"):
            if drawn.get("/Subtype") == "/Image":
                self._treat_image(drawn)
        for pattern in list_resources(resources, "/Pattern"):
            if "/Shading" in pattern:
                self._treat_shading(pattern.Shading)
        for shading in list_resources(resources, "/Shading"):
            self._treat_shading(shading)

    def _treat_group(self, form: Any) -> None:
        """Blend in grey where everything is grey."""
        import pikepdf

        group = form.get("/Group")
        if self._ink is Ink.ALL and group is not None and "/CS" in group:
            group.CS = pikepdf.Name.DeviceGray

    def _treat_image(self, image: Any) -> None:
        """Write a coloured picture anew in grey; its mask stays."""
        import pikepdf

        if self._ink is Ink.NEUTRAL or self._was_seen(image) or image.get("/ImageMask"):
            return
        if read_space(image.get("/ColorSpace")) is Space.GREY:
            return
        if "/Decode" in image:
            raise NotGreyError("a picture with inverted colours")
        try:
            picture = pikepdf.PdfImage(image).as_pil_image().convert("L")
        except (pikepdf.PdfError, ValueError, NotImplementedError, OSError) as error:
            raise NotGreyError("a picture of an unusual kind") from error
        image.write(picture.tobytes())
        image.ColorSpace = pikepdf.Name.DeviceGray
        image.BitsPerComponent = 8
        image.Width, image.Height = picture.size
        for key in ("/Intent", "/DecodeParms"):
            if key in image:
                del image[key]

    def _treat_shading(self, shading: Any) -> None:
        """Give a gradient grey ends: between them luma is as straight as the colours were."""
        import pikepdf

        if self._ink is Ink.NEUTRAL or self._was_seen(shading):
            return
        space = read_space(shading.get("/ColorSpace"))
        if space is Space.GREY:
            return
        if space not in (Space.RGB, Space.CMYK) or "/Function" not in shading:
            raise NotGreyError("a gradient of an unusual kind")
        for ends in _list_ends(shading.Function):
            for key in ("/C0", "/C1"):
                ends[key] = pikepdf.Array([self._write_grey(space, ends.get(key))])
        if "/Background" in shading:
            shading.Background = pikepdf.Array([self._write_grey(space, shading.Background)])
        shading.ColorSpace = pikepdf.Name.DeviceGray

    @staticmethod
    def _write_grey(space: Space, values: Any) -> Any:
        from decimal import Decimal

        if values is None or len(values) != COMPONENTS[space]:
            raise NotGreyError("a gradient of an unusual kind")
        return Decimal(write_number(to_grey(space, [float(value) for value in values])))

    def _was_seen(self, thing: Any) -> bool:
        """Whether an indirect object was here before; direct ones belong to one owner."""
        number: tuple[int, int] = thing.objgen
        if number == (0, 0):
            return False
        if number in self._seen:
            return True
        self._seen.add(number)
        return False


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
