"""Measures the rules on official texts: what they find in prose that is right.

    make official FOLDER=…        a folder of Akoma Ntoso files (in subfolders by language or not)
    python -m tests.check.official.measure FOLDER [--show CODE[:LANG]] [--fixes] [--write REMARK]

``--show`` prints what a rule finds, ``--fixes`` what --fix would change, ``--write`` keeps the
figures for docs/rules.md, with a sentence about what was measured. The texts stay where they are:
nothing of them is kept but counts.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masthead.check.checker import Choice, inspect_paper
from masthead.check.inspection import Inspection
from masthead.check.papers import ROUNDS, mend_source
from masthead.check.rule import Finding
from masthead.diagnostic import Diagnostic
from masthead.project import Project
from masthead.read.reader import read_source
from tests.check.official.akoma import Resolution, read_resolutions

ROOT = Path(__file__).parents[3]
KEPT = Path(__file__).with_name("measured.json")
ORIGINAL = "en"
CHOICE = Choice(ignore=("X003", "X004", "X005", "X006"))
"""Every rule but those on the levels of headings, which the files do not tell."""
SEVERITIES = ("error", "warning", "info")


class Source:
    """A paper's source made of language versions of one shape, and the language of each line."""

    def __init__(self, versions: list[Resolution]) -> None:
        self.versions = versions
        self.lines: list[str] = []
        self.languages: dict[int, str] = {}
        first = versions[0]
        session = first.symbol.split("/")[2]
        self._add(f"symbol: {first.symbol}", "series: general-assembly-resolutions",
                  f"session: {session}", f"date: {first.date}",
                  f"original: {first.code}", "distribution: general",
                  "versions: {" + ", ".join(f"{kept.code}: {{}}" for kept in versions) + "}",
                  "adoption:", f"  date: {first.adopted}")  # fmt: skip
        if all(kept.basis for kept in versions):  # its words, and the symbol in parentheses
            self._add("  basis:")
            self._add_texts(4, {kept.code: _escape(kept.basis) for kept in versions})
        item = re.search(r"\d+", first.agenda[0])
        if item and all(kept.agenda[1] for kept in versions):
            self._add("agenda:", f"  item: {item[0]}", "  title:")
            self._add_texts(4, {kept.code: _escape(kept.agenda[1]) for kept in versions})
        self._add("title:")
        self._add_texts(2, {kept.code: kept.title for kept in versions})
        self._add("text:")
        self.paragraphs = 0
        notes = self._add_blocks()
        if notes:
            self._add("notes:")
        for number, texts in enumerate(notes, 1):
            self._add(f"  n{number}:")
            self._add_texts(4, texts)

    @property
    def data(self) -> bytes:
        """The source's bytes."""
        return ("\n".join(self.lines) + "\n").encode()

    def _add_blocks(self) -> list[dict[str, str]]:
        notes: list[dict[str, str]] = []
        margin, open_levels = 0, 0
        for row in zip(*(kept.blocks for kept in self.versions), strict=True):
            kind, level, calls = row[0].shape
            texts = {}
            for version, block in zip(self.versions, row, strict=True):
                before = len(notes)
                texts[version.code] = re.sub(
                    r"\[\^n(\d+)\]", lambda m, n=before: f"[^n{n + int(m[1])}]", block.text
                )
            notes += [
                {kept.code: block.notes[n] for kept, block in zip(self.versions, row, strict=True)}
                for n in range(calls)
            ]
            self.paragraphs += kind in ("paragraph", "unnumbered", "subparagraph")
            pad = " " * margin
            if kind == "annex":
                self._add("- annex:", "    title:")
                self._add_texts(6, {kept.code: _ANNEX[kept.code] for kept in self.versions})
                self._add("    text:")
                margin, open_levels = 4, 0
            elif kind == "subparagraph" and open_levels:
                level = min(level, open_levels)
                if level == open_levels:
                    self._add(f"{pad}{'  ' * level}subparagraphs:")
                self._add_texts(margin + 2 * level, texts, first=True)
                open_levels = level + 1
            else:
                key = "heading" if kind == "heading" else "paragraph"
                self._add(f"{pad}- {key}:")
                self._add_texts(margin + 4, texts)
                if kind in ("unnumbered", "subparagraph"):
                    self._add(f"{pad}  numbered: false")
                open_levels = 0 if kind == "heading" else 1
        return notes

    def _add(self, *lines: str) -> None:
        self.lines += lines

    def _add_texts(self, margin: int, texts: dict[str, str], *, first: bool = False) -> None:
        """Add a text in each language; as the ``first`` keys of a member of a list if so."""
        for code, text in texts.items():
            start = " " * margin
            start += "- " if first else ""
            inner = " " * (margin + (4 if first or text else 2))
            self.lines.append(f"{start}{code}: |-")
            if first:
                margin, first = margin + 2, False
            for line in text.split("\n"):
                self.lines.append(f"{inner}{line}" if line else "")
                self.languages[len(self.lines)] = code


_ANNEX = {"ar": "نص", "zh": "案文", "en": "Text", "fr": "Texte", "ru": "Текст", "es": "Texto"}


def _escape(text: str) -> str:
    return re.sub(r"([\\*\[\]])", r"\\\1", text)


def make_sources(folder: Path) -> Iterator[Source]:
    """Make papers of all files; versions with other blocks than the English one stand alone."""
    gathered: dict[str, dict[str, Resolution]] = defaultdict(dict)
    for path in sorted(folder.rglob("*.xml")):
        for number, version in enumerate(read_resolutions(path)):
            gathered[f"{path.stem} {number}"][version.code] = version
    for versions in gathered.values():
        calls = {
            code: [len(block.notes) for block in version.blocks]
            for code, version in versions.items()
        }
        alike = [code for code in calls if calls[code] == calls.get(ORIGINAL)]
        alike.sort(key=lambda code: (code != ORIGINAL, code))
        if alike:
            yield Source([versions[code] for code in alike])
        for code in versions.keys() - set(alike):
            blocks = versions[code].blocks
            if ORIGINAL in versions and len(blocks) == len(versions[ORIGINAL].blocks):
                for block, other in zip(blocks, versions[ORIGINAL].blocks, strict=True):
                    block.kind, block.level = other.kind, other.level
            yield Source([versions[code]])


@dataclass
class Measured:
    """What was counted: by language, and by rule and language."""

    papers: int = 0
    texts: set[str] = field(default_factory=set)
    """The symbols, without the letter of a part."""
    alone: int = 0
    paragraphs: Counter[str] = field(default_factory=Counter)
    found: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Language to the number of findings of each severity."""
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    severities: dict[str, str] = field(default_factory=dict)
    shown: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Code, language, place and line of each finding."""
    fixes: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Symbol, language, and a stretch of text before and after mending."""

    def add(self, source: Source, found: Diagnostic) -> None:
        """Count a finding, under the translation where it is about a pair of languages."""
        code = source.languages.get(found.place.line, "all")
        if isinstance(found, Finding) and found.also is not None and code == ORIGINAL:
            code = source.languages.get(found.also.line, code)
        self.found[code][found.severity.value] += 1
        self.rules[found.code][code] += 1
        self.severities[found.code] = found.severity.value
        line, column = found.place.line, found.place.column
        text = source.lines[line - 1] if line <= len(source.lines) else ""
        start = max(column - 50, 0)
        shown = text[start : column - 1] + "⟦" + text[column - 1 : column + found.length - 1] + "⟧"
        shown += text[column + found.length - 1 : column + found.length + 50]
        self.shown.append((found.code, code, f"{found.place} {found.message}", shown.strip()))

    def add_fixes(self, source: Source, mended: bytes) -> None:
        """Keep what mending changed."""
        lines = mended.decode().splitlines()
        for number, (before, after) in enumerate(zip(source.lines, lines, strict=True), 1):
            if before != after:
                code = source.languages.get(number, "all")
                for one, other in _list_changes(before, after):
                    self.fixes.append((source.versions[0].symbol, code, one, other))

    def describe(self) -> dict[str, Any]:
        """Describe it for ``measured.json``: counts only."""
        return {
            "texts": len(self.texts),
            "remark": "",
            "languages": {
                code: [self.paragraphs[code], *(self.found[code][kept] for kept in SEVERITIES)]
                for code in sorted(self.paragraphs)
            },
            "rules": {
                code: dict(sorted(counted.items())) for code, counted in sorted(self.rules.items())
            },
            "fixes": dict(sorted(Counter(code for _, code, _, _ in self.fixes).items())),
        }


def _list_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            around = f"{before[max(a - 25, 0) : a]}⟦{before[a:b]}⟧{before[b : b + 25]}"
            yield around, f"⟦{after[c:d]}⟧"


def measure(folder: Path, *, fixes: bool = True) -> Measured:
    """Check every paper that can be made of a folder."""
    project = Project(ROOT)
    measured = Measured()
    for source in make_sources(folder):
        measured.papers += 1
        measured.texts.add(source.versions[0].symbol.rstrip("ABC"))
        measured.alone += len(source.versions) == 1
        for version in source.versions:
            measured.paragraphs[version.code] += source.paragraphs
        symbol = source.versions[0].symbol
        name = re.sub(r"[/ ]", "_", symbol) + ".yaml"
        reading = read_source(project, source.data, name)
        found = list(reading.diagnostics)
        if reading.paper is not None:
            found += inspect_paper(Inspection(project, reading.paper), CHOICE)
        for diagnostic in found:
            measured.add(source, diagnostic)
        if fixes:
            data = source.data
            for _ in range(ROUNDS):
                data, count = mend_source(project, data, name, CHOICE)
                if not count:
                    break
            measured.add_fixes(source, data)
    return measured


def main() -> None:
    """Say, show or keep what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="append", default=[], metavar="CODE[:LANG]")
    parser.add_argument("--fixes", action="store_true")
    parser.add_argument("--write", metavar="REMARK")
    options = parser.parse_args()
    measured = measure(options.folder)
    if not measured.papers:
        parser.error(f"{options.folder}: no Akoma Ntoso file in it")
    if options.write:
        described = {**measured.describe(), "remark": options.write}
        KEPT.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    for wanted in options.show:
        rule, _, language = wanted.partition(":")
        for code, spoken, said, shown in measured.shown:
            if code.startswith(rule) and language in ("", spoken):
                print(f"{code} {spoken} {said}\n    {shown}")
    if options.fixes:
        for symbol, language, before, after in measured.fixes:
            print(f"{language} {symbol}: {before} → {after}")
    if not options.show and not options.fixes:
        write_table(measured)


def write_table(measured: Measured) -> None:
    """Print the figures."""
    languages = sorted(measured.paragraphs)
    print(f"{measured.papers} papers, {measured.alone} of one language")
    print("language  paragraphs  errors  warnings  notes  warnings in 20 paragraphs   mended")
    mended = Counter(code for _, code, _, _ in measured.fixes)
    for code in [*languages, "all"]:
        counted = [measured.found[code][kept] for kept in SEVERITIES]
        share = f"{20 * counted[1] / measured.paragraphs[code]:.2f}" if code in languages else ""
        print(f"{code:<9} {measured.paragraphs[code]:>9} {counted[0]:>8} {counted[1]:>9}"
              f" {counted[2]:>6} {share:>12} {mended[code]:>15}")  # fmt: skip
    print("rule           " + "".join(f"{code:>6}" for code in [*languages, "all"]))
    for rule, counted in sorted(measured.rules.items()):
        row = "".join(f"{counted[code] or '':>6}" for code in [*languages, "all"])
        print(f"{rule} {measured.severities[rule]:<9} {row}")


if __name__ == "__main__":
    main()
