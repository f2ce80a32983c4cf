"""A real browser looks at papers while they are edited."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import STEM
from tests.preview.conftest import SAMPLE
from tests.preview.service import Service, Visit, save, wait_for_line
from tests.render.browser import NO_SIDEWAYS, WCAG

pytestmark = pytest.mark.xdist_group("chromium")
INSIDE = "document.getElementById('text').contentDocument"
DRAWN = "document.querySelector('.page[data-mark]') !== null"
PAPER, OTHER = f"source/{STEM}.yaml", f"source/{SAMPLE}.yaml"

AS_WIDE = (
    "(one) => one.getBoundingClientRect().width > one.parentElement.getBoundingClientRect().width"
    " * 0.95"
)
"""Whether something is as wide as what it stands in."""
WORDS = """(() => {
  const inside = INSIDE;
  const words = [];
  const skipped = "a, .label, .block, .names, .session, .place, .status, [hidden]";
  const walker = inside.createTreeWalker(inside.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (around.closest(skipped) || !around.closest("[id]:not(#masthead)")) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}]{2,}/gu)) {
      const lang = around.closest("[lang]").lang;
      words.push({ word: word[0], lang, index: words.length, find: [node, word.index] });
    }
  }
  window.theWords = words;
  return words.map(({ word, lang, index }) => ({ word, lang, index }));
})()""".replace("INSIDE", INSIDE)
"""Every word of the text that somebody wrote."""

POINT = """(() => {
  const [node, index] = window.theWords[%d].find;
  node.parentElement.scrollIntoView({ block: "center" });
  const range = node.ownerDocument.createRange();
  range.setStart(node, index);
  range.setEnd(node, index + 1);
  const box = range.getClientRects()[0];
  const frame = document.getElementById("text").getBoundingClientRect();
  return [frame.left + box.left + box.width * 0.4, frame.top + box.top + box.height / 2];
})()"""
"""Where on the screen the first letter of a word is."""


@pytest.fixture(scope="module")
def visit(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A browser that has opened the preview."""
    made = Visit(tmp_path_factory.mktemp("browser"))
    made.do("size", [1440, 900])
    made.do("goto", service.address)
    made.do("wait", DRAWN)
    yield made
    made.close()


def choose(visit: Visit, select: str, value: str) -> None:
    """Choose in one of the lists."""
    visit.do(
        "evaluate",
        f"(() => {{ const one = document.getElementById('{select}'); one.value = {value!r};"
        " one.dispatchEvent(new Event('change')); })()",
    )


def take(visit: Visit, paper: str, first: str, second: str) -> None:
    """Look at a paper in two languages."""
    visit.do("evaluate", "document.body.dataset.paper = ''")
    choose(visit, "paper", paper)
    visit.do("wait", f"document.body.dataset.paper === {paper!r}")
    choose(visit, "first", first)
    choose(visit, "second", second)
    choose(visit, "version", first)
    lang = f"paper={quote(paper, safe='')}&lang={first}&lang={second}"
    visit.do("wait", f"{INSIDE}.readyState === 'complete' && {INSIDE}.URL.endsWith({lang!r})")


def find_lines(path: Path, word: str) -> list[int]:
    """Find the lines of a source in which a word stands."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [number for number, line in enumerate(lines, start=1) if word in line]


def test_new_words_are_in_the_text_and_on_the_page(
    visit: Visit, service: Service, folder: Path
) -> None:
    take(visit, PAPER, "en", "zh")
    visit.do("wait", DRAWN)
    path = folder / PAPER
    text = path.read_text(encoding="utf-8")
    visit.do("evaluate", f"{INSIDE}.defaultView.scrollTo(0, 700)")
    scrolled = visit.do("evaluate", f"{INSIDE}.defaultView.scrollY")
    mark = visit.do("evaluate", "document.querySelector('.page').dataset.mark")
    kept = visit.do(
        "evaluate", f"window.keptRow = {INSIDE}.getElementById('p5'); window.keptRow !== null"
    )
    assert kept
    try:
        save(path, text.replace("New Agenda Coalition", "Freshly Edited Coalition"))
        visit.do("wait", f"{INSIDE}.body.textContent.includes('Freshly Edited Coalition')")
        visit.do("wait", f"document.querySelector('.page').dataset.mark !== {json.dumps(mark)}")
        changed = visit.do("evaluate", f"[...{INSIDE}.querySelectorAll('[data-changed]')].length")
        rows = visit.do("evaluate", f"{INSIDE}.querySelectorAll('main > *').length")
        assert 0 < changed < rows / 2
        assert visit.do("evaluate", f"window.keptRow === {INSIDE}.getElementById('p5')")
        now = visit.do("evaluate", f"{INSIDE}.defaultView.scrollY")
        assert abs(now - scrolled) < 40
    finally:
        save(path, text)
        visit.do("wait", f"!{INSIDE}.body.textContent.includes('Freshly Edited Coalition')")
    assert visit.do("errors") == []


@pytest.mark.parametrize(
    ("paper", "code", "beside"), [(PAPER, "zh", "en"), (PAPER, "en", "zh"), (OTHER, "ar", "en")]
)
def test_a_click_on_a_word_opens_its_line(
    visit: Visit, service: Service, folder: Path, paper: str, code: str, beside: str
) -> None:
    take(visit, paper, code, beside)
    words: list[dict[str, Any]] = visit.do("evaluate", WORDS)
    own = [one for one in words if one["lang"].startswith(code)]
    chosen = random.Random(7).sample(own, min(17, len(own)))
    chosen += [one for one in own if code == "ar" and one["word"] == "26"]  # left to right in it
    before = len(service.opened.read_text().split("\n")) - 1 if service.opened.exists() else 0
    for number, one in enumerate(chosen, start=1):
        visit.do("click", visit.do("evaluate", POINT % one["index"]))
        said = wait_for_line(service.opened, before + number)[-1]
        file, line, column = said.rsplit(":", 2)
        assert file == str(folder / paper)
        written = (folder / paper).read_text(encoding="utf-8").split("\n")[int(line) - 1]
        assert int(line) in find_lines(folder / paper, one["word"]), (one, said)
        assert one["word"][0] in written[int(column) - 2 : int(column) + 1], (one, said)
    assert visit.do("errors") == []


@pytest.mark.parametrize(("paper", "code"), [(PAPER, "zh"), (PAPER, "en"), (OTHER, "ar")])
def test_a_click_on_the_page_opens_its_line(
    visit: Visit, service: Service, folder: Path, paper: str, code: str
) -> None:
    take(visit, paper, code, "en" if code != "en" else "zh")
    visit.do("wait", DRAWN)
    visit.do("press", "3")
    try:
        pdf = folder.parent / "page.pdf"
        found = visit.do(
            "evaluate",
            f"fetch('/pdf?paper={quote(paper)}&lang={code}').then((one) => one.arrayBuffer())"
            ".then((one) => [...new Uint8Array(one)])",
        )
        pdf.write_bytes(bytes(found))
        before = len(service.opened.read_text().split("\n")) - 1 if service.opened.exists() else 0
        spots = find_spots(pdf, code)
        for number, (word, x, y) in enumerate(spots, start=1):
            at = visit.do(
                "evaluate",
                "(() => { const page = document.querySelector('.page'), pane = document"
                ".getElementById('pages-pane'); pane.style.scrollBehavior = 'auto';"
                f" pane.scrollTop = {y} * page.clientHeight - 300;"
                " const box = page.getBoundingClientRect();"
                f" return [box.left + {x} * box.width, box.top + {y} * box.height]; }})()",
            )
            visit.do("click", at)
            line = int(wait_for_line(service.opened, before + number)[-1].rsplit(":", 2)[1])
            assert line in find_lines(folder / paper, word), (word, line)
    finally:
        visit.do("press", "1")
    assert visit.do("errors") == []


def find_spots(pdf: Path, code: str) -> list[tuple[str, float, float]]:
    """Find words of the first page's text, and where they stand, without what writers add."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        width, height = page.get_size()
        text = page.get_textpage()
        read = text.get_text_range()
        length = 4 if code == "zh" else 6
        words = list(re.finditer(rf"[^\W\d_]{{{length},}}", read))
        chosen = random.Random(3).sample(words[len(words) // 3 :], 12)
        spots = []
        for found in chosen:
            left, bottom, right, top = text.get_charbox(found.start())
            x, y = (left + right) / 2, (bottom + top) / 2
            word = found[0][: 4 if code == "zh" else None]
            spots.append((word, x / width, 1 - y / height))
        return spots


def test_an_editor_scrolls_text_and_pages(visit: Visit, service: Service, folder: Path) -> None:
    take(visit, PAPER, "en", "zh")
    visit.do("wait", DRAWN)
    line = find_lines(folder / PAPER, "Bali Leaders")[0]
    service.show_line(PAPER, line)
    visit.do("wait", f"{INSIDE}.defaultView.scrollY > 1000")
    visit.do("wait", "document.getElementById('pages-pane').scrollTop > 1000")


def test_an_editor_shows_a_line_of_a_paper_that_is_not_open(
    visit: Visit, service: Service, folder: Path
) -> None:
    """The text and the pages have to come first; of what stands on no page, only the text tells."""
    note = find_lines(folder / PAPER, "Bali Leaders")[0]
    for line, row in (note, "scrollY > 1000"), (1, "scrollY >= 0"):
        take(visit, OTHER, "en", "ar")
        service.show_line(PAPER, line)
        visit.do("wait", f"document.body.dataset.paper === {PAPER!r}")
        visit.do("wait", f"{INSIDE}.readyState === 'complete' && {INSIDE}.defaultView.{row}")
        visit.do("wait", DRAWN)
    assert visit.do("errors") == []


def test_a_page_that_could_not_be_had_is_asked_for_again(visit: Visit, service: Service) -> None:
    take(visit, PAPER, "en", "zh")
    visit.do("wait", DRAWN)
    visit.do(
        "evaluate",
        "window.refused = 0; window.kept = window.fetch; window.fetch = (address, how) =>"
        " String(address).startsWith('/page') && window.refused++ < 2"
        " ? Promise.reject(new TypeError('refused')) : window.kept(address, how);",
    )
    try:
        visit.do("press", "+")
        visit.do("wait", "window.refused > 2")
        wide = "Math.round(page.clientWidth * Math.min(devicePixelRatio, 2))"
        visit.do(
            "wait",
            "[...document.querySelectorAll('.page[data-near=yes]')].every((page) =>"
            f" (page.dataset.mark || '').startsWith(`${{{wide}}} `))",
        )
    finally:
        visit.do("evaluate", "window.fetch = window.kept; 0")
        visit.do("press", "0")
    assert visit.do("errors") == []


def test_menus_close_and_files_are_told_of(visit: Visit, service: Service) -> None:
    is_open = "[...document.querySelectorAll('details.menu')].some((menu) => menu.open)"
    visit.do("press", "?")
    visit.do("wait", is_open)
    visit.do("press", "Escape")
    visit.do("wait", f"!{is_open}")
    take(visit, OTHER, "en", "ar")
    said = "document.getElementById('status').textContent"
    visit.do("evaluate", "document.querySelector('#files a[data-format=docx]').click()")
    visit.do("wait", f"{said} === 'A_80_XX-EN.docx is among your downloads.'")
    assert visit.do("errors") == []


def test_a_broken_paper_shows_what_is_wrong(visit: Visit, service: Service, folder: Path) -> None:
    take(visit, OTHER, "en", "ar")
    path = folder / OTHER
    text = path.read_text(encoding="utf-8")
    line = text.count("\n", 0, text.index("\ntext:\n")) + 2
    try:
        save(path, text.replace("\ntext:\n", "\ntext: 3\nextra:\n"))
        visit.do("wait", "document.getElementById('count').className === 'broken'")
        assert visit.do("evaluate", f"{INSIDE}.body.textContent.includes('Sample paper')")
        before = len(service.opened.read_text().split("\n")) - 1 if service.opened.exists() else 0
        visit.do("evaluate", "document.querySelector('#findings button').click()")
        said = wait_for_line(service.opened, before + 1)[-1]
        assert abs(int(said.rsplit(":", 2)[1]) - line) <= 1
    finally:
        save(path, text)
    visit.do("wait", "document.getElementById('count').className === ''")
    assert not visit.do("evaluate", "document.getElementById('findings-panel').open")


@pytest.mark.parametrize("dark", [False, True])
def test_everybody_can_use_it(visit: Visit, dark: bool) -> None:
    if dark:
        visit.do("press", "d")
    long_name = f"source/{'of_a_long_name_' * 5}.yaml:1200"
    visit.do("evaluate", f"document.getElementById('status').textContent = {long_name!r}")
    for width in (360, 768, 1440):
        visit.do("size", [width, 800])
        visit.do("wait", f"({NO_SIDEWAYS}) === true")  # what is scaled follows the size
        assert visit.do("axe", WCAG) == [], width
        if width == 360:
            visit.do("wait", f"[...{INSIDE}.querySelectorAll('.middle .cell')].every({AS_WIDE})")
    if dark:
        visit.do("press", "d")


def test_the_first_paper_is_shown_once_it_can_be(visit: Visit, folder: Path) -> None:
    """And so is one that takes another's place."""
    new = folder.parent / "new"
    (new / "source").mkdir(parents=True)
    (new / "styles").symlink_to(folder / "styles")
    text = (folder / OTHER).read_text(encoding="utf-8")
    service = Service(new)
    try:
        visit.do("goto", service.address)
        said = "document.getElementById('status').textContent"
        visit.do("wait", f"{said}.startsWith('There is no paper here')")
        save(new / OTHER, "symbol: A/80/XX\ntext: [")
        visit.do("wait", f"document.body.dataset.paper === {OTHER!r}")
        found = "document.getElementById('count').textContent"
        visit.do("wait", f"{found} === '1 error: nothing can be shown yet'")
        save(new / OTHER, text)
        visit.do("wait", DRAWN)
        (new / OTHER).rename(new / "source" / "A_80_YY.yaml")
        save(new / "source" / "A_80_YY.yaml", text.replace("A/80/XX", "A/80/YY"))
        visit.do("wait", "document.getElementById('symbol').textContent === 'A/80/YY'")
        visit.do("wait", DRAWN)
        save(new / "source" / "broken.yaml", "text: [")
        visit.do("wait", "document.getElementById('paper').options.length === 2")
        choose(visit, "paper", "source/broken.yaml")
        visit.do("wait", "document.body.dataset.paper === 'source/broken.yaml'")
        visit.do("wait", f"{INSIDE}.body.textContent === ''")
        assert visit.do("errors") == []
    finally:
        assert service.stop() == 0
