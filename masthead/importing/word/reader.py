"""From a Word file to a draft."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from masthead.diagnostic import PaperError, Place
from masthead.draft.draft import Draft, Facts, Remark, list_calls, say
from masthead.draft.labels import load_labels
from masthead.importing import problems
from masthead.importing.word.blocks import BlockReader
from masthead.importing.word.content import ContentMaker, is_bold, leads_to_note, split_label
from masthead.importing.word.front import FrontReader
from masthead.importing.word.images import Images
from masthead.importing.word.notes import Notes
from masthead.importing.word.resolution import ABOVE, ResolutionReader
from masthead.importing.word.roles import STATIONS, Roles, is_of_geneva
from masthead.importing.word.tables import find_wide
from masthead.language.language import Language, list_languages, load_language
from masthead.measures import load_measures
from masthead.project import Project
from masthead.symbol import find_fault
from masthead.syntax.text import Content, LineBreak, NoteCall
from masthead.wordfile.changes import How
from masthead.wordfile.model import Block, Paragraph, Style, Table, WordFile, Words
from masthead.wordfile.reader import read_word

_SCRIPTS = {"zh": "[一-鿿]", "ru": "[а-яё]", "ar": "[ء-ي]"}
_SHARE = 0.3
_FRONT = ("session", "place", "subsidiary", "subsidiary_large", "agenda_item", "agenda_title")
_UNDER = ("subtitle", "byline", "status", "adoption", "adoption_basis", "sponsors")
_LARGE = 28
"""Half points: the size of a title."""
_MOST_FRONT = 60
"""Lines of a first page before the title, at most."""

Settle = Callable[[WordFile, str], WordFile]


def read_bytes(
    project: Project, data: bytes, name: str, code: str | None = None, changes: How = "refuse",
    settle: Settle | None = None,
) -> Draft:  # fmt: skip
    """Read the bytes of a Word file; ``code`` is its language where it is said.

    ``settle`` may give another file for the one that was read, by its language. Raises PaperError
    for what is no Word file, and for one without text.
    """
    file = read_word(data, name, changes)
    if not any(paragraph.text.strip() for paragraph in file.paragraphs()):
        raise PaperError([problems.NO_TEXT.at(Place(name))])
    code = code or find_language(project, file)
    file = settle(file, code) if settle is not None else file
    draft = _DraftReader(project, file, load_language(project, code)).read()
    draft.digest = hashlib.sha256(data).hexdigest()
    return draft


def find_language(project: Project, file: WordFile) -> str:
    """Find the language of a file by its letters and small words, or by what it says itself."""
    text = " ".join(paragraph.text for paragraph in file.paragraphs())[:200_000].lower()
    letters = len(re.findall(r"[^\W\d_]", text)) or 1
    for code, pattern in _SCRIPTS.items():
        if len(re.findall(pattern, text)) / letters > _SHARE:
            return code
    words = Counter(re.findall(r"[^\W\d_]+", text))
    counts = {
        code: sum(words[word] for word in load_language(project, code).small_words)
        for code in list_languages(project)
    }
    best = max(counts, key=lambda code: counts[code])
    said = file.language.partition("-")[0].lower()
    if counts[best] or said not in counts:
        return best if counts[best] else "en"
    return said


class _DraftReader:
    def __init__(self, project: Project, file: WordFile, language: Language) -> None:
        self.file = file
        self.language = language
        self.labels = load_labels(project, language)
        self.roles = Roles(project)
        self.column = load_measures(project, STATIONS[0], language.code).measure
        self.facts = Facts()
        self.remarks: list[Remark] = []
        self.notes = Notes(file, language, self.lose)
        self.maker = ContentMaker(language, self.notes.call, self.lose)
        self.front = FrontReader(project, language, self.facts)
        self.resolution = ResolutionReader(language, self.front, self.facts)
        self._called: list[str] = []
        """Notes called by lines of the first page that are made."""
        self.said = {kept.number: kept.text for kept in file.paragraphs()}

    def lose(self, number: int, what: str) -> None:
        """Note what is lost of a paragraph."""
        words = " ".join(self.said.get(number, "").split())[:40]
        where = f" ({words!r})" if words else ""
        self.remarks.append(Remark(self.file.file, number, f"paragraph {number}{where}: {what}"))

    def read(self) -> Draft:
        self.front.read_heads(self.file)
        self.notes.find_typed(self._list_paragraphs())
        self.notes.find_ended(list(self._list_paragraphs()), self.language.words["notes"])
        self.maker.ended = self.notes.ended
        self.maker.linked = any(
            isinstance(piece, Words) and leads_to_note(piece.link)
            for paragraph in self.file.paragraphs() for piece in paragraph.pieces
        )  # fmt: skip
        blocks = [block for block in self.file.blocks if not self._is_typed(block)]
        start = self._read_front(blocks)
        images = Images(self.file.media, self.file.charts, 20 * self.column, self.lose)
        reader = BlockReader(
            self.labels, self.roles, self.maker, self.notes, images, self.front, self.lose
        )  # fmt: skip
        reader.beside.wide = find_wide(blocks, self.file.last)
        if any(self._find_kind(one) == "title" and one.outline == 0
               for one in self._list_paragraphs()):  # fmt: skip
            reader.lists_from = 2
        sections = reader.read(blocks[start:])
        self.resolution.read_sections(sections)
        annexes = any(section.form == "annex" for section in sections)
        for section in sections:
            listed = annexes and section.form != "annex"
            if not listed and not any(block.form == "heading" for block in section.blocks):
                section.blocks = [one for one in section.blocks if one.form != "contents"]
        self.facts.notes_end = bool(self.notes.ended) or self.notes.all_at_end
        self._tell_rest()
        if is_of_geneva(self._find_usual_style()):
            self.facts.station = "geneva"
        draft = Draft(
            self.language.code, self.file.file, self.facts.symbol, self.facts, sections,
            self.notes.found, self.remarks, True, images.files,
        )  # fmt: skip
        source = self.file.source
        if source is not None and source.code == self.language.code:
            draft.source, draft.source_files = source.text, source.files
        return draft

    def _list_paragraphs(self) -> Iterator[Paragraph]:
        """List the paragraphs in which a note may be typed: not those in tables."""
        for block in self.file.blocks:
            if isinstance(block, Paragraph):
                yield block

    def _is_typed(self, block: Block) -> bool:
        return isinstance(block, Paragraph) and self.notes.is_typed(block)

    def _find_usual_style(self) -> Style:
        counted = Counter(paragraph.style for paragraph in self.file.paragraphs())
        return counted.most_common(1)[0][0]

    # --- the first page -------------------------------------------------------------------

    def _read_front(self, blocks: Sequence[Block]) -> int:
        """Read the lines of the first page. Says where the text begins."""
        title = self._find_title(blocks)
        if title is None:
            return self._read_lines(blocks, self._find_start(blocks))
        self._read_lines(blocks, title)
        place = title
        parts: list[Content] = []
        byline: list[Content] = []
        while place < len(blocks):
            block = blocks[place]
            if isinstance(block, Table):
                break
            if not block.is_empty:
                kind = self._find_kind(block)
                if place == title or (kind == "title" and not byline):
                    parts.append(self._make_line(block))
                elif kind == "subtitle":
                    self.facts.subtitle = self._place(self._make_line(block))
                elif kind in ABOVE:
                    self.resolution.read_line(self._place(self._make_line(block)), kind)
                elif kind in _UNDER:
                    line = self._make_line(block)
                    if not self.front.read_status(say(line)):
                        byline.append(line)
                else:
                    break
            elif parts and self._ends_title(blocks, place):
                break
            place += 1
        self.facts.title = self.resolution.split_number(self._place(_join(parts)))
        self.facts.byline = self._place(_join(byline))
        return place

    def _ends_title(self, blocks: Sequence[Block], place: int) -> bool:
        """Whether no further line of the title follows an empty paragraph."""
        following = next(
            (kept for kept in blocks[place:] if isinstance(kept, Table) or not kept.is_empty), None
        )
        return not isinstance(following, Paragraph) or self._find_kind(following) not in _UNDER

    def _make_line(self, paragraph: Paragraph) -> Content:
        return self.maker.make(paragraph, brief=True)

    def _place(self, content: Content) -> Content:
        """Put the calls of typed notes into a line."""
        return self.notes.place_typed(content)

    def _find_kind(self, paragraph: Paragraph) -> str:
        role = self.roles.find(paragraph.style)
        return role.kind if role else ""

    def _find_title(self, blocks: Sequence[Block]) -> int | None:
        """Find the title: in its style; else the first heading without a number, or bold line."""
        lines = [
            (place, block) for place, block in enumerate(blocks)
            if isinstance(block, Paragraph) and not block.is_empty
        ][:_MOST_FRONT]  # fmt: skip
        for place, block in lines:
            if self._find_kind(block) == "title":
                return place
        styled = any(self._find_kind(block) == "heading" for _, block in lines)
        for place, block in lines:
            label, _ = split_label(self.labels, block, heading=True)
            kind = self._find_kind(block)
            if label and kind not in _FRONT:
                lines = [line for line in lines if line[0] < place]
                break
            heading = kind == "heading" or (block.outline == 0 and not styled)
            if heading and kind not in _FRONT and not self.front.read_line(block.text.strip()):
                return place
        for place, block in lines[:15]:
            large = any(
                isinstance(kept, Words) and kept.look.size >= _LARGE for kept in block.pieces
            )
            if (large or block.align == "center") and is_bold(block):
                return place
        return None

    def _find_start(self, blocks: Sequence[Block]) -> int:
        """Find where the text begins, when there is no title: after the last line of a front."""
        last = 0
        for place, block in enumerate(blocks[:_MOST_FRONT]):
            front = isinstance(block, Paragraph) and self._find_kind(block) in _FRONT
            if front or (isinstance(block, Table) and self.front.is_masthead(block)):
                last = place + 1
        return last

    def _read_lines(self, blocks: Sequence[Block], end: int) -> int:
        """Read the lines before the title."""
        after_item = False
        titles: list[Content] = []
        for block in blocks[:end]:
            if isinstance(block, Table):
                if not self.front.read_table(block):
                    self.lose(block.number, "a table of the first page is left out")
                continue
            if block.is_empty:
                continue
            content = self._make_line(block)
            line = say(content).strip(" *")
            calls = list_calls(content)
            kind = self._find_kind(block)
            if kind in ABOVE:
                self.resolution.read_line(self._place(content), kind)
                calls = []
            elif self.front.read_line(line) or self.front.read_masthead(line):
                if self.facts.items and not after_item:
                    calls = self._take_document(self._place(content))
                after_item = bool(self.facts.items) or after_item
            elif kind == "agenda_title" or (after_item and not titles):
                titles.append(self._place(content))
                calls = []
            else:
                self.facts.lines.setdefault(f"line {block.number}", line)
                self.lose(block.number, "a line of the first page is left to the series")
            self._keep_calls(calls)
        self.facts.agenda_title = _join(titles)
        if len(titles) == len(self.facts.items) > 1:
            self.facts.agenda_titles = titles
        return end

    def _take_document(self, line: Content) -> list[str]:
        """Take the agenda's symbol from the note to its line; gives the calls that are left."""
        left = []
        for key in list_calls(line):
            symbol = " ".join(map(say, self.notes.found[key])).strip(" .。")
            if not self.facts.document and find_fault(symbol) is None:
                self.facts.document = symbol
                del self.notes.found[key]
            else:
                left.append(key)
        return left

    def _keep_calls(self, calls: Sequence[str]) -> None:
        """Keep the notes that are called by a line which is made: that of the symbol, others."""
        for key in calls:
            if self.front.starred and not self.facts.symbol_note:
                self.facts.symbol_note = _join(self.notes.found.pop(key))
            else:
                self._called.append(key)

    # --- what is left ---------------------------------------------------------------------

    def _tell_rest(self) -> None:
        for key in {*self.notes.ended.values()} - self.maker.ends_called:
            words = say(self.notes.found.pop(key)[0])[:60]
            self.lose(0, f"a note at the end that nothing calls is left out: {words!r}")
        for series, words in self.notes.list_uncalled():
            self.lose(0, f"a {series} that nothing calls is left out: {words!r}")
        left = [key for _, key in self.notes.list_unplaced()]
        for key in [*self._called, *left]:
            words = say(self.notes.found[key][0])[:60]
            self.lose(
                0, f"the title calls this note, as no other line of the paper does: {words!r}"
            )
        title = self.facts.title  # whose own calls come after those of the lines above it
        own = next((at for at in range(len(title), -1, -1)
                    if not at or not isinstance(title[at - 1], NoteCall)), 0)  # fmt: skip
        above = [NoteCall(key) for key in self._called]
        below = [NoteCall(key) for key in left]
        self.facts.title = (*title[:own], *above, *title[own:], *below)
        for comment in self.file.comments:
            self.lose(comment.paragraph, f"a comment of {comment.author}: {comment.text[:200]!r}")
        for loss in self.file.losses:
            self.lose(loss.paragraph, f"{loss.what} is left out")


def _join(lines: Sequence[Content]) -> Content:
    joined: Content = ()
    for line in lines:
        joined = (*joined, LineBreak(), *line) if joined else line
    return joined
