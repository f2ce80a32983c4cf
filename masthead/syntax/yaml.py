"""YAML with positions: strings, lists and mappings that know where in the file they stand.

Only the plain part of YAML is read: no tags, anchors, aliases or merge keys, no surprises of YAML
1.1 (``no`` and ``1:30`` stay text). The parser hands out events, and the tree is built with a stack
of its own, so neither depth nor size can hurt.
"""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from masthead.diagnostic import Diagnostics, PaperError, Place
from masthead.syntax import problems
from masthead.syntax.faults import list_faults
from masthead.syntax.text import Origin
from masthead.syntax.trace import find_origin

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MAX_ENTRIES = 100_000
MAX_KEY = 128
MAX_FAULTS = 100
_SAMPLE = 1000
"""How many bytes tell the encoding: every second one of the keys' is zero in UTF-16."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ufeff]")
_COMMENT = re.compile(r" +#")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip


class LocatedText(str):
    """A string of the file that knows where its characters stand."""

    __slots__ = ("comment", "origin", "quoted")
    comment: Place | None
    """Where a comment begins behind unquoted text: in prose it may be text that got lost."""
    quoted: bool
    """Whether it is marked as text, by quotes or as a block: what is not may be a number."""
    origin: Origin


class LocatedList(list[Any]):
    """A list of the file; ``items`` has the place of each entry."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.items: list[Place] = []


class LocatedDict(dict[str, Any]):
    """A mapping of the file; ``keys_at`` and ``values_at`` have the places of keys and values."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.made: Any = None
        """What was read from it, if it is the same whenever it is read again."""
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}

    def take(self, key: str, other: LocatedDict) -> None:
        """Take a key of another mapping over, with its value and where both stand."""
        self[key] = other[key]
        self.keys_at[key], self.values_at[key] = other.keys_at[key], other.values_at[key]


class _Open(Struct):
    """A list or mapping that the parser has not closed yet, with the key that waits for a value."""

    node: LocatedList | LocatedDict
    key: str | None = None
    key_place: Place = field(default=Place(""))


def load_yaml(data: bytes, name: str) -> Any:
    """Load a YAML file as located strings, lists and mappings, and plain numbers, dates, booleans.

    ``name`` is how the file is named in diagnostics. Raises PaperError.
    """
    root, _ = load_lines(decode_source(data, name).split("\n"), name)
    return root


def load_lines(lines: list[str], name: str) -> tuple[Any, int]:
    """Load a file from its lines; also count what is in it. Raises PaperError."""
    text = "\n".join(lines)
    diagnostics = Diagnostics()
    try:
        builder = _Builder(lines, name, diagnostics)
        root = builder.build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise PaperError([*diagnostics, *list_faults(error, text, name, _Loader)]) from None
    except yaml.YAMLError as error:
        message = str(error).splitlines()[0]
        raise PaperError([problems.SYNTAX.at(Place(name), message=message)]) from None
    if diagnostics.errors:
        raise PaperError(diagnostics)
    return root, builder.entries


def load_items(
    lines: list[str], begin: int, end: int, name: str, key: str
) -> tuple[LocatedList, int] | None:
    """Load some items of the list under a key of a file, from one line to before another.

    None where these lines are no list. Raises PaperError.
    """
    part = "\n" * (begin - 1) + "\n".join(lines[begin - 1 : end - 1]) + "\n"
    diagnostics = Diagnostics()
    builder = _Builder(lines, name, diagnostics)
    file = LocatedDict(Place(name))
    builder.stack.append(_Open(file, key))
    try:
        builder.build(yaml.parse(part, Loader=_Loader))
    except yaml.YAMLError:
        return None
    items = file.get(key)
    if len(diagnostics) or not isinstance(items, LocatedList):
        return None
    return items, builder.entries


def decode_source(data: bytes, name: str) -> str:
    """Decode a source file: UTF-8 with or without BOM, any line ends, no control characters.

    Raises PaperError.
    """
    if len(data) > MAX_BYTES:
        raise PaperError([problems.TOO_LARGE.at(Place(name), limit=MAX_BYTES // 1_000_000)])
    if is_wide(data):
        what = "the file's encoding, UTF-16,"
        raise PaperError([problems.NOT_UTF8.at(Place(name), what=what)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _unify_line_ends(error.object[: error.start].decode("utf-8"))
        what = f"byte 0x{error.object[error.start]:02X}"
        raise PaperError([problems.NOT_UTF8.at(_place_in(before, name), what=what)]) from None
    text = _unify_line_ends(text)
    found = [
        problems.CONTROL_CHARACTER.at(
            _place_in(text[: match.start()], name), 1, character=f"U+{ord(match[0]):04X}"
        )
        for _, match in zip(range(20), _FORBIDDEN.finditer(text), strict=False)
    ]
    if found:
        raise PaperError(found)
    return text


def is_wide(data: bytes) -> bool:
    """Whether a file is in UTF-16, with or without a mark that says so."""
    sample = data[:_SAMPLE]
    few, many = sorted((sample[::2].count(0), sample[1::2].count(0)))
    with_mark = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return with_mark or (many > 4 + len(sample) // 8 and few < many // 8)


def _unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place_in(before: str, name: str) -> Place:
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


class _Builder:
    """Builds the tree from the parser's events."""

    def __init__(self, lines: list[str], name: str, diagnostics: Diagnostics) -> None:
        self.lines = lines
        self.name = name
        self.diagnostics = diagnostics
        self.stack: list[_Open] = []
        self.root: Any = None
        self.entries = 0

    def build(self, events: Iterator[yaml.Event]) -> Any:
        """Take all events of the first document; what a second one holds is not looked at."""
        documents = 0
        for event in events:
            mark = event.start_mark
            place = Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.diagnostics.add(problems.SECOND_DOCUMENT.at(place))
                    break
            elif isinstance(event, yaml.NodeEvent):
                self._count(place)
                if event.anchor is not None or getattr(event, "tag", None) is not None:
                    _report_fancy(event, place, self.diagnostics)
                self._read_node(event, place)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                node = self.stack.pop().node
                self._hand_over(node, node.place)
        return self.root

    def _count(self, place: Place) -> None:
        """Stop where there is more than a paper can hold, or more faults than help anyone."""
        self.entries += 1
        if self.entries > MAX_ENTRIES:
            raise PaperError([*self.diagnostics, problems.TOO_MANY.at(place, limit=MAX_ENTRIES)])
        if len(self.diagnostics) > MAX_FAULTS:
            raise PaperError([*self.diagnostics, problems.MORE_FAULTS.at(place)])

    def _read_node(self, event: yaml.NodeEvent, place: Place) -> None:
        if isinstance(event, yaml.ScalarEvent):
            value = _read_scalar(event, self.lines, self.name, self.diagnostics)
            self._hand_over(value, place)
        elif isinstance(event, yaml.AliasEvent):
            self._hand_over(None, place)
        else:
            if len(self.stack) >= MAX_DEPTH:
                raise PaperError([*self.diagnostics, problems.TOO_DEEP.at(place, limit=MAX_DEPTH)])
            is_list = isinstance(event, yaml.SequenceStartEvent)
            self.stack.append(_Open(LocatedList(place) if is_list else LocatedDict(place)))

    def _hand_over(self, value: Any, place: Place) -> None:
        """Hand a finished value to the list or mapping in which it stands."""
        if self.stack:
            _put(self.stack[-1], value, place, self.diagnostics)
        else:
            self.root = value


def _put(parent: _Open, value: Any, place: Place, diagnostics: Diagnostics) -> None:
    """Hand a finished value to the list or mapping in which it stands."""
    node = parent.node
    if isinstance(node, LocatedList):
        node.append(value)
        node.items.append(place)
    elif parent.key is None:
        if not isinstance(value, str) or len(value) > MAX_KEY:
            what = "too long" if isinstance(value, str) else "not text"
            diagnostics.add(problems.KEY_NOT_TEXT.at(place, what=what))
            value = f"<{place.line}:{place.column}>"
        if value in node:
            first = node.keys_at[value]
            diagnostics.add(problems.DUPLICATE_KEY.at(place, key=str(value), line=first.line))
        parent.key, parent.key_place = str(value), place
    else:
        node[parent.key] = value
        node.keys_at[parent.key] = parent.key_place
        node.values_at[parent.key] = place
        parent.key = None


def _report_fancy(event: yaml.NodeEvent, place: Place, diagnostics: Diagnostics) -> None:
    if isinstance(event, yaml.AliasEvent):
        diagnostics.add(problems.ALIAS.at(place, mark=f"*{event.anchor}"))
    elif event.anchor is not None:
        diagnostics.add(problems.ALIAS.at(place, mark=f"&{event.anchor}"))
    if getattr(event, "tag", None) is not None:
        diagnostics.add(problems.TAG.at(place, tag=event.tag))  # type: ignore[attr-defined]


def _find_comment(event: yaml.ScalarEvent, lines: list[str], name: str) -> Place | None:
    end = event.end_mark
    if end is None or end.line >= len(lines):
        return None
    match = _COMMENT.match(lines[end.line], end.column)
    return match and Place(name, end.line + 1, match.end())


def _read_scalar(
    event: yaml.ScalarEvent, lines: list[str], name: str, diagnostics: Diagnostics
) -> Any:
    value: str = event.value
    if not event.style and "\n" not in value:
        if value in _WORDS:
            return _WORDS[value]
        if _INTEGER.fullmatch(value):
            return int(value)
        if match := _DATE.fullmatch(value):
            try:
                return datetime.date(*map(int, match.groups()))
            except ValueError:
                pass  # 2024-02-31 stays text, and the schema says that a date is wanted
    located = LocatedText(value)
    located.origin = find_origin(event, lines, name)
    located.quoted = bool(event.style)
    located.comment = None if event.style else _find_comment(event, lines, name)
    if match := _FORBIDDEN.search(value):
        place = located.origin.place(value, match.start())
        diagnostics.add(problems.CONTROL_CHARACTER.at(place, character=f"U+{ord(match[0]):04X}"))
    return located
