"""Notes: those that say the same in all languages get one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from masthead.align.likeness import Features
from masthead.align.pairs import pair
from masthead.draft.draft import Block, Draft
from masthead.importing.mirrored import tell_turned, turn_figures
from masthead.importing.texts import TextMaker
from masthead.paper import Note
from masthead.syntax.text import Text


class NoteGatherer(Struct):
    """Gives the notes of all languages common keys, in the order of their calls."""

    drafts: Mapping[str, Draft]
    maker: TextMaker
    mirrored: frozenset[str] = frozenset()
    """The languages that run from the right."""
    standing: Callable[[Mapping[str, str]], str] = lambda _: ""
    """Gives the key of words that many papers have in a note, where these are such."""
    as_typed: bool = False
    """Whether figures stay as they are typed."""
    notes: dict[str, Note] = field(default_factory=dict)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each language, the common key of each of its notes."""

    def gather(self, calls: Mapping[str, list[str]], lead: str) -> None:
        """Gather the notes that are called at one place, given their keys in each language."""
        pivot = lead if lead in calls else next(iter(calls), "")
        if not any(calls.values()):
            return
        most = max(calls.values(), key=len)
        if len(calls.get(pivot, [])) < len(most):
            pivot = next(code for code, kept in calls.items() if kept is most)
        slots: list[dict[str, str]] = [{pivot: key} for key in calls[pivot]]
        for code, keys in calls.items():
            if code == pivot:
                continue
            if len(keys) == len(slots):
                for slot, key in zip(slots, keys, strict=True):
                    slot[code] = key
                continue
            ours = [self._describe(pivot, key) for key in calls[pivot]]
            theirs = [self._describe(code, key) for key in keys]
            for one, other in pair(ours, theirs):
                if not one:
                    slots += [{code: keys[place]} for place in other]
                elif other:
                    slots[one[0]][code] = keys[other[0]]
                    slots += [{code: keys[place]} for place in other[1:]]
        for slot in slots:
            self._add(slot)

    def _describe(self, code: str, key: str) -> Features:
        text = self.drafts[code].notes.get(key, [])
        content = tuple(inline for paragraph in text for inline in paragraph)
        return Features.of(Block("text", content), (), code)

    def _turn_figures(self, code: str, slot: Mapping[str, str]) -> None:
        """Turn figures of a note in a language that runs from the right."""
        if code not in self.mirrored:
            return
        paragraphs = self.drafts[code].notes[slot[code]]
        others = {
            other: tuple(inline for one in self.drafts[other].notes[key] for inline in one)
            for other, key in slot.items() if other != code
        }  # fmt: skip
        for place, paragraph in enumerate(paragraphs):
            paragraphs[place], turned = turn_figures(
                {**others, code: paragraph}, code, as_typed=self.as_typed
            )
            for typed in turned:
                message = tell_turned(typed, as_typed=self.as_typed)
                self.maker.tell(self.drafts[code].file, 0, message)

    def _add(self, slot: Mapping[str, str]) -> None:
        name = f"n{len(self.notes) + 1}"
        texts: dict[str, Text] = {}
        for code, key in slot.items():
            self._turn_figures(code, slot)
            self.maker.file = self.drafts[code].file
            texts[code] = self.maker.make_paragraphs(self.drafts[code].notes[key])
            self.keys.setdefault(code, {})[key] = name
        key = self.standing({code: text.raw for code, text in texts.items()})
        if key:
            self.notes[name] = Note(standard=key)
            return
        self.notes[name] = Note(text={code: texts[code] for code in self.drafts if code in texts})
