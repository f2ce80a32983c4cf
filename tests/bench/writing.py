"""How long one waits while writing: from save to text and page in the preview, and for an editor.

The rival is Typst kept warm: the same text, changed by the same sentence, compiled again.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lsprotocol import types

from masthead.render.pandoc import find_pandoc
from tests.bench._house import ROOT, STEM, House
from tests.bench.builds import change_sentence, list_family, read_share, write_by_hand
from tests.editor.client import Editor
from tests.preview.service import Service

TIMES, EDITS = 20, 500
FIRST = 100
"""The edit with which the last is compared, each with those before it:"""
AROUND = 80
"""more than a worker lives, whose memory goes up and down meanwhile."""
IDLE = 10.0
"""Seconds of it that are looked at."""
MOST_TEXT, MOST_ANSWER = 0.2, 0.1
"""Seconds from save to text; for an answer to an editor."""
MOST_IDLE = 0.01
"""Of a core."""
MOST_GROWTH = 0.15
"""How much memory may differ between those edits."""
PAPER = f"source/{STEM}.yaml"


def main() -> int:
    """Measure, and say what took longer than it should."""
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name))
        house.put_paper()
        answers = measure_answers(house)
        typst = measure_typst(house)
        found = measure_preview(house)
    missed = [
        tell("an answer to an editor, median", answers, MOST_ANSWER, "s"),
        tell("from save to text", found["text"], MOST_TEXT, "s"),
        tell("idle, of a core", found["idle"], MOST_IDLE, ""),
        tell(f"growth from edit {FIRST} to edit {EDITS}", found["growth"], MOST_GROWTH, ""),
    ]
    print(f"from save to page {found['page']:.3f} s; Typst, kept warm, {typst:.3f} s")
    print(f"text {found['text'] / typst:.2f}, page {found['page'] / typst:.2f} of Typst's page")
    print(f"memory of all processes after the edits {found['memory']:.0f} MB")
    return int(any(missed))


def tell(what: str, value: float, most: float, unit: str) -> bool:
    """Print a figure; whether it is more than it may be."""
    over = f"   more than {most:.2f}" if value > most else ""
    print(f"{what:44}{value:8.3f} {unit}{over}")
    return bool(over)


class Listener:
    """Hears what a preview tells: when text and pages were last told of."""

    def __init__(self, service: Service, cookie: str) -> None:
        self.heard: dict[str, float] = {}
        self.changed = threading.Condition()
        self._connection = HTTPConnection("127.0.0.1", service.port)
        self._connection.request("GET", "/events", headers={"Cookie": cookie})
        self._answer = self._connection.getresponse()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while line := self._answer.readline():
            if line.startswith(b"data: "):
                kind = json.loads(line[6:])["kind"]
                with self.changed:
                    self.heard[kind] = time.perf_counter()
                    self.changed.notify_all()

    def close(self) -> None:
        """Wait for the end of what is told; the preview ends before."""
        self._thread.join()
        self._answer.close()
        self._connection.close()

    def wait(self, kind: str, since: float) -> float:
        """Wait until something is told after a moment: how many seconds later it was."""
        with self.changed:
            self.changed.wait_for(lambda: self.heard.get(kind, 0) > since, 120)
            return self.heard[kind] - since


def measure_preview(house: House) -> dict[str, float]:
    """Measure how long saves take, what idling costs, and whether memory grows."""
    service = Service(house.root, PAPER)
    with contextlib.ExitStack() as ending:
        ending.callback(service.stop)
        cookie = service.enter()
        service.state(cookie, PAPER)
        listener = Listener(service, cookie)
        ending.pop_all()
        ending.callback(listener.close)
        ending.callback(service.stop)
        service.state(cookie, PAPER, lang="zh")
        listener.wait("pages", 0)
        texts, pages = [], []
        for _ in range(TIMES + 2):
            time.sleep(0.4)
            started = time.perf_counter()
            change_sentence(house)
            listener.wait("text", started)
            service.ask(f"/text?paper={quote(PAPER)}&lang=zh&lang=en", Cookie=cookie)
            texts.append(time.perf_counter() - started)
            pages.append(listener.wait("pages", started))
        time.sleep(2)
        idle = measure_idle(service.process.pid)
        memory = []
        for _ in range(EDITS):
            started = time.perf_counter()
            change_sentence(house)
            listener.wait("pages", started)
            memory.append(sum(map(read_share, list_family(service.process.pid))))
            time.sleep(0.05)
        first, last = (statistics.mean(memory[max(at - AROUND, 0) : at]) for at in (FIRST, EDITS))
    return {
        "text": statistics.median(texts[2:]), "page": statistics.median(pages[2:]), "idle": idle,
        "growth": last / first - 1, "memory": last,
    }  # fmt: skip


def measure_idle(process: int) -> float:
    """Measure what part of a core a process and its workers take that have nothing to do."""
    before = sum(map(read_ticks, list_family(process)))
    time.sleep(IDLE)
    return (sum(map(read_ticks, list_family(process))) - before) / 100 / IDLE


def read_ticks(process: int) -> int:
    """Read the processor time of a process, in hundredths of a second."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def measure_typst(house: House) -> float:
    """Measure how long Typst takes for the same text, changed by a sentence, and kept warm."""
    import typst

    write_by_hand(house)
    source = house.root / "zh.typ"
    subprocess.run(
        [find_pandoc(), "zh.md", "-s", "-t", "typst", "-V", "mainfont=Noto Serif SC",
         "-o", source.name], cwd=house.root, check=True,
    )  # fmt: skip
    fonts = [str(ROOT / "styles" / "fonts")]
    compiler = typst.Compiler(root=str(house.root), font_paths=fonts)
    text = source.read_text("utf-8")
    taken = []
    for number in range(TIMES + 2):
        source.write_text(text.replace("感到震惊", f"感到{number}震惊", 1), "utf-8")
        started = time.perf_counter()
        compiler.compile(str(source), output=str(house.root / "zh-warm.pdf"))
        taken.append(time.perf_counter() - started)
    return statistics.median(taken[2:])


def measure_answers(house: House) -> float:
    """Measure how long an editor waits for an answer right after a key, over all questions."""
    editor = Editor(house.root)
    try:
        text = house.source.read_text("utf-8")
        editor.open(house.source, text)
        editor.findings()
        taken: list[float] = []
        lines = text.split("\n")
        whole = types.Range(types.Position(0, 0), types.Position(len(lines), 0))
        for number in range(TIMES):
            editor.change(text.replace("感到震惊", f"感到{number}震惊", 1))
            at = types.Position(40 + number * 10, 6)
            document = editor.document
            asked: dict[str, Any] = {
                "textDocument/hover": types.HoverParams(document, at),
                "textDocument/completion": types.CompletionParams(document, at),
                "textDocument/definition": types.DefinitionParams(document, at),
                "textDocument/documentSymbol": types.DocumentSymbolParams(document),
                "textDocument/foldingRange": types.FoldingRangeParams(document),
                "textDocument/inlayHint": types.InlayHintParams(document, whole),
                "textDocument/codeAction": types.CodeActionParams(
                    document, types.Range(at, at), types.CodeActionContext([])
                ),
            }
            for method, params in asked.items():
                started = time.perf_counter()
                editor.ask(method, params)
                taken.append(time.perf_counter() - started)
        return statistics.median(taken)
    finally:
        editor.stop()
