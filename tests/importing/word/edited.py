"""Random edits, each made twice: in a built Word file, and in the source of its paper.

The source is plain data here, mappings and lists, and nothing of Masthead's own edits it: so it
says what the paper must be when the Word file has come home.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.importing.word.desk import Desk, Element, W, find_above, tell
from tests.importing.word.drawn import SIX, Writer
from tests.importing.word.lines import BELOW, LINES, Line, list_keyed, list_lines, list_texts

_MARKUP = re.compile(r"\[\^[\w-]+\]|\[@[\w-]+\]|\[[^\]]*\]\([^)]*\)|\*+|[\^~]\w+[\^~]|\\\n|\n\n")
_LEAST = 3
"""Words of a stretch that is edited, at least."""


@dataclass
class Edited:
    """A source and its built file, and the edits that both have had."""

    source: dict[str, Any]
    code: str
    desk: Desk
    chance: random.Random
    done: list[str] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    made: int = 0

    def edit(self, count: int, names: tuple[str, ...] = ()) -> None:
        """Make so many edits, of random kinds, each elsewhere."""
        chosen = names or tuple(EDITS)
        for _ in range(count * 6):
            if len(self.done) >= count:
                return
            name = self.chance.choice(chosen)
            if EDITS[name](self):
                self.done.append(name)

    # --- places -----------------------------------------------------------------------------

    @property
    def space(self) -> str:
        """What stands between words."""
        return "" if self.code == "zh" else " "

    def say_new(self) -> str:
        """Say something that nobody has written."""
        self.made += 1
        writer = Writer(self.made)
        writer.count = 2000 + self.made
        return writer.say(self.code)

    def pick_line(self, *, leaf: bool = True) -> tuple[Line, Element] | None:
        """Pick a line that was not touched yet, and its paragraph."""
        lines = [line for line in list_lines(self.source["text"])
                 if id(line.item) not in self.touched and (line.is_leaf or not leaf)]  # fmt: skip
        self.chance.shuffle(lines)
        for line in lines:
            paragraph = self.find(line.texts)
            if paragraph is not None and not self._is_labelled(paragraph, line):
                return line, paragraph
        return None

    def find(self, texts: dict[str, str]) -> Element | None:
        """Find the paragraph of a text."""
        stretches = sorted(_MARKUP.split(texts[self.code]), key=len)
        return self.desk.find(stretches[-1].strip()) if stretches[-1].strip() else None

    def _is_labelled(self, paragraph: Element, line: Line) -> bool:
        """Whether a label is typed before the text: whoever inserts then types a label, too."""
        return tell(paragraph).strip()[:4] != _MARKUP.sub("", line.texts[self.code]).strip()[:4]

    def touch(self, line: Line) -> None:
        """Note that a line was edited: what is beside it is left alone, too."""
        self.touched.add(id(line.item))
        for offset in (-1, 1):
            if sibling := line.find_sibling(offset):
                self.touched.add(id(sibling.item))

    def pick_words(
        self, texts: dict[str, str], paragraph: Element, *, plain: bool = True
    ) -> Words | None:
        """Pick a stretch of words, and the run in which it stands; ``plain``: without looks."""
        text = texts[self.code]
        stretches = [part.strip() for part in _MARKUP.split(text)]
        self.chance.shuffle(stretches)
        for stretch in stretches:
            words = stretch.split(" ") if self.space else list(stretch)
            around = text[: text.find(stretch)][-1:]
            if plain and around and around in "*[^~":
                continue
            if len(words) >= _LEAST and text.count(stretch) == 1:
                found = self.desk.find_run(paragraph, stretch)
                if found is not None:
                    return Words(words, text.index(stretch), *found, self.space)
        return None

    def pick_text(self) -> tuple[dict[str, str], Element, Words] | None:
        """Pick any text, and words of it."""
        texts = [kept for kept in list_texts(self.source) if id(kept) not in self.touched]
        self.chance.shuffle(texts)
        for text in texts:
            paragraph = self.find(text)
            words = (self.pick_words(text, paragraph, plain=False)
                     if paragraph is not None else None)  # fmt: skip
            if words is not None and paragraph is not None:
                return text, paragraph, words
        return None


@dataclass
class Words:
    """Words of a text: where they begin in it, and in their run."""

    words: list[str]
    start: int
    run: Element
    place: int
    space: str

    def measure(self, count: int) -> int:
        """Measure so many words, with the space after them."""
        return sum(len(word) + len(self.space) for word in self.words[:count])


def put(text: str, start: int, end: int, new: str) -> str:
    """Put something for some characters."""
    return text[:start] + new + text[end:]


# --- the edits --------------------------------------------------------------------------------


def replace_word(edited: Edited) -> bool:
    """Replace a word, delete one, or insert one."""
    picked = edited.pick_text()
    if picked is None:
        return False
    texts, _, words = picked
    at = edited.chance.randrange(1, len(words.words) - 1)
    before, length = words.measure(at), len(words.words[at])
    new = edited.chance.choice(("", *edited.say_new().lower().split()[:2]))
    new = new if edited.space else new[:2]
    if not new:
        length += len(edited.space)
    start, place = words.start + before, words.place + before
    code = edited.code
    texts[code] = put(texts[code], start, start + length, new)
    edited.desk.replace(words.run, place, place + length, new)
    edited.touched.add(id(texts))
    _touch_holder(edited, texts)
    return True


def _touch_holder(edited: Edited, texts: dict[str, str]) -> None:
    for line in list_lines(edited.source["text"]):
        if line.texts is texts:
            edited.touch(line)


def insert_paragraph(edited: Edited) -> bool:
    """Insert a paragraph before another one, or after it."""
    picked = edited.pick_line()
    if picked is None:
        return False
    line, paragraph = picked
    text = edited.say_new()
    after = edited.chance.random() < 0.5
    beside = line.find_sibling(1 if after else -1)
    if line.item.keys() & {"preamble", "operative"} and (
        beside is None or beside.item.keys() != line.item.keys()
    ):
        return False  # it may be one as well as the other
    new = {key: kept for key, kept in line.item.items() if key == "numbered"}
    edited.touch(line)
    kind = next((kind for kind in LINES if kind in line.item), "")
    new = {kind: {edited.code: text}, **new} if kind else {edited.code: text, **new}
    place = next(at for at, item in enumerate(line.within) if item is line.item)
    line.within.insert(place + after, new)
    edited.touched.add(id(new))
    (edited.desk.insert_after if after else edited.desk.insert_before)(paragraph, text)
    return True


def delete_paragraph(edited: Edited) -> bool:
    """Delete a paragraph, with the notes that it calls."""
    picked = edited.pick_line()
    if picked is None or not _may_go(picked[0]):
        return False
    line, paragraph = picked
    edited.touch(line)
    called = _list_calls(line.texts[edited.code])
    _remove(line)
    for key in called:
        _drop_note(edited, key)
    edited.desk.delete(paragraph)
    return True


def _may_go(line: Line) -> bool:
    """Whether a line may be taken away: others are left, and none that goes on with it."""
    following = line.find_sibling(1)
    goes_on = following is not None and following.item.get("numbered") is False
    return len(line.within) > 1 and (not goes_on or line.key == "text")


def _remove(line: Line) -> None:
    line.within[:] = [item for item in line.within if item is not line.item]


def _list_calls(text: str) -> list[str]:
    return re.findall(r"\[\^([\w-]+)\]", text)


def _drop_note(edited: Edited, key: str) -> None:
    """Drop a note, and its calls in every language."""
    edited.source["notes"].pop(key)
    if not edited.source["notes"]:
        del edited.source["notes"]
    for texts in list_texts(edited.source):
        for code in SIX:
            texts[code] = texts[code].replace(f"[^{key}]", "")


def move_paragraph(edited: Edited) -> bool:
    """Move a paragraph before another one like it."""
    picked, other = edited.pick_line(), edited.pick_line()
    if picked is None or other is None or not _may_go(picked[0]):
        return False
    (line, paragraph), (target, before) = picked, other
    if line.within is not target.within or _look(paragraph) != _look(before):
        return False
    places = [next(at for at, item in enumerate(line.within) if item is kept.item)
              for kept in (line, target)]  # fmt: skip
    if abs(places[0] - places[1]) < 2 or line.item.keys() != target.item.keys():
        return False
    edited.touch(line)
    edited.touch(target)
    _remove(line)
    place = next(at for at, item in enumerate(line.within) if item is target.item)
    line.within.insert(place, line.item)
    edited.touch(line)
    edited.desk.move(paragraph, before, as_move=edited.chance.random() < 0.5)
    return True


def _look(paragraph: Element) -> str:
    """Say how a paragraph looks: its style and its list."""
    found = [
        next((each.get(f"{W}val", "") for each in paragraph.iter(f"{W}{name}")), "")
        for name in ("pStyle", "numId", "ilvl")
    ]
    return " ".join(found)


def add_note(edited: Edited) -> bool:
    """Add a note."""
    picked = edited.pick_line(leaf=False)
    words = edited.pick_words(picked[0].texts, picked[1]) if picked else None
    if picked is None or words is None:
        return False
    line, _ = picked
    edited.touch(line)
    key, text = f"new-{edited.made}", edited.say_new()
    before = words.measure(edited.chance.randrange(1, len(words.words))) - len(edited.space)
    place = words.start + before
    line.texts[edited.code] = put(line.texts[edited.code], place, place, f"[^{key}]")
    edited.source.setdefault("notes", {})[key] = {edited.code: text}
    edited.desk.add_note(words.run, words.place + before, text)
    return True


def delete_note(edited: Edited) -> bool:
    """Delete a note: its call, and so the note."""
    picked = edited.pick_line(leaf=False)
    if picked is None or edited.source.get("notes_at") == "end":
        return False
    line, paragraph = picked
    called = _list_calls(line.texts[edited.code])
    run = edited.desk.find_call(paragraph, 0)
    if not called or run is None:
        return False
    edited.touch(line)
    _drop_note(edited, called[0])
    edited.desk.delete_run(run)
    return True


def change_number(edited: Edited) -> bool:
    """Change the number of a cell."""
    tables = [table for table in list_keyed(edited.source, "table") if "columns" in table]
    edited.chance.shuffle(tables)
    for table in tables:
        row = next((row for row in table["rows"] if isinstance(row, list)), [])
        numbers = [cell for cell in row if type(cell) is int and 0 < cell < 1000]
        said = str(table["rows"])
        head = edited.find(table["columns"][0])
        holder = find_above(head, "tbl") if head is not None else None
        for number in numbers:
            found = [run for run in holder.iter(f"{W}r") if tell(run) == str(number)
                     ] if holder is not None else []  # fmt: skip
            if len(found) == 1 and said.count(str(number)) == 1:
                row[row.index(number)] = number + 1
                edited.desk.replace(found[0], 0, len(str(number)), str(number + 1))
                return True
    return False


def change_rows(edited: Edited) -> bool:
    """Insert a row like another one, or delete one."""
    for table in list_keyed(edited.source, "table"):
        rows = table.get("rows", [])
        plain = "'rows'" not in str(rows) and "'columns'" not in str(rows)
        for place, row in enumerate(rows):
            simple = isinstance(row, list) and all(
                cell is None or isinstance(cell, int | float | str) or set(cell) == set(SIX)
                for cell in row
            )  # fmt: skip
            worded = [cell for cell in row if isinstance(cell, dict)] if simple else []
            if not plain or len(worded) != 1 or len(rows) < 2 or id(table) in edited.touched:
                continue
            if _MARKUP.search("".join(worded[0].values())):
                continue
            paragraph = edited.find(worded[0])
            element = find_above(paragraph, "tr") if paragraph is not None else None
            if element is None or paragraph is None:
                continue
            edited.touched.add(id(table))
            edited.touched.update(map(id, list_texts(table)))
            if edited.chance.random() < 0.4 and not isinstance(rows[place - 1], dict):
                del rows[place]
                edited.desk.delete_row(element)
                return True
            text = edited.say_new()
            rows.insert(place + 1, [{edited.code: text} if cell is worded[0] else cell
                                    for cell in row])  # fmt: skip
            new = copy.deepcopy(element)
            runs = [run for run in new.iter(f"{W}r") if tell(run).strip() in tell(paragraph)
                    and len(tell(run)) > 8]  # fmt: skip
            for run in runs:
                run.find(f"{W}t").text = text if run is runs[0] else ""  # type: ignore[union-attr]
            edited.desk.insert_row(element, new)
            return True
    return False


def stress_word(edited: Edited) -> bool:
    """Make a word italic or bold."""
    picked = edited.pick_line(leaf=False)
    words = edited.pick_words(picked[0].texts, picked[1]) if picked else None
    if picked is None or words is None:
        return False
    line, _ = picked
    edited.touch(line)
    at = edited.chance.randrange(1, len(words.words) - 1)
    before, word = words.measure(at), words.words[at]
    look, mark = edited.chance.choice((("i", "*"), ("b", "**")))
    start, place = words.start + before, words.place + before
    code = edited.code
    line.texts[code] = put(line.texts[code], start, start + len(word), f"{mark}{word}{mark}")
    edited.desk.restyle(words.run, place, place + len(word), look)
    return True


def split_paragraph(edited: Edited) -> bool:
    """Split a paragraph: the other languages stay with the first half."""
    picked = edited.pick_line()
    words = edited.pick_words(picked[0].texts, picked[1]) if picked else None
    if picked is None or words is None:
        return False
    line, paragraph = picked
    text = line.texts[edited.code]
    before = words.measure(len(words.words) - 1)
    place = words.start + before
    if not 0.5 <= place / len(text) <= 0.9 or re.search(r"\[[\^@]", text[place:]):
        return False
    if line.key in BELOW and line.item.get("numbered") is False:
        return False
    edited.touch(line)
    line.texts[edited.code] = text[:place].rstrip()
    kind = next((kind for kind in LINES if kind in line.item), "")
    rest = {edited.code: text[place:]}
    new = {kind: rest} if kind else rest
    new |= {key: kept for key, kept in line.item.items() if key == "numbered"}
    at = next(at for at, item in enumerate(line.within) if item is line.item)
    line.within.insert(at + 1, new)
    edited.touched.add(id(new))
    edited.desk.split_paragraph(paragraph, words.run, words.place + before)
    return True


def join_paragraphs(edited: Edited) -> bool:
    """Join a paragraph with the one after it, in all languages."""
    picked = edited.pick_line()
    following = picked[0].find_sibling(1) if picked else None
    if picked is None or following is None or not following.is_leaf:
        return False
    line, paragraph = picked
    other = edited.find(following.texts)
    if other is None or paragraph.getnext() is not other or _look(paragraph) != _look(other):
        return False
    if id(following.item) in edited.touched or not _may_go(following):
        return False
    if line.item.keys() != following.item.keys() or edited._is_labelled(other, following):
        return False
    edited.touch(line)
    edited.touch(following)
    for code in SIX:
        space = "" if code == "zh" else " "
        line.texts[code] = line.texts[code] + space + following.texts[code]
    _remove(following)
    edited.desk.join(paragraph, edited.space)
    return True


EDITS: dict[str, Callable[[Edited], bool]] = {
    "replace": replace_word, "insert": insert_paragraph, "delete": delete_paragraph,
    "move": move_paragraph, "add note": add_note, "delete note": delete_note,
    "number": change_number, "row": change_rows, "stress": stress_word, "split": split_paragraph,
    "join": join_paragraphs,
}  # fmt: skip
