"""The facts of a paper's masthead."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from masthead.paper.localized import Localized
from masthead.paper.model import Code, Form, Located, Model

STATUSES = {
    "official": "The text as it is submitted or issued.",
    "unofficial-translation": "A translation that says so on its first page.",
    "pending": "Not written yet: this version is not built, the others are.",
}
"""What the kinds of a version's text mean."""


class Version(Model):
    """A language version: what kind of text it is."""

    status: Literal["official", "unofficial-translation", "pending"] = "official"
    """What kind of text it is, as ``STATUSES`` explains; a pending version is not built."""
    from_: Annotated[Code | None, Field(alias="from")] = None
    """The language it was translated from."""


class Meeting(Model):
    """When the session is held, and where, if the masthead says so."""

    city: str | None = None
    """One of the cities of the language room, such as ``geneva``."""
    start: datetime.date
    """The first day, as ``2024-07-22``."""
    end: datetime.date
    """The last day."""


_PART = r"^[1-9]\d{0,2} \([a-z]\)$"
Item = Annotated[int, Field(ge=1, le=999)] | Annotated[str, Field(pattern=_PART)]
"""An agenda item, or one of its parts: ``7`` or ``7 (b)``."""


def _check_items(value: object) -> object:
    """Refuse what is no agenda item in one sentence, and not once for each form it might have."""
    for item in value if isinstance(value, list) and value else [value]:
        part = isinstance(item, str) and re.fullmatch(_PART, item)
        if not part and not (type(item) is int and 1 <= item <= 999):
            raise PydanticCustomError(
                "agenda_item", "an item such as 7, a part of one such as 7 (b), or a list of them"
            )
    return value


class TitledItem(Located):
    """One of several agenda items, with a title of its own."""

    item: Annotated[Item, BeforeValidator(_check_items)]
    """The number of the item."""
    title: Localized
    """The title of the item, in each language."""


class Agenda(Model):
    """The agenda item, or items, under which the paper is submitted."""

    item: Annotated[
        Item | Annotated[list[Item], Field(min_length=1)] | None, BeforeValidator(_check_items)
    ] = None
    """The number of the item, or a list of numbers."""
    items: list[TitledItem] = []
    """Instead of ``item`` and ``title``: several items, each with a title of its own."""
    provisional: Annotated[bool, Form.ALWAYS] = False
    """Whether it is an item of the provisional agenda."""
    preliminary: bool = False
    """Whether it is an item of the preliminary list, from which an agenda is made."""
    document: str | None = None
    """The symbol of that agenda or list: a note to the line says it."""
    title: Localized | None = None
    """The title of the item, in each language."""

    @property
    def numbers(self) -> tuple[Item, ...]:
        """The numbers of the items, in their order."""
        if self.item is None:
            return tuple(one.item for one in self.items)
        return tuple(self.item) if isinstance(self.item, list) else (self.item,)

    @property
    def titles(self) -> tuple[Localized, ...]:
        """The titles of the items, in their order."""
        return (self.title,) if self.title else tuple(one.title for one in self.items)


class Job(Model):
    """The job number, and the date codes (DDMMYY) of each language version."""

    number: str
    """As printed: ``24-01234`` or ``GE.24-01234``."""
    dates: Annotated[
        dict[Code, list[Annotated[str, Field(pattern=r"^\d{6}$")]]], Form.BY_LANGUAGE
    ] = {}
    """For each language, the dates (DDMMYY) that follow the job number."""


def _check_reports(value: object) -> object:
    """Refuse what is no symbol, nor a list of some, in one sentence."""
    listed = value if isinstance(value, list) and value else [value]
    if all(isinstance(symbol, str) for symbol in listed):
        return value
    raise PydanticCustomError("report_type", "a symbol such as A/80/583, or a list of them,")


def _check_paragraphs(value: object) -> object:
    """Refuse what is no paragraph's number, nor a range of them, in one sentence."""
    if type(value) is int and value > 0:
        return value
    if isinstance(value, str) and re.fullmatch(r"[1-9]\d*[–-][1-9]\d*", value):
        return value
    raise PydanticCustomError("range_type", "a number such as 12, or a range such as 12–14,")


class Adoption(Model):
    """When a resolution was adopted, and on what basis: the lines above its title and at its end.

    The basis is made of committee, report and paragraph, or else said in words of its own.
    """

    date: datetime.date
    """The day of the adoption."""
    meeting: Annotated[int | None, Field(ge=1)] = None
    """The number of the meeting: 30 for the 30th plenary meeting."""
    committee: str | None = None
    """The Main Committee on whose report it was adopted: first, second and so on to sixth."""
    report: Annotated[str | list[str], BeforeValidator(_check_reports)] | None = None
    """The symbol of the committee's report, or of the draft where there was no committee."""
    paragraph: Annotated[int | str, BeforeValidator(_check_paragraphs)] | None = None
    """The paragraph of the report that holds the draft: ``12`` or ``12–14``."""
    basis: Localized = {}
    """On what basis, in words of its own, in each language."""


class Communication(Model):
    """From whom a letter or note verbale is, to whom, and of which day: its title is made of these.

    Both parties stand as they do inside the title: with their article, in the case that it wants.
    """

    form: Literal["letter", "identical-letters", "note-verbale"] = "letter"
    """What it is: a letter, the same letter to several persons, or a note verbale."""
    date: datetime.date
    """The day of the letter, which is not that of the paper."""
    from_: Annotated[Localized, Field(alias="from")]
    """Who writes, in each language: ``the Permanent Representative of … to the United Nations``."""
    to: Localized
    """To whom, in each language: ``the Secretary-General``, ``au Secrétaire général``."""
