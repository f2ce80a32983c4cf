"""How long builds take, as whole processes, beside the same six files made by hand.

By hand means: text and notes of each language as Markdown, with a style sheet for the page, run
through the commands of pandoc and WeasyPrint one after the other; and through pandoc with Typst.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from masthead.edition.edition import (
    Annex,
    Block,
    Edition,
    Heading,
    Paragraph,
    Subparagraph,
    plain_text,
)
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.pandoc import find_pandoc
from tests.bench._house import MASTHEAD, ROOT, STEM, House, time_in_turn, time_runs

MOST = {"nothing to do": 0.12, "one Chinese sentence": 0.9, "watch": 0.35, "check": 0.4}
"""Seconds."""
ROUNDS, FEWER, MANY = 9, 7, 15
"""How often what is compared, what takes long, and what is short or differs is measured."""
MOST_OF_HAND = 0.6
"""The most that six files may take, in parts of the time by hand."""
MOST_MEMORY = 400
"""MB, of all processes of a build together."""


def main() -> int:
    """Measure, and say what took longer than it should."""
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name))
        house.put_paper()
        found = measure(house)
    missed = False
    for what, (seconds, most) in found.items():
        told = "" if most is None or seconds <= most else f"   more than {most:.2f}"
        missed |= bool(told)
        print(f"{what:44}{seconds:8.3f} s{told}")
    return int(missed)


def measure(house: House) -> dict[str, tuple[float, float | None]]:
    """Measure everything: seconds, and how many there may be."""
    write_by_hand(house)

    def clear() -> None:
        shutil.rmtree(house.cache, ignore_errors=True)
        shutil.rmtree(house.root / "output", ignore_errors=True)

    compared = time_in_turn(
        {
            "hand": (lambda: house.run(script=["sh", "by-hand.sh"]), clear),
            "typst": (lambda: house.run(script=["sh", "with-typst.sh"]), clear),
            "cold": (lambda: house.run("build"), clear),
        },
        ROUNDS,
    )
    hand, typst, cold = compared.values()
    memory = measure_memory(house, clear)
    house.run("build")
    nothing = time_runs(lambda: house.run("build"), MANY)
    sentence = time_runs(lambda: house.run("build"), FEWER, lambda: change_sentence(house))
    template = time_runs(lambda: house.run("build"), FEWER, lambda: change_template(house))
    check = time_runs(lambda: house.run("check"), FEWER)
    page, saved = measure_watch(house, MANY)
    print(
        f"six files: {cold / hand:.2f} of the time by hand, {cold / typst:.2f} of pandoc and Typst"
    )
    print(f"memory of all processes of a build at most {memory:.0f} MB of {MOST_MEMORY}")
    return {
        "by hand: pandoc and weasyprint": (hand, None),
        "by hand: pandoc and typst": (typst, None),
        "six files, empty cache": (cold, MOST_OF_HAND * hand),
        "nothing to do": (nothing, MOST["nothing to do"]),
        "one Chinese sentence changed": (sentence, MOST["one Chinese sentence"]),
        "a Word template changed": (template, None),
        "check": (check, MOST["check"]),
        "watch, from save to the page": (page, None),
        "watch, from save to the last file": (saved, MOST["watch"]),
    }


def change_sentence(house: House) -> None:
    """Change a Chinese sentence to one that was never there."""
    text = (ROOT / "source" / f"{STEM}.yaml").read_text("utf-8")
    new = f"感到{time.monotonic_ns() % 10**9:09}震惊"
    assert "感到震惊" in text
    house.source.write_text(text.replace("感到震惊", new, 1), "utf-8")


def change_template(house: House) -> None:
    """Change the template of the Word files' settings."""
    shipped = next((ROOT / "templates" / "docx").glob("*.xml"))
    own = house.root / "templates" / "docx" / shipped.name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(shipped.read_text("utf-8") + "\n" * (time.monotonic_ns() % 1000 + 1), "utf-8")


def measure_watch(house: House, times: int) -> tuple[float, float]:
    """Measure the time from saving a Chinese sentence to its page, and to its last file."""
    files = [house.root / "output" / f"{STEM}-ZH.{form}" for form in ("pdf", "docx", "epub")]
    watch = subprocess.Popen(
        [*MASTHEAD, "watch"], cwd=house.root, env=house.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert watch.stdout is not None
    try:
        while "watching" not in watch.stdout.readline():
            pass
        time.sleep(0.5)

        pages: list[float] = []
        taken: list[float] = []
        for _ in range(times + 2):
            left = {path: path.stat().st_mtime_ns for path in files}
            started = time.perf_counter()
            change_sentence(house)
            while left:
                left = {path: at for path, at in left.items() if path.stat().st_mtime_ns == at}
                if files[0] not in left and len(pages) == len(taken):
                    pages.append(time.perf_counter() - started)
                time.sleep(0.002)
            taken.append(time.perf_counter() - started)
            time.sleep(0.4)
        return sorted(pages[2:])[times // 2], sorted(taken[2:])[times // 2]
    finally:
        watch.terminate()
        watch.wait()
        watch.stdout.close()


def measure_memory(house: House, clear: Callable[[], object]) -> float:
    """Measure the most memory that all processes of a build have, in MB; shared pages once."""
    clear()
    build = subprocess.Popen(
        [*MASTHEAD, "build"], cwd=house.root, env=house.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    most = [0.0]

    def look() -> None:
        while build.poll() is None:
            most[0] = max(most[0], sum(map(read_share, list_family(build.pid))))
            time.sleep(0.03)

    looker = threading.Thread(target=look)
    looker.start()
    build.wait()
    looker.join()
    return most[0]


def list_family(pid: int) -> Iterator[int]:
    """List a process and all below it."""
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from list_family(int(child))


def read_share(pid: int) -> float:
    """Read a process's proportional share of memory in MB."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0


# --- by hand


def write_by_hand(house: House) -> None:
    """Write the paper as Markdown, and the two scripts that one would write."""
    project = Project(ROOT)
    paper = read_paper(project, ROOT / "source" / f"{STEM}.yaml").require()
    fonts = ROOT / "styles" / "fonts"
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{(fonts / file).as_uri()}") }}\n'
        for family, file in (("Tinos", "Tinos_400Regular.ttf"),
                             ("Noto Serif SC", "NotoSerifSC_400Regular.ttf"))
    )  # fmt: skip
    (house.root / "hand.css").write_text(
        f"{faces}@page {{ size: letter; margin: 72pt 72pt 72pt 112pt;"
        " @bottom-right { content: counter(page) '/' counter(pages) } }\n"
        'body { font: 10pt/13pt "Tinos", "Noto Serif SC"; text-align: justify }\n'
        "h1 { font-size: 14pt } .footnotes { font-size: 8.5pt }\n"
    )
    for code in ("zh", "en"):
        edition = resolve_edition(project, paper, code)
        (house.root / f"{code}.md").write_text(write_markdown(edition), "utf-8")
    program = house.root / "typst"
    program.write_text(
        f"#!{sys.executable}\nimport sys, typst\n"
        "source, target = [name for name in sys.argv[2:] if not name.startswith('-')][:2]\n"
        f"typst.compile(source, output=target, font_paths=[{str(fonts)!r}])\n"
    )
    program.chmod(0o755)
    pandoc = find_pandoc()
    weasyprint = Path(sys.executable).parent / "weasyprint"
    common, by_hand, with_typst = [], [], []
    for code in ("zh", "en"):
        read = f"{pandoc} {code}.md -V lang={code} --metadata title=Paper"
        common += [f"{read} -o {code}.docx", f"{read} -o {code}.epub"]
        by_hand.append(f"{read} -s --css hand.css -t html -o {code}.html")
        by_hand.append(f"{weasyprint} -q {code}.html {code}.pdf")
        with_typst.append(
            f"{read} --pdf-engine=./typst -V papersize=us-letter"
            f" -V mainfont='{'Noto Serif SC' if code == 'zh' else 'Tinos'}' -o {code}-typst.pdf"
        )
    for name, lines in (("by-hand", common + by_hand), ("with-typst", common + with_typst)):
        (house.root / f"{name}.sh").write_text("set -e\n" + "\n".join(lines) + "\n")


def write_markdown(edition: Edition) -> str:
    """Write an edition as the Markdown that somebody would have typed."""
    lines = [f"# {plain_text(edition.title)}", plain_text(edition.byline)]

    def write(blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                lines.append(f"## {plain_text(block.content)}")
            elif isinstance(block, Annex):
                lines.append(f"# {plain_text(block.content)}")
                write(block.body)
            elif isinstance(block, Paragraph):
                lines.append(f"{block.number}\\. {plain_text(block.content)}")
                write_below(block.subparagraphs)

    def write_below(units: Iterable[object]) -> None:
        for unit in units:
            assert isinstance(unit, Subparagraph)  # the paper has no others
            lines.append(f"> {unit.label} {plain_text(unit.content)}")
            write_below(unit.subparagraphs)

    write(edition.body)
    for note in edition.notes:
        lines[-1] += f"[^{note.id}]"
        lines.append(f"[^{note.id}]: {' '.join(map(plain_text, note.paragraphs))}")
        lines.append("")
    return "\n\n".join(lines) + "\n"


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
