"""The text of a paper: sections of all languages side by side, aligned, put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from masthead.align.likeness import Features
from masthead.align.rows import align
from masthead.diagnostic import Diagnostic, Place
from masthead.draft.content import join_lines
from masthead.draft.draft import Block, Section, list_calls, say
from masthead.draft.labels import Labels, load_labels
from masthead.importing import problems
from masthead.importing.assemble import Assembly
from masthead.importing.facts import is_alike
from masthead.importing.forms import MADE
from masthead.importing.mirrored import tell_turned, turn_figures
from masthead.importing.notes import NoteGatherer
from masthead.importing.outline import Kept, Typed
from masthead.importing.prefix import find_prefix
from masthead.importing.rows import Unit as Found
from masthead.importing.rows import decide_row
from masthead.importing.tables import TableMaker
from masthead.importing.texts import TextMaker, has_words, rename_calls
from masthead.importing.work import Work
from masthead.language.language import Language, load_language
from masthead.paper import OPENED, Annex, AnnexBody, Paragraph, Part, PartBody
from masthead.paper import Unit as PaperUnit
from masthead.project import Project
from masthead.series.standing import find_standing_note
from masthead.syntax.text import Content, Plain, Text

MOST_TITLE = 300
"""The most characters that a line has which is taken for a title, where no heading is."""
LINES = ("agenda_title", "sponsors", "title", "subtitle", "byline")
"""The lines of the first page that may call notes, in their order."""


@dataclass(slots=True)
class BodyMaker:
    """Makes the units of a paper, and its notes."""

    project: Project
    work: Work
    maker: TextMaker
    openings: Mapping[str, str]
    """How the paper opens by itself, in each language; empty where it does not."""
    closings: Mapping[str, Sequence[str]]
    """The lines with which it closes by itself."""
    resolution: bool
    """Whether its kind has preambular and operative paragraphs."""
    numbers: bool = True
    """Whether the paragraphs of its text have numbers where nothing is said of them."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    captioned: list[Typed] = field(default_factory=list)
    images: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each language, the files beside the paper that its pictures become."""
    opening: dict[str, Text] | None = None
    """The words that open the paper where it would not open so; None: it opens by itself."""
    silent: bool = False
    """Whether the paper does not open at all."""
    closes: bool = False
    """Whether the last lines are those of the files, and not made."""
    notes: NoteGatherer = field(init=False)
    languages: dict[str, Language] = field(init=False)
    labels: dict[str, Labels] = field(default_factory=dict)
    prefix: str = ""
    """What stands before the numbers of paragraphs, tables and figures."""

    def __post_init__(self) -> None:
        drafts = self.work.drafts
        self.languages = {code: load_language(self.project, code) for code in drafts}
        mirrored = {code for code, one in self.languages.items() if one.direction == "rtl"}
        self.notes = NoteGatherer(
            drafts, self.maker, frozenset(mirrored), self._find_standing, self.is_official
        )  # fmt: skip
        self.prefix = find_prefix(drafts.values())
        for code, language in self.languages.items():
            labels = load_labels(self.project, language)
            self.labels[code] = labels.behind(self.prefix) if self.prefix else labels

    @property
    def is_official(self) -> bool:
        """Whether the files are official ones, whose texts stay as they were published."""
        return not any(draft.is_word for draft in self.work.drafts.values())

    def _find_standing(self, said: Mapping[str, str]) -> str:
        """Find the key of words that many papers have in a note, and these are in all languages."""
        series = self.work.of_series
        some = next(iter(self.languages.values()))
        for key in {**some.standing_notes, **series.standing_notes}:
            made = {
                code: find_standing_note(series, self.languages[code], key) or "" for code in said
            }
            if all(said.values()) and all(_fold(said[code]) == _fold(made[code]) for code in said):
                return key
        return ""

    def gather_title(self) -> None:
        """Give the notes of the first page's lines their keys, which come first."""
        calls = {
            code: [key for name in LINES for key in list_calls(getattr(draft.facts, name))]
            for code, draft in self.work.drafts.items()
        }
        self.notes.gather(calls, self.work.lead)

    def make(self) -> list[PaperUnit]:
        """Make the units."""
        units: list[PaperUnit] = []
        paired = pair_sections({c: d.sections for c, d in self.work.drafts.items()})
        self.closes = self._choose_closing(paired)
        for sections in paired:
            lead = sections.get(self.work.lead) or next(iter(sections.values()))
            missing = [code for code in self.work.drafts if code not in sections]
            if missing:
                place = Place(self.work.drafts[next(iter(sections))].file, max(lead.line, 1))
                what = lead.label or {"annex": "an annex", "part": "a part"}.get(lead.form, "text")
                message = f"{what} is not in {', '.join(missing)}"
                self.diagnostics.append(problems.NOT_TAKEN.at(place, message=message))
            made = self._make_section(sections, lead)
            last = units[-1] if units else None
            if lead.inside and isinstance(last, Annex):
                last.annex.text.extend(made)
            else:
                units += made
        return units

    def _make_section(self, sections: Mapping[str, Section], lead: Section) -> list[PaperUnit]:
        opens = self.resolution and lead.form != "annex"
        for section in sections.values() if not opens else ():
            if section.opening:
                section.blocks.insert(0, Block("text", section.opening, "", section.line))
                section.opening = ()
        found = self._align(sections)
        before = self._open_with_notes(sections)
        if lead.form == "text":
            self.opening, self.silent = self._open(sections)
            units = [*before, *self._assemble(found, resolution=self.resolution)]
            if not any(unit.kind in OPENED for unit in units):  # nothing opens by itself
                units = [*self._say({c: one.opening for c, one in sections.items()}), *units]
                self.opening = None
            return units + self._close(sections, units)
        titles = {code: one.title for code, one in sections.items() if one.title}
        if lead.form == "annex" and len(found) > 1 and not any(map(say, titles.values())):
            taken = self._take_title(found)  # behind the calls of its label
            titles |= {code: (*titles.get(code, ()), *text) for code, text in taken.items()}
        first = next((one for one in found if one.form in ("text", "heading")), None)
        if lead.form == "annex" and first is not None and not any(map(say, titles.values())):
            for code, calls in titles.items():  # of its label, which has none by itself
                first.texts[code] = (*first.texts.get(code, ()), *calls)
            titles = {}
        self.notes.gather({c: list_calls(text) for c, text in titles.items()}, self.work.lead)
        made = self._make_texts(titles)
        resolution = self.resolution and lead.form == "part"
        units = [*before, *self._assemble(found, resolution=resolution)]
        if not units:
            titles = titles or {code: (Plain(one.label),) for code, one in sections.items()}
            return self._make_alone(titles)
        units += self._close(sections, units)
        if lead.form == "part" and self.resolution:
            opening, silent = self._open(sections)
            values: dict[str, Any] = {"title": made, "text": units}
            if opening is not None or silent:
                values["opening"] = opening
            part = Part(part=PartBody(**values))
            labels = {code: one.label for code, one in sections.items() if one.label}
            self.typed.append(Typed(part, labels))
            return [part]
        original = next((one.original for one in sections.values() if one.original), None)
        annex = Annex(annex=AnnexBody(title=made, original=original, text=units))
        labels = {code: one.label for code, one in sections.items() if one.label}
        self.typed.append(Typed(annex, labels))
        return [annex]

    def _make_alone(self, titles: Mapping[str, Content]) -> list[PaperUnit]:
        """Make a paragraph of the title or label of an annex in which nothing stands."""
        inner = self._say(titles)
        if not inner:
            return []
        annex = Annex(annex=AnnexBody(title={}, text=inner))
        self.typed.append(Typed(annex, {}))
        return [annex]

    def _take_title(self, found: list[Found]) -> dict[str, Content]:
        """Take the first heading of an annex for its title, or a short line where it has none."""
        first = found[0]
        short = max(len(say(text)) for text in first.texts.values()) < MOST_TITLE
        if first.form == "heading" or (first.form == "text" and short and not first.labels):
            del found[0]
            return {
                code: (Plain(f"{first.labels[code]} "), *text) if code in first.labels else text
                for code, text in first.texts.items()
            }
        return {}

    def _open(self, sections: Mapping[str, Section]) -> tuple[dict[str, Text] | None, bool]:
        """Say how a text opens: by itself (None), in words of its own, or not at all."""
        typed = {code: one.opening for code, one in sections.items()}
        if not any(typed.values()):
            return None, bool(any(self.openings.values()))
        if all(is_alike(say(text), self.openings.get(code, "")) for code, text in typed.items()):
            return None, False
        return self._make_texts(typed), False

    def _open_with_notes(self, sections: Mapping[str, Section]) -> list[PaperUnit]:
        """Make a paragraph of the words that open a text, where they call notes: none else may."""
        calls = {code: list_calls(one.opening) for code, one in sections.items()}
        if not any(calls.values()):
            return []
        self.notes.gather(calls, self.work.lead)
        units = self._say({code: one.opening for code, one in sections.items()})
        for section in sections.values():
            section.opening = ()
        return units

    def _choose_closing(self, paired: Sequence[Mapping[str, Section]]) -> bool:
        """Whether the last lines are to be those of the files: where the paper makes others.

        It makes some for the text and for each part: an official one may end without.
        """
        for sections in paired:
            typed = {code: [say(line) for line in one.closing] for code, one in sections.items()}
            if not any(typed.values()):
                ends = any(one.form != "annex" and one.blocks for one in sections.values())
                if ends and self.is_official and any(self.closings.values()):
                    return True
                continue
            if any(list_calls(line) for one in sections.values() for line in one.closing):
                return True
            for code, lines in typed.items():
                made = self.closings.get(code, ())
                if len(lines) != len(made) or not all(map(is_alike, lines, made)):
                    return True
        return False

    def _close(
        self, sections: Mapping[str, Section], units: Sequence[PaperUnit]
    ) -> list[PaperUnit]:  # fmt: skip
        """Make a paragraph of the last lines, where the paper does not make them."""
        texts = {code: join_lines(one.closing) for code, one in sections.items() if one.closing}
        made = not self.closes and any(unit.kind in OPENED for unit in units)
        if made or not texts:
            return []
        self.notes.gather({code: list_calls(text) for code, text in texts.items()}, self.work.lead)
        return self._say(texts)

    def _say(self, contents: Mapping[str, Content]) -> list[PaperUnit]:
        """Make a paragraph without a number; none of no words."""
        texts = self._make_texts(contents)
        return [Paragraph.model_validate({"paragraph": texts, "numbered": False})] if texts else []

    def _make_texts(self, contents: Mapping[str, Content]) -> dict[str, Text]:
        texts = {}
        for code, content in contents.items():
            renamed = rename_calls(content, self.notes.keys.get(code, {}))
            if has_words(renamed):
                self.maker.file = self.work.drafts[code].file
                texts[code] = self.maker.make(renamed)
        return texts

    def _align(self, sections: Mapping[str, Section]) -> list[Found]:
        return self.align({code: section.blocks for code, section in sections.items()})

    def align(self, blocks: Mapping[str, list[Block]]) -> list[Found]:
        """Align the blocks of all languages, and decide what each row of them is."""
        features = {
            code: [
                Features.of(block, self.labels[code].read(block.label) if block.label else (), code)
                for block in kept
            ]
            for code, kept in blocks.items()
        }
        rows = align(blocks, features, self.work.lead)
        found = [decide_row(row, self.labels) for row in rows]
        for unit in found:
            self._turn_figures(unit)
        return found

    def _turn_figures(self, unit: Found) -> None:
        """Turn figures of languages that run from the right, and tell which."""
        for code in unit.texts:
            if self.languages[code].direction == "rtl":
                kept = self.is_official
                unit.texts[code], turned = turn_figures(unit.texts, code, as_typed=kept)
                file, line = self.work.drafts[code].file, unit.lines.get(code, 0)
                for typed in turned:
                    self.maker.tell(file, line, tell_turned(typed, as_typed=kept))

    def _assemble(self, found: Sequence[Found], *, resolution: bool) -> list[PaperUnit]:
        for unit in found:
            if unit.form == "table" or unit.form in MADE:
                calls = {code: list(kept[0].calls()) for code, kept in unit.blocks.items()}
            else:
                calls = unit.call_keys()
            self.notes.gather(calls, self.work.lead)
        files = {code: draft.file for code, draft in self.work.drafts.items()}
        tables = TableMaker(
            self.languages, self.notes.keys, files, self.maker, exact=self.is_official
        )
        assembly = Assembly(
            self.maker, tables, files, self.images, self.notes.keys, self.work.lead, resolution,
            self.align,
        )  # fmt: skip
        units = assembly.assemble(found)
        self.typed += assembly.outline.typed
        self.kept += assembly.outline.kept
        self.captioned += assembly.captioned
        return units


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[\u00a0\u202f\n]", " ", text).split())


def pair_sections(sections: Mapping[str, Sequence[Section]]) -> list[dict[str, Section]]:
    """Pair the sections of all languages: those of a form by their order."""
    paired: list[dict[str, Section]] = []
    places: dict[tuple[str, int], dict[str, Section]] = {}
    for code, kept in sections.items():
        counts: dict[str, int] = {}
        for section in kept:
            number = counts.get(section.form, 0)
            counts[section.form] = number + 1
            where = (section.form, number)
            if where not in places:
                places[where] = {}
                paired.append(places[where])
            places[where][code] = section
    order = {"text": 0, "part": 1, "annex": 2}
    return sorted(paired, key=lambda one: order[next(iter(one.values())).form])
