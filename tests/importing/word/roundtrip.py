"""Round trip: random papers become Word files, and these are imported: the same paper comes out.

    make roundtrip                  500 papers as built, 50 of them as LibreOffice saves them
    python -m tests.importing.word.roundtrip [--papers N] [--office N] [--bare] [--show]

Each random paper is taken in one language, and all six take turns. What went in and what came out
are compared as trees: everything that a source says is in them, but for what ``settle`` leaves out.
``--bare``: the source that a built file brings along is taken out of it first, as programs do that
do not know it; then the words, styles and numbers of the file must say everything.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace

from masthead.diagnostic import PaperError
from masthead.edition.resolve import resolve_edition
from masthead.edition.settling import settle_paper
from masthead.importing.importer import import_drafts
from masthead.importing.word.reader import read_bytes
from masthead.paper import Paper, Paragraph, walk_texts, walk_units
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.syntax.text import (
    Content,
    Emphasis,
    Inline,
    Link,
    NoteCall,
    Plain,
    Strong,
    Subscript,
    Superscript,
    Text,
    strip_places,
    walk_content,
)
from masthead.write.markup import make_text
from masthead.write.tree import make_tree
from tests.render.docx.office import convert
from tests.strategies import CODES, papers

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("en", "zh", "fr", "ar", "ru", "es")


@dataclass
class Going:
    """A paper on its way: its source in one language, and the Word file built of it."""

    number: int
    code: str
    source: str
    paper: Paper
    built: bytes


def draw_papers(count: int) -> list[Going]:
    """Draw so many different papers, each in one language, and build them; all six take turns."""
    drawn: dict[str, None] = {}

    @given(source=papers())
    @settings(
        deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
        max_examples=2 * count, phases=(Phase.generate,),
    )  # fmt: skip
    def collect(source: str) -> None:
        drawn[source] = None

    collect()
    assert len(drawn) >= count
    return [build(number, source) for number, source in enumerate(list(drawn)[-count:])]


def build(number: int, source: str) -> Going:
    """Build the Word file of a random paper in one language."""
    code = LANGUAGES[number % len(LANGUAGES)]
    drawn = yaml.safe_load(source)
    if code == "ar" and count_levels(drawn) > 3:  # for which it has no label
        code = "es"
    tree = take_language(drawn, CODES[number % len(CODES)], code)
    tree |= {"original": code, "versions": {code: {}}}
    written = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    project, name = Project(ROOT), f"source/random-{number}.yaml"
    paper = read_source(project, written.encode(), name).require()
    draft = settle_paper(paper).paper is not paper  # which has all alternatives, not the chosen one
    built = render_docx(project, resolve_edition(project, paper, code, draft=draft))
    return Going(number, code, written, paper, built)


def count_levels(value: Any) -> int:
    """Count how deep subparagraphs stand in each other."""
    if isinstance(value, dict):
        return max(
            (count_levels(inner) + (key == "subparagraphs") for key, inner in value.items()),
            default=0,
        )
    return max(map(count_levels, value), default=0) if isinstance(value, list) else 0


def take_language(value: Any, taken: str, code: str) -> Any:
    """Take the texts of one language, as texts of another: their words are of no language."""
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if key not in CODES or key == taken}
        if not kept and value:  # a cell that is the same in all, and typed in the other one
            kept = {taken: next(iter(value.values())), **{k: v for k, v in value.items()
                                                          if k not in CODES}}  # fmt: skip
        elif "same" in kept and taken not in kept:
            kept = {taken: next(value[one] for one in CODES if one in value), **kept}
        return {
            (code if key == taken else key): take_language(inner, taken, code)
            for key, inner in kept.items()
        }
    if isinstance(value, list):
        return [take_language(inner, taken, code) for inner in value]
    return value


def go_home(place: Path, going: Going, data: bytes, *, bare: bool) -> tuple[Project, Paper]:
    """Import a Word file in a project without papers."""
    (place / "source").mkdir()
    (place / "styles").mkdir()
    (place / "styles/fonts").symlink_to(ROOT / "styles/fonts")
    project = Project(place)
    draft = read_bytes(project, data, "a.docx", going.code)
    imported = import_drafts(project, [draft], sources=not bare)
    told = [str(found) for found in imported.diagnostics if found.code == "I031"]
    if told:
        raise PaperError([found for found in imported.diagnostics if found.code == "I031"])
    return project, imported.reading.require()


# --- what is compared -------------------------------------------------------------------------


def settle(project: Project, paper: Paper, code: str, *, bare: bool) -> dict[str, Any]:
    """Make the tree of a paper that is compared: pictures by what is in them, notes by number."""
    named = {str(file) for unit in walk_units(paper.text) for file in unit.files(code)}
    beside = {name: project.read_file(project.find_beside(paper.file, name)) for name in named}
    files = {name: hashlib.sha256(data).hexdigest() for name, data in beside.items()}
    keys: dict[str, str] = {}
    for entry in walk_texts(paper):
        if entry.kind != "note" and code in entry.texts:
            for call in entry.texts[code].calls:
                keys.setdefault(call.key, str(len(keys) + 1))
    tree = dict(_settle(make_tree(paper, (code,), files), keys, code, bare))
    numbered = any(isinstance(unit, Paragraph) and unit.counted for unit in paper.text)
    if bare and (tree.get("numbering") in ({}, "typed") or not numbered):
        tree.pop("numbering", None)
    if bare and paper.symbol.startswith("A/"):
        tree.pop("session", None)  # which the symbol says
    if bare and "communication" in tree:  # where paragraphs have no numbers by themselves
        for unit in tree["text"]:
            if unit.get("numbered") is False:
                del unit["numbered"]
    return tree


def _settle(value: Any, keys: dict[str, str], code: str, bare: bool) -> Any:
    if isinstance(value, Text):
        return _say(value, keys, bare)
    if isinstance(value, dict):
        if isinstance(value.get("image"), dict):  # one for each language
            value = {**value, "image": value["image"][code]}
        if bare and "alt" in value:  # attributes of Word have no markup
            value = {**value, "alt": {one: plain_text(text) for one, text in value["alt"].items()}}
        made = {
            key: _settle(inner, keys, code, bare) for key, inner in value.items()
            if not (bare and key in NOT_IN_WORDS)
        }  # fmt: skip
        if bare and made.keys() == {"paragraph", "numbered"} and made["numbered"] is False:
            made = made["paragraph"]  # which may have stood so for what was accepted beside it
        if bare and "run_in" in made:  # emphasis inside what is emphasized whole is not seen
            made["run_in"] = {one: _flatten(said) for one, said in made["run_in"].items()}
        if "notes" in made and isinstance(made["notes"], dict):
            made["notes"] = {keys.get(key, key): note for key, note in made["notes"].items()}
        return made
    if isinstance(value, list):
        settled = [_settle(inner, keys, code, bare) for inner in value]
        return list(_lift(settled)) if bare else settled
    return value


def _lift(units: list[Any]) -> Iterator[Any]:
    """Put a list below a paragraph after it: both print the same."""
    for unit in units:
        kinds = ("paragraph", "preamble", "operative")
        if isinstance(unit, dict) and "list" in unit and any(kind in unit for kind in kinds):
            rest = {key: inner for key, inner in unit.items() if key != "list"}
            alone = rest.keys() == {"paragraph", "numbered"} and rest["numbered"] is False
            yield rest["paragraph"] if alone else rest
            yield {"list": unit["list"]}
        else:
            yield unit


def _flatten(said: str) -> str:
    return re.sub(r"(?<!\\)\*+", "", said)


NOT_IN_WORDS = {
    "id": "a name that only the source has",
    "allow": "what is accepted in the source",
    "word": "whether Word numbers paragraphs by itself: in official files all labels are typed",
}
"""Keys that the words of a Word file do not say, and why."""


def plain_text(text: Text) -> str:
    """Say the words of a text alone, raised and lowered figures on the line."""
    said = "".join(one.text for one in walk_content(text.content) if isinstance(one, Plain))
    return unicodedata.normalize("NFKC", said)


_MARKS = r"[.,;:!?…。，；：！？،؛؟、”»\"’\s]*"
_CALLS = re.compile(rf"({_MARKS})((?:\[\^[^\]]*\])+)({_MARKS})")


def _order(match: re.Match[str]) -> str:
    """Put calls before marks of punctuation: each language decides on which side they stand."""
    return match[2] + "".join((match[1] + match[3]).split())


def _say(text: Text, keys: dict[str, str], bare: bool) -> str:
    paragraphs = [_rename(strip_places(content), keys) for content in text.paragraphs]
    said = make_text(paragraphs).raw.replace("\\\n", "\\ ")
    said = re.sub(r"(?<!\n)\n(?!\n)", " ", said)
    if bare:
        said = re.sub("[\u00ad\u200b\u2060]", "", said)
        said = re.sub(r"\s*\\ ", r"\\ ", said)
        said = _CALLS.sub(_order, said)
        said = re.sub("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+", " ", said).strip()
    return said


def _rename(content: Content, keys: dict[str, str]) -> Content:
    made: list[Inline] = []
    for inline in content:
        if isinstance(inline, NoteCall):
            made.append(NoteCall(f"n{keys[inline.key]}" if inline.key in keys else inline.key))
        elif isinstance(inline, Emphasis | Strong | Superscript | Subscript | Link):
            made.append(replace(inline, content=_rename(inline.content, keys)))
        else:
            made.append(inline)
    return tuple(made)


def list_differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """List where two trees differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            if key in one and key in other:
                yield from list_differences(one[key], other[key], f"{path}.{key}")
            else:
                what, kept = ("lost", one) if key in one else ("made", other)
                yield f"{path}.{key}: {what} {kept[key]!r}"
    elif isinstance(one, list) and isinstance(other, list):
        for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
            found = list(list_differences(mine, yours, f"{path}[{at}]"))
            yield from found
            if found:
                return  # what follows is shifted, most likely
        if len(one) != len(other):
            rest = (one if len(one) > len(other) else other)[min(len(one), len(other)) :]
            yield f"{path}: {len(one)} became {len(other)}, {rest[:2]!r}"
    elif isinstance(one, str) and isinstance(other, str) and "[@" in one:
        words = "(.+)".join(map(re.escape, re.split(r"\[@[a-z0-9-]+\]", one)))
        if one != other and not re.fullmatch(words, other):  # references come as their words
            yield f"{path}: {one!r} became {other!r}"
    elif type(one) is not type(other) or one != other:
        yield f"{path}: {one!r} became {other!r}"


# --- measuring --------------------------------------------------------------------------------


def compare(going: Going, data: bytes, *, bare: bool) -> list[str]:
    """Import a Word file, and list where its paper is not the one that went in."""
    with TemporaryDirectory() as folder:
        try:
            project, again = go_home(Path(folder), going, data, bare=bare)
        except PaperError as error:
            return [f"refused: {error}"]
        one = settle(Project(ROOT), going.paper, going.code, bare=bare)
        other = settle(project, again, going.code, bare=bare)
        return list(list_differences(one, other))


def save_anew(files: Sequence[bytes]) -> list[bytes]:
    """Let LibreOffice open Word files and save them as such."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        names = [f"file-{number}.docx" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            (place / name).write_bytes(data)
        convert(place, "docx", *names)
        return [(place / "docx" / name).read_bytes() for name in names]


def tell_kind(difference: str) -> str:
    """Tell of what kind a difference is: where it stands, without its numbers."""
    path, _, what = difference.partition(": ")
    return re.sub(r"\[\d+\]", "", path) + ": " + what.split(" ")[0][:12]


def measure(goings: Sequence[Going], files: Sequence[bytes], *, bare: bool, show: int) -> str:
    """Measure how many papers come back the same."""
    begin = time.monotonic()
    kinds: Counter[str] = Counter()
    same = 0
    for going, data in zip(goings, files, strict=True):
        found = compare(going, data, bare=bare)
        same += not found
        kinds.update({tell_kind(one) for one in found[:1]})
        for one in found[:show]:
            print(f"{going.number} {going.code}: {one[:400]}", flush=True)
    listed = "".join(f"\n{count:6} {kind}" for kind, count in kinds.most_common(30))
    return f"{same} of {len(goings)} the same, {time.monotonic() - begin:.0f} s{listed}"


def main(arguments: list[str]) -> int:
    """Measure, and fail where a paper does not come back the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=500, metavar="N")
    parser.add_argument("--office", type=int, default=50, metavar="N")
    parser.add_argument("--bare", action="store_true", help="by the words of the file alone")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="differences of each")
    options = parser.parse_args(arguments)
    goings = draw_papers(options.papers)
    files = [going.built for going in goings]
    told = measure(goings, files, bare=options.bare, show=options.show)
    print(f"as built: {told}", flush=True)
    if options.office:
        step = max(1, len(goings) // options.office)
        some = goings[::step][: options.office]
        saved = save_anew([going.built for going in some])
        told = measure(some, saved, bare=options.bare, show=options.show)
        print(f"as LibreOffice saves them: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
