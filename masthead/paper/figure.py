"""A figure: a picture in a file beside the paper, what it shows in words, a title, a source."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from masthead.paper.files import FileName, Files
from masthead.paper.localized import Localized
from masthead.paper.model import Form
from masthead.paper.unit import NestedBody, NestedUnit, Slot, Unit

NARROWEST = 10
"""The least part of the column, in percent, that a picture may have."""


def _read_width(value: object) -> object:
    """Refuse another width in one sentence, and not once for each form it might have."""
    part = type(value) is int and NARROWEST <= value <= 100
    if not part and value not in ("page", "column"):
        raise PydanticCustomError(
            "width", f"page, column, or a part of the column from {NARROWEST} to 100 percent"
        )
    return value


Width = Annotated[
    Literal["page", "column"] | Annotated[int, Field(ge=NARROWEST, le=100)],
    BeforeValidator(_read_width),
]


class PictureBody(NestedBody):
    """What every figure holds, whatever its picture is made from."""

    title: Localized = {}
    """The title, in each language; its number is made."""
    source: Localized = {}
    """Where the picture or its data come from, in each language."""
    width: Width = "page"
    """As wide as the page or as the column of text, or a part of the column in percent."""
    numbered: bool = True
    """Whether it has a number, where there are several."""

    @property
    def room(self) -> tuple[Literal["page", "column"], int]:
        """Say where the picture stands, page or column, and what part it takes, in percent."""
        if isinstance(self.width, int):
            return "column", self.width
        return self.width, 100


class FigureBody(PictureBody):
    """What a figure holds."""

    image: Annotated[Files, Form.BY_LANGUAGE]
    """An SVG, PNG or JPEG file beside the paper, or one for each language."""
    alt: Localized
    """What the picture shows, in words for who cannot see it, in each language."""

    def pick_image(self, code: str) -> FileName:
        """Pick the picture of a language; that of another where a draft has none yet."""
        if isinstance(self.image, FileName):
            return self.image
        return self.image.get(code) or next(iter(self.image.values()))


class PictureUnit(NestedUnit):
    """A unit that is printed as a figure."""

    @property
    def picture(self) -> PictureBody:
        """What it holds."""
        body: PictureBody = getattr(self, self.kind)
        return body


class Figure(PictureUnit):
    """A figure."""

    kind: ClassVar[str] = "figure"
    figure: FigureBody
    """Title and picture of the figure."""

    def files(self, code: str) -> Iterable[FileName]:
        """Give its picture."""
        return (self.figure.pick_image(code),)

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its title, what it shows, and its source."""
        body = self.figure
        if body.title:
            yield Slot("title", body.title)
        yield Slot("alt", body.alt)
        if body.source:
            yield Slot("source", body.source)
