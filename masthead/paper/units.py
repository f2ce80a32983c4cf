"""Units of running text: headings, paragraphs with their subparagraphs, annexes, notes."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from masthead.paper.lists import Sublist
from masthead.paper.localized import Localized
from masthead.paper.model import Code, Model
from masthead.paper.numbers import Label, Number, Printed
from masthead.paper.unit import LanguagesUnit, Slot, Unit, Units


class Heading(Unit):
    """A heading. Level 1 is a chapter (14 pt), 2 a section (12 pt), and so on."""

    kind: ClassVar[str] = "heading"
    text: Annotated[Localized, Field(alias="heading")]
    """The heading, in each language."""
    level: Annotated[int, Field(ge=1, le=6)] = 2
    """1 is a chapter, 2 a section, and so on to 6."""
    numbered: bool = False
    """Whether it has a number or letter before it."""
    number: Number = None
    """Its number, from which the following ones of its level are counted on."""
    label: Label = None
    """A label of its own, which is not counted: the text quotes numbers of another one."""
    bracketed: bool = False
    """Whether the whole of it is not agreed upon, and stands in brackets."""
    printed: Printed = {}
    """The label in versions that were published with another one, or none; counting goes on."""
    is_section: Annotated[bool, Field(exclude=True), SkipJsonSchema()] = False
    """Whether it opens a section of a resolution, if it is of the highest level there."""

    def open_section(self) -> None:
        """Decide that it opens a section: its kind of paper has them."""
        object.__setattr__(self, "is_section", True)

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words."""
        yield Slot("title", self.text)


def walk_below(list_: Sublist | None, subparagraphs: "list[Subparagraph]") -> Iterator[Unit]:
    """Give what stands below the words of a paragraph: its list or its subparagraphs."""
    if list_:
        yield list_
    yield from subparagraphs


class Subparagraph(LanguagesUnit):
    """A lettered subparagraph; its label is never typed. Empty lines divide it into paragraphs."""

    kind: ClassVar[str] = "subparagraph"
    numbered: bool = True
    """False for text without a letter: it goes on with what the list stands in."""
    number: Number = None
    """Its number, 3 for (c), from which the following ones are counted on."""
    label: Label = None
    """A label of its own, which is not counted: the text quotes letters of another one."""
    inserted: bool = False
    """Whether it was put in after the numbers were known: 5 bis; those after it keep theirs."""
    bracketed: bool = False
    """Whether the whole of it is not agreed upon, and stands in brackets."""
    printed: Printed = {}
    """The label in versions that were published with another one, or none; counting goes on."""
    subparagraphs: "list[Subparagraph]" = []
    """Subparagraphs inside this one, labelled by themselves."""
    list_: Annotated[Sublist | None, Field(alias="list")] = None
    """A list below this one, without letters: its items."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words, then its subparagraphs."""
        yield Slot("text", self.text, paragraphs=True)
        yield from walk_below(self.list_, self.subparagraphs)


class Paragraph(Unit):
    """A paragraph, numbered unless it says otherwise."""

    kind: ClassVar[str] = "paragraph"
    text: Annotated[Localized, Field(alias="paragraph")]
    """The paragraph, in each language."""
    run_in: Localized = {}
    """A heading inside the paragraph, before its first words; its full stop is never typed."""
    numbered: bool | None = None
    """False for a paragraph without a number, which those of a letter are by themselves."""
    counted: Annotated[bool, Field(exclude=True), SkipJsonSchema()] = True
    """Whether it has a number, as it says itself or its kind of paper wants."""
    number: Number = None
    """Its number, from which the following ones are counted on: 1 where counting begins anew."""
    label: Label = None
    """A label of its own, which is not counted: the text quotes numbers of another one."""
    inserted: bool = False
    """Whether it was put in after the numbers were known: 5 bis; those after it keep theirs."""
    bracketed: bool = False
    """Whether the whole of it is not agreed upon, and stands in brackets."""
    printed: Printed = {}
    """The label in versions that were published with another one, or none; counting goes on."""
    subparagraphs: list[Subparagraph] = []
    """The subparagraphs (a), (b) and so on; labels are never typed."""
    list_: Annotated[Sublist | None, Field(alias="list")] = None
    """A list below the paragraph, without letters: its items."""

    @model_validator(mode="after")
    def _be_counted(self) -> "Paragraph":
        self.count(by_default=True)
        return self

    def count(self, *, by_default: bool) -> None:
        """Decide whether it has a number: as it says, or else as its kind of paper has it."""
        counted = by_default if self.numbered is None else self.numbered
        counted = self.label is None and (counted or self.number is not None)
        object.__setattr__(self, "counted", counted)

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its heading and its words, then its list or its subparagraphs."""
        if self.run_in:
            yield Slot("run_in", self.run_in)
        yield Slot("text", self.text)
        yield from walk_below(self.list_, self.subparagraphs)


class AnnexBody(Model):
    """What an annex holds."""

    title: Localized = {}
    """The title of the annex, in each language. An annex to a letter may do without."""
    original: Code | None = None
    """The language in which it was written, where that is to be said."""
    text: Units
    """The units of the annex, in reading order."""


class Annex(Unit):
    """An annex: numbering starts afresh in it."""

    kind: ClassVar[str] = "annex"
    annex: AnnexBody
    """Title and text of the annex."""
    printed: Printed = {}
    """The label in versions that were published with another one, or none; counting goes on."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its title, then what stands in it."""
        if self.annex.title:
            yield Slot("title", self.annex.title)
        yield from self.annex.text


CALLED_IN_SOME = "R062"
"""What a note allows that some versions neither have nor call: the code of its error."""


class Note(LanguagesUnit):
    """A note in words of its own, which empty lines divide, or in words that many papers have."""

    kind: ClassVar[str] = "note"
    letter: ClassVar[str] = "n"
    standard: str | None = None
    """The key of words that the series or the language has, instead of a text: ``late``."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words, unless it has none of its own."""
        if self.standard is None or self.text:
            yield Slot("text", self.text, paragraphs=True)

    def may_lack(self, code: str) -> bool:
        """Whether a version may do without it: it has no words there, and that is allowed."""
        if self.standard is not None or code in self.text:
            return False
        return bool(self.allow.get(CALLED_IN_SOME, "").strip())
