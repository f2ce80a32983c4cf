"""Pages that are set again while others look at them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import weasyprint

from masthead.diagnostic import Severity
from masthead.preview import desk as desk_module
from masthead.preview.app import Asked, Preview, draw_page
from masthead.preview.builds import Built, Wish
from masthead.preview.desk import Desk
from masthead.preview.events import Events
from masthead.preview.following import MOST_FINDINGS, Following, describe_findings
from masthead.preview.pagefile import ClosedError, PageFile
from masthead.preview.problems import NOT_BUILT
from masthead.project import Project
from masthead.targets.executor import InProcess
from tests.conftest import STEM
from tests.preview.conftest import SAMPLE, make_project

PAPER = f"source/{SAMPLE}.yaml"
WISH = Wish(PAPER, "en")


class Told(Events):
    """Keeps what pages are told."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[dict[str, Any]] = []

    def tell(self, kind: str, **facts: Any) -> None:
        """Keep it."""
        self.all.append({"kind": kind, **facts})


def make_pdf(folder: Path, *pages: str) -> Built:
    """Make a PDF with a word on each page."""
    path = folder / "made.pdf"
    body = "".join(f"<p style='break-after: page'>{words}</p>" for words in pages)
    weasyprint.HTML(string=body).write_pdf(path)
    return Built(path)


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """A preview that nobody serves."""

    async def make() -> Preview:
        events = Told()
        desk = Desk(Project(make_project(tmp_path / "project").resolve()), ())
        following = Following(desk, InProcess(), tmp_path / "output", events)
        return Preview(desk, events, following, ())

    return asyncio.run(make())


def ask_page(preview: Preview, number: int, digest: str = "") -> int:
    """Ask for the picture of a page: the status of the answer."""
    facts = {"paper": PAPER, "lang": "en", "number": str(number), "width": "99", "digest": digest}
    return draw_page(preview, Asked(facts, (), {})).status_code


def test_pages_that_are_set_again_and_are_the_same_stay_open(
    preview: Preview, tmp_path: Path
) -> None:
    """A browser may just be drawing them, and still hears that they stand."""
    following = preview.following
    built = make_pdf(tmp_path, "one", "two")
    for _ in range(2):
        following._take_pages(WISH, built)
    pages = following.find_pages(PAPER, "en")
    assert pages is not None
    assert not pages.is_closed
    assert ask_page(preview, 2) == 200
    assert isinstance(preview.events, Told)
    assert [event["kind"] for event in preview.events.all] == ["pages", "pages"]
    following.close()


def test_pages_that_are_gone_while_they_are_asked_for(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page asks again, and the browser's console has nothing to say."""
    following = preview.following
    following._take_pages(WISH, make_pdf(tmp_path, "one", "two"))
    old = following.find_pages(PAPER, "en")
    assert old is not None
    following._take_pages(WISH, make_pdf(tmp_path, "another"))
    assert old.is_closed
    assert ask_page(preview, 2, old.digest) == 204
    new = following.find_pages(PAPER, "en")
    assert new is not None
    with pytest.raises(IndexError):
        ask_page(preview, 2, new.digest)
    monkeypatch.setattr(following, "find_pages", lambda *_: old)
    assert ask_page(preview, 1, old.digest) == 204
    following.close()


def test_pages_that_are_closed_say_so(tmp_path: Path) -> None:
    path = make_pdf(tmp_path, "one").path
    assert path is not None
    pages = PageFile(path.read_bytes())
    pages.close()
    for ask in (lambda: pages.draw(1, 99), lambda: pages.read(1), lambda: pages.find_spot(1, 0)):
        with pytest.raises(ClosedError):
            ask()


def test_pages_that_could_not_be_set_are_set_once_they_can(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First those that were looked at last."""
    following, desk = preview.following, preview.desk
    asked: list[str] = []
    monkeypatch.setattr(following, "set_pages", lambda _, code: asked.append(code))
    path = desk.project.root / PAPER
    shown = desk.show(PAPER)
    for code in ("fr", "en", "ru", "en"):
        assert following.find_pages(PAPER, code) is None
    asked.clear()
    path.write_text(path.read_text("utf-8").replace("Sample paper", "Changed paper"), "utf-8")
    following._refresh(shown)
    assert asked == ["en", "ru", "fr"]
    following.close()


def test_what_is_wrong_in_a_paper_that_can_be_read_keeps_the_pages_back_alone(
    preview: Preview,
) -> None:
    """Its text is that of now, which is said; of one that cannot be read the last text is shown."""
    desk = preview.desk
    name = f"source/{STEM}.yaml"
    path, shown = desk.project.root / name, desk.show(name)
    text = path.read_text("utf-8")
    first, second = "[^reaffirmed]", "[^parts-i-and-ii]"
    swapped = text.replace(first, "[^x]", 1).replace(second, first, 1).replace("[^x]", second, 1)
    for written, is_current in ((text.replace("\ntext:", "\ntext: 3"), False), (swapped, True)):
        path.write_text(written, "utf-8")
        shown.refresh()
        shown.check()
        found = describe_findings(shown)
        assert (found["broken"], found["current"]) == (True, is_current)
    preview.following.close()


def test_of_very_many_findings_errors_come_first(preview: Preview) -> None:
    shown = preview.desk.show(PAPER)
    warning = next(found for found in shown.findings if found.severity != Severity.ERROR)
    shown.findings = (warning,) * (2 * MOST_FINDINGS) + (NOT_BUILT.at(warning.place, reason="x"),)
    found = describe_findings(shown)
    assert len(found["findings"]) == MOST_FINDINGS
    assert found["findings"][0]["code"] == NOT_BUILT.code
    assert found["more"] == MOST_FINDINGS + 1
    preview.following.close()


def test_a_save_resolves_the_languages_that_are_looked_at_and_each_once(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = preview.desk.show(PAPER)
    path, resolve, made = preview.desk.project.root / PAPER, desk_module.resolve_edition, []
    text = path.read_text("utf-8")
    monkeypatch.setattr(
        desk_module, "resolve_edition",
        lambda *given, **named: made.append(given[2]) or resolve(*given, **named),
    )  # fmt: skip
    shown.write_text(("fr", "ru"))
    for number, looked, wanted in (
        (1, ("en", "ar"), ["ar", "fr", "ru"]), (2, None, ["ar", "en"]), (3, None, ["ar", "en"]),
    ):  # fmt: skip
        made.clear()
        path.write_text(text.replace("Sample paper", f"Sample {number} paper"), "utf-8")
        assert shown.refresh()
        assert sorted(made) == wanted
        if looked:
            shown.write_text(looked)
    preview.following.close()
