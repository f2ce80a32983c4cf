"""Random edits in random papers come home: the source is changed exactly so.

    make edits                      300 papers; 50 are saved by LibreOffice after they were edited,
                                    50 lose our styles, ids and parts, and come home by their words
    python -m tests.importing.word.homecoming [--papers N] [--office N] [--undressed N] [--seed N]

Each paper is built in one of six languages, which take turns, and its Word file edited by chance:
one edit, or up to eight; with tracked changes or without. Tracked changes that are rejected must
leave the file of the paper as it is, to the byte.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import yaml

from masthead.diagnostic import PaperError
from masthead.edition.resolve import resolve_edition
from masthead.importing.dressing import dress_like
from masthead.importing.into import put_into
from masthead.importing.problems import NO_PLACE
from masthead.importing.word.reader import read_bytes
from masthead.importing.words import import_words
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from tests.conftest import ROOT
from tests.importing.word.desk import Desk
from tests.importing.word.drawn import SIX, draw_paper
from tests.importing.word.edited import EDITS, Edited
from tests.importing.word.roundtrip import save_anew
from tests.importing.word.undressing import undress
from tests.render.docx.test_random import draw_sources

MOST = 8
"""Edits of one file, at most."""
OF_WORDS = tuple(name for name in EDITS if name != "stress")
"""Edits of words: in a file that lost our styles, what looks otherwise is not looked at."""
_COMMENTS = ("# all of it", "# kept")


@dataclass
class Case:
    """A paper, its file as it was edited, and what its source must be when that has come home."""

    seed: int
    code: str
    text: str
    data: bytes
    wanted: dict[str, Any]
    done: list[str] = field(default_factory=list)
    tracked: bool = False
    told: list[str] = field(default_factory=list)
    """What was told to have no place in the paper, and is to be edited there."""


def make_place(folder: Path) -> Project:
    """Make a project with the pictures that random papers show."""
    place = Project(folder)
    place.source.mkdir()
    (folder / "styles").mkdir()
    (folder / "styles/fonts").symlink_to(ROOT / "styles/fonts")
    shutil.copytree(ROOT / "source/samples/figures", place.source / "samples/figures")
    return place


def edit_paper(place: Project, source: str, seed: int, names: tuple[str, ...] = ()) -> Case | None:
    """Edit a random paper as its seed says; None where its language lacks labels for it."""
    chance = random.Random(seed)
    code = SIX[seed % len(SIX)]
    tracked = chance.random() < 0.6
    all_of_it, kept = _COMMENTS
    text = draw_paper(source, seed).replace("\ntext:\n", f"\n{all_of_it}\ntext:\n{kept}\n", 1)
    paper = read_source(place, text.encode(), "source/random.yaml").require()
    try:
        edition = resolve_edition(place, paper, code)
    except PaperError:  # it has more levels than Arabic has labels for
        return None
    built = render_docx(place, edition)
    edited = Edited(yaml.safe_load(text), code, Desk(built, tracked=tracked), chance)
    edited.edit(1 if chance.random() < 0.4 else chance.randint(2, MOST), names)
    return Case(seed, code, text, edited.desk.save(), edited.source, edited.done, tracked)


def compare(place: Project, case: Case) -> list[str]:
    """Bring a file home. Says how what came differs from what must."""
    before = yaml.safe_load(case.text)
    written = bring_home(place, case, "accept")
    told = case.told
    came, wanted = (name_new(settle(kept), before)
                    for kept in (yaml.safe_load(written), case.wanted))  # fmt: skip
    differs = _differ(_show(wanted), _show(came))
    comments = [line.strip() for line in written.decode().splitlines()
                if line.lstrip().startswith("#")]  # fmt: skip
    differs += _differ(list(_COMMENTS), comments)
    if case.tracked:
        rejected = bring_home(place, case, "reject").decode()
        differs += _differ(case.text.splitlines(), rejected.splitlines())
    case.told = told
    return differs


def bring_home(place: Project, case: Case, how: Literal["accept", "reject"]) -> bytes:
    """Bring a file home into the paper that it was built of."""
    path = place.source / "random.yaml"
    path.write_text(case.text, encoding="utf-8")
    draft = read_bytes(place, case.data, "edited.docx", case.code, how, dress_like(place, path))
    imported = import_words(place, [draft])
    written = put_into(place, path, imported)
    imported.placed.take_back()
    case.told = [str(found) for found in imported.diagnostics if found.code == NO_PLACE.code]
    return written


def _show(value: Any) -> list[str]:
    written = json.dumps(value, ensure_ascii=False, indent=1, default=str, sort_keys=True)
    return written.splitlines()


def _differ(wanted: list[str], came: list[str]) -> list[str]:
    return list(difflib.unified_diff(wanted, came, "wanted", "came", lineterm="", n=0))


def settle(value: Any, *, letter: bool = False) -> Any:
    """Leave out how lines are broken, and that paragraphs of letters have no numbers."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [settle(inner, letter=letter) for inner in value]
    if isinstance(value, dict):
        said = letter and value.get("numbered") is False
        letter = letter or "communication" in value
        return {key: settle(inner, letter=letter) for key, inner in value.items()
                if not (said and key == "numbered")}  # fmt: skip
    return value


def name_new(source: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Name the notes that are new by their words."""
    written = json.dumps(source, ensure_ascii=False, default=str, sort_keys=True)
    for key, note in source.get("notes", {}).items():
        if key not in before.get("notes", {}):
            name = "new " + " ".join(note.values())
            written = written.replace(f"[^{key}]", f"[^{name}]").replace(f'"{key}":', f'"{name}":')
    read: dict[str, Any] = json.loads(written)
    return read


def main(arguments: list[str]) -> int:
    """Edit papers, bring them home, and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=300)
    parser.add_argument("--office", type=int, default=50, help="saved by LibreOffice in between")
    parser.add_argument("--undressed", type=int, default=50, help="by their words alone")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    sources = draw_sources(options.papers)
    with TemporaryDirectory() as folder:
        place = make_place(Path(folder))
        cases = [
            case for number, source in enumerate(sources)
            if (case := edit_paper(place, source, options.seed + number))
        ]  # fmt: skip
        bad = _report(place, cases, "")
        some = cases[: options.office]
        for case, data in zip(some, save_anew([case.data for case in some]), strict=True):
            case.data = data
        bad += _report(place, some, ", saved by LibreOffice")
        seeds = range(options.seed, options.seed + options.undressed)
        bare = [case for source, seed in zip(sources, seeds, strict=False)
                if (case := edit_paper(place, source, seed, OF_WORDS))]  # fmt: skip
        for number, case in enumerate(bare):
            case.data = undress(case.data, flat=number % 2 == 0)
        bad += _report(place, bare, ", by their words alone")
    return 1 if bad else 0


def _report(place: Project, cases: list[Case], how: str) -> int:
    counts: Counter[str] = Counter()
    bad = told = 0
    for case in cases:
        counts.update(case.done)
        if (differs := compare(place, case)) and case.told:
            told += 1
        elif differs:
            bad += 1
            print(f"seed {case.seed}, {case.code}: {', '.join(case.done)}")
            print(*(f"    {line[:200]}" for line in differs[:12]), sep="\n", flush=True)
    kinds = ", ".join(f"{count} {name}" for name, count in counts.most_common())
    exact = len(cases) - bad - told
    print(f"{exact} of {len(cases)} files came home exactly{how}, {told} with an edit that has no "
          f"place and is told: {kinds}", flush=True)  # fmt: skip
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
