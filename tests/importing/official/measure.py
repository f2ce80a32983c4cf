"""Measures the way in, and out again: what of official files stands in what is built of them.

    make imported FOLDER=…      a folder of Akoma Ntoso files, in subfolders by language or not
    python -m tests.importing.official.measure FOLDER [--formats pdf,docx,epub] [--languages en,fr]
        [--most N] [--jobs N] [--show] [--variants alone,some,amiss] [--seeds N]

Each work is imported, built in every language and format, and every word, label and note is read
back from the files and compared, in order, with the XML as tests/importing/official/oracle.py
reads it. The texts stay where they are: nothing of them is kept. ``--variants`` measures works made
of these instead: each language alone, some languages, files in which something is amiss.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from masthead.diagnostic import PaperError
from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.reading import read_drafts
from masthead.paper import Paper
from masthead.project import Project
from tests.importing.official.oracle import Expected, read_expected, squeeze
from tests.importing.official.variants import list_alone, list_hurt, list_some

ROOT = Path(__file__).resolve().parents[3]
CODES = {"ara": "ar", "zho": "zh", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es"}


@dataclass
class Measured:
    """What came of one work."""

    name: str
    languages: int
    seconds: float = 0.0
    """What importing took."""
    refused: str = ""
    """Why no paper came of it, or why not every version can be built."""
    told: list[str] = field(default_factory=list)
    """What the import lists."""
    differences: list[str] = field(default_factory=list)
    compared: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all of it is in every file that was built."""
        return not self.refused and not self.differences


def group_files(folder: Path) -> dict[str, list[Path]]:
    """Group files by the work of which they are versions: by symbol."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.xml")):
        try:
            symbol = read_expected(path).symbol
        except Exception as error:  # noqa: BLE001  # a file that is no XML is a work of its own
            symbol = f"{path.name}: {error}"
        groups[re.sub(r"\s", "", symbol)].append(path)
    return groups


Named = tuple[str, list[Path]]


def list_works(options: argparse.Namespace, folder: Path) -> Iterator[Named]:
    """List the works to be measured, with their names: those of the folder, or made of them."""
    groups = list(group_files(options.folder).values())[: options.most or None]
    seeds = range(options.seeds)
    for kind in filter(None, options.variants.split(",")):
        match kind:
            case "alone":
                yield from list_alone(groups)
            case "some":
                yield from list_some(groups, seeds)
            case "amiss":
                yield from list_hurt(groups, seeds, folder)
            case _:
                raise ValueError(f"there are no variants {kind}")
    if not options.variants:
        yield from ((paths[0].stem, paths) for paths in groups)


def measure_work(named: Named, formats: tuple[str, ...], languages: tuple[str, ...]) -> Measured:
    """Import, build and compare one work."""
    name, paths = named
    project = Project(ROOT)
    measured = Measured(name, len(paths))
    begin = time.process_time()
    try:
        imported = import_drafts(project, read_drafts(project, paths))
    except PaperError as error:
        measured.refused = str(error).splitlines()[0]
        return measured
    finally:
        measured.seconds = time.process_time() - begin
    measured.told = [str(found) for found in imported.diagnostics]
    if imported.reading.diagnostics.errors or imported.reading.paper is None:
        measured.refused = str(next(iter(imported.reading.diagnostics.errors)))
        return measured
    waiting = imported.paper.versions.keys() - set(imported.reading.paper.built_versions)
    if waiting:
        measured.refused = f"pending: {', '.join(sorted(waiting))}"
    expected = {CODES.get(one.language, ""): one for one in map(read_expected, paths)}
    for code in imported.work.drafts:
        if code not in waiting and (not languages or code in languages):
            compare_version(project, imported.reading.paper, code, formats, expected, measured)
    return measured


def measure_files(folder: Path, files: Mapping[str, bytes], formats: tuple[str, ...]) -> Measured:
    """Write the files of one work, by language, into a folder, and measure the work."""
    paths = []
    for code, data in files.items():
        paths.append(folder / f"{code}.xml")
        paths[-1].write_bytes(data)
    return measure_work(("a work", paths), formats, ())


def compare_version(
    project: Project, paper: Paper, code: str, formats: tuple[str, ...],
    expected: dict[str, Expected], measured: Measured,
) -> None:  # fmt: skip
    """Build one version, read it back, and note the first difference of each format."""
    edition = resolve_edition(project, paper, code)
    for name in formats:
        try:
            units, notes = read_back(project, edition, name)
        except Exception:  # noqa: BLE001
            last = traceback.format_exc().splitlines()[-1]
            measured.differences.append(f"{code} {name}: {last}")
            continue
        measured.compared += 1
        difference = compare(expected[code], units, notes)
        if difference:
            measured.differences.append(f"{code} {name}: {difference}")


def read_back(project: Project, edition: Edition, name: str) -> tuple[str, list[str]]:
    """Build a file and read what it says: the text as one string, and the notes."""
    from masthead.render.docx import render_docx
    from masthead.render.epub import render_epub
    from masthead.render.pdf import render_pdf
    from tests.paper import formats

    match name:
        case "pdf":
            told = formats.read_pdf(render_pdf(project, edition).data)
        case "docx":
            read = formats.read_docx(project, edition, render_docx(project, edition))
            further = sum(len(note.paragraphs) - 1 for note in edition.notes)
            place = len(read.units) - further  # those of notes are taken for text
            told = formats.Told(read.units[:place], [*read.units[place:], *read.notes])
        case "epub":
            told = formats.read_epub(render_epub(project, edition, None))
        case _:
            raise ValueError(f"no format {name} is read back")
    return squeeze("".join(told.units)), [squeeze(note) for note in told.notes]


def compare(expected: Expected, units: str, notes: list[str]) -> str:
    """Say the first difference; nothing where there is none.

    What stands above the title in a file is made, and no part of the text.
    """
    begin = units.find(expected.text[:40])
    if begin < 0:
        return f"the text does not begin with {expected.text[:40]!r}"
    text = units[begin:]
    if text != expected.text:
        pairs = enumerate(zip(text, expected.text, strict=False))
        place = next((at for at, (one, other) in pairs if one != other), len(text))
        start = max(place - 15, 0)
        return (
            f"at {place}: {expected.text[start : place + 25]!r} in the file, "
            f"{text[start : place + 25]!r} in what is built"
        )
    bare = [re.sub(r"\A[*\d]+", "", note) for note in notes]
    wanted = [re.sub(r"\A[*\d]+", "", note) for note in expected.notes if note]
    if "".join(bare) != "".join(wanted):  # a note of several paragraphs may be read as several
        for number, (one, other) in enumerate(zip(wanted, bare, strict=False), 1):
            if one != other:
                return f"note {number}: {one[:40]!r} in the file, {other[:40]!r} in what is built"
        return f"{len(wanted)} notes in the file, {len(bare)} in what is built"
    return ""


def main() -> None:
    """Measure a folder, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--formats", default="pdf,docx,epub")
    parser.add_argument("--languages", default="")
    parser.add_argument("--most", type=int, default=0, metavar="N", help="only the first N works")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--variants", default="", help="alone, some, amiss, joined by commas")
    parser.add_argument("--seeds", type=int, default=1, metavar="N", help="so many of each variant")
    parser.add_argument("--show", action="store_true", help="print what each import lists")
    options = parser.parse_args()
    formats = tuple(filter(None, options.formats.split(",")))
    languages = tuple(filter(None, options.languages.split(",")))
    measure = partial(measure_work, formats=formats, languages=languages)
    whole, told, seconds, results = 0, 0, 0.0, []
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(options.jobs) as pool:
        works = list(list_works(options, Path(folder)))
        if not works:
            parser.error(f"{options.folder}: no Akoma Ntoso file in it")
        for one in pool.map(measure, works):
            results.append(one)
            whole += one.is_whole
            told += not one.is_whole and bool(one.refused or one.told)
            seconds += one.seconds
            state = "whole" if one.is_whole else "not whole"
            print(f"{one.name}: {state}, {one.compared} files, {len(one.told)} remarks")
            for line in filter(None, (one.refused, *one.differences)):
                print(f"    {line[:300]}")
            for line in one.told if options.show else ():
                print(f"    - {line[:300]}")
            sys.stdout.flush()
    print(f"{len(results)} works: {whole} whole ({100 * whole / len(results):.1f} %), "
          f"{told} others with a remark; importing took {seconds:.1f} s")  # fmt: skip


if __name__ == "__main__":
    main()
