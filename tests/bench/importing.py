"""Files that come in: what a work in six languages costs, what broken files do; Word files.

The works are made, as long as a usual resolution. A mutated file may be slow or large in no way.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from masthead.importing.akoma.reader import read_bytes
from masthead.importing.importer import import_drafts
from masthead.project import Project
from tests.bench._memory import read_peak
from tests.bench._report import measure_report
from tests.conftest import ROOT
from tests.importing.making import (
    LANGUAGES,
    NUMBER,
    container,
    heading,
    make_file,
    note,
    paragraph,
    say,
    table,
)
from tests.importing.test_mutated import bring_in_mutated
from tests.importing.word.mutations import mutate
from tests.importing.word.test_mutated import bring_in, build_files

WORKS = 6
LENGTH = 25
"""How many paragraphs there are in each half of a text."""
MOST_SECONDS = 1.2
"""The most processor time of a work: then a thousand take ten minutes on two cores."""
MUTATED = 150
MOST_MUTATED = 20.0
"""The most seconds that a mutated file may take."""
MUTATED_WORDS = 48
MOST_OF_ITSELF = 40
"""The most that a mutated Word file may take, in parts of what the file itself takes."""
MEGABYTES = 500


def write(code: str) -> bytes:
    """Write a file with notes, headings, a table and an annex."""
    numbers = range(1, LENGTH + 1)
    preamble = "".join(
        container(code, f"{say(code, 40)} A/79/{at}{note(code, at, say(code, 8))}")
        for at in numbers
    )
    text = "".join(
        (heading(say(code, 3)) if at % 5 == 0 else "")
        + paragraph(NUMBER[code].format(at), f"{say(code, 60)} {at}{note(code, at, say(code, 6))}.")
        for at in numbers
    )
    rows = [[say(code, 2), f"{at}"] for at in numbers]
    return make_file(code, preamble=preamble, text=text + table(rows))


def main() -> int:
    """Measure; 1 when a promise is broken."""
    project = Project(ROOT)
    files = {code: write(code) for code in LANGUAGES}
    taken = []
    for _ in range(WORKS):
        begin = time.process_time()
        drafts = [read_bytes(project, data, f"{code}.xml") for code, data in files.items()]
        import_drafts(project, drafts).placed.take_back()
        taken.append(time.process_time() - begin)
    usual = sorted(taken)[len(taken) // 2]
    print(f"a work in six languages: {usual:.2f} s (most {MOST_SECONDS}), a thousand on two cores: "
          f"{usual * 1000 / 2 / 60:.1f} minutes")  # fmt: skip
    slowest = 0.0
    came = 0
    for seed in range(MUTATED):
        begin = time.process_time()
        came += bring_in_mutated(seed)
        slowest = max(slowest, time.process_time() - begin)
    words = measure_words(project)
    peak = read_peak()
    print(f"{MUTATED} mutated files: {came} become papers, {MUTATED - came} are refused")
    print(f"the slowest takes {slowest:.2f} s (most {MOST_MUTATED}); "
          f"{peak:.0f} MB (most {MEGABYTES})")  # fmt: skip
    print(f"the slowest of {MUTATED_WORDS} mutated Word files takes {words:.1f} x the file itself "
          f"(most {MOST_OF_ITSELF})")  # fmt: skip
    missed = (usual > MOST_SECONDS, slowest > MOST_MUTATED, peak > MEGABYTES,
              words > MOST_OF_ITSELF, measure_report())  # fmt: skip
    return int(any(missed))


def measure_words(project: Project) -> float:
    """Measure what the slowest mutated Word file takes, in parts of the files themselves."""
    built = build_files(project)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "source").mkdir()
        place = Project(Path(name))

        def time_one(data: bytes) -> float:
            begin = time.process_time()
            bring_in(place, data)
            return time.process_time() - begin

        usual = sum(map(time_one, built)) / len(built)
        mutated = (mutate(built[seed % len(built)], seed) for seed in range(MUTATED_WORDS))
        return max(map(time_one, mutated)) / usual


if __name__ == "__main__":
    raise SystemExit(main())
