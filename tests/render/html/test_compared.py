"""Two versions of a paper on one page: in one column and side by side, change by change."""

from __future__ import annotations

import datetime
import hashlib
import re
from base64 import b64encode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import html

from masthead.compare.matching import match_papers
from masthead.compare.versions import mark_versions
from masthead.edition.resolve import resolve_edition
from masthead.read.reader import read_source
from masthead.render.html import render_html
from masthead.render.html.compared import render_compared
from tests.compare.conftest import write_paper
from tests.compare.edits import draw_pair
from tests.compare.pair import mark_pair, mark_texts
from tests.compare.test_merge import pairs
from tests.render.browser import NO_SIDEWAYS, WCAG, browse

CODES = ("en", "zh", "ar")


@pytest.fixture(scope="module")
def pages(project):
    return {
        code: render_compared(project, *mark_pair(project, code)) for code in ("en", "zh", "ar")
    }


@pytest.fixture(scope="module")
def page(pages):
    return html.fromstring(pages["en"].decode())


def say(element, *hidden):
    """Give the words of an element as a reader sees them, without those of some classes."""
    if hidden and set(element.get("class", "").split()) & set(hidden):
        return ""
    inner = "".join(say(child, *hidden) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def squeeze(text):
    """Text without spaces and signs of paragraphs' ends."""
    return re.sub(r"\s+", "", text).replace("¶", "")


@settings(max_examples=10, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(drawn=pairs(10))
def test_each_side_says_what_its_version_says(project, drawn):
    old, new = draw_pair(project, *drawn)
    matching = match_papers(old, new, tuple(new.versions))
    for code in matching.codes:
        marked = mark_versions(project, matching, code)
        page = html.fromstring(render_compared(project, marked, {}).decode())
        hidden = ("said", "side-only"), ("said", "deleted", "column-only")
        for paper, side, hides in zip((old, new), ("was", "now"), hidden, strict=True):
            plain = render_html(project, resolve_edition(project, paper, code)).decode()
            (main,) = html.fromstring(plain).iter("main")
            said = "".join(say(one, *hides) for one in page.find_class(side))
            said, meant = squeeze(said), squeeze(say(main))
            both = enumerate(zip(said, meant, strict=False))
            at = next((at for at, (one, other) in both if one != other), 0)
            assert said[max(0, at - 30) : at + 60] == meant[max(0, at - 30) : at + 60]
            assert said == meant
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(ids) == len(set(ids))


def list_lines(page, side, *hidden):
    lines = [" ".join(say(one, *hidden).split()) for one in page.find_class(side)]
    return [line for line in lines if line]


def test_both_versions_stand_side_by_side(page):
    old = list_lines(page, "was", "said")
    new = list_lines(page, "now", "said", "deleted")
    assert "1. The first paragraph says one thing.1" in old
    assert "2. The first paragraph says two things.1" in new
    assert "3. A third paragraph stays as it is; see paragraph 4." in old
    assert "3. A third paragraph stays as it is; see paragraph 4." in new
    assert "2. What was here is gone." in old
    assert not any("gone" in line for line in new)
    assert "1. A wholly new one, with emphasis." in new
    assert not any("wholly" in line for line in old)
    assert any("Wheat 12" in line.replace("Tons", "") for line in old) or any(
        "12" in line for line in old
    )
    assert any("WP.7/Rev.1" in line and "draft-1" not in line for line in new)
    assert any("WP.7" in line and "Rev.1" not in line for line in old)
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in ids


def test_references_from_right_to_left_are_those_of_their_version(project):
    """A number in Arabic goes from left to right as a whole, reference and all."""
    last = {"paragraph": {"en": "Last.", "zh": "末段。", "ar": "الأخيرة."}, "id": "last"}
    new = {"paragraph": {"en": "New.", "zh": "新段。", "ar": "جديدة."}}
    refers = {"paragraph": {"en": "See [@last].", "zh": "见[@last]。", "ar": "انظر [@last]."}}
    versions = {"en": {}, "zh": {}, "ar": {}}
    title = {"en": "On drafts", "zh": "关于草案", "ar": "عن المشاريع"}
    edition, names = mark_texts(
        project, "ar", [refers, last], [refers, new, last], versions=versions, title=title,
    )  # fmt: skip
    page = html.fromstring(render_compared(project, edition, names).decode())
    (old,) = [line for line in list_lines(page, "was", "said") if "انظر" in line]
    (now,) = [line for line in list_lines(page, "now", "said", "deleted") if "انظر" in line]
    assert ("2" in old, "3" in old) == (True, False)
    assert ("2" in now, "3" in now) == (False, True)


def test_one_column_says_aloud_what_came_and_went(page):
    (changed,) = [one for one in page.find_class("now") if "says" in say(one)]
    assert " ".join(say(changed).split()) == (
        "2. The first paragraph says deleted: one thing (end of deletion) "
        "inserted: two things (end of insertion) .1"
    )
    assert page.get_element_by_id("old-p2").get("class").endswith(" deleted")
    assert "inserted" in page.get_element_by_id("p1").get("class")


def test_the_day_after_a_symbol_went_with_it_from_right_to_left(pages):
    (said,) = html.fromstring(pages["ar"].decode()).find_class("compared")
    symbol = "NPT/CONF.2026/PC.II/WP.7"
    assert f"\u2066{symbol}\u2069 (16" in said.text
    assert f"\u2066{symbol}/Rev.1\u2069 (16" in said.text
    assert "\u2066draft-1\u2069)" in said.text


def test_a_line_may_end_between_what_is_gone_and_what_came_in_its_place(page):
    """Long dates side by side were one word, and torn where a narrow screen ends."""
    places = [one for one in page.iter("wbr") if one.getparent().tag == "ins"]
    assert places
    for one in places:
        gone = one.getparent().getprevious()
        assert gone.tag == "del"
        assert not gone.tail


def test_each_change_is_linked_to_and_named(page):
    (listed,) = page.xpath("//details/nav/ol")
    links = [" ".join(link.text_content().split()) for link in listed.iter("a")]
    assert "Paragraph 1 1. A wholly new one, with emphasis." in links
    assert "Paragraph 2 one thing two things" in links
    assert "Paragraph 2 2. What was here is gone." in links
    assert "Table 1, row 1, column 2 12 15" in links
    targets = [page.get_element_by_id(link.get("href")[1:]) for link in listed.iter("a")]
    assert [target.get("data-change") for target in targets] == [
        str(number) for number in range(1, len(targets) + 1)
    ]


def test_the_only_script_is_the_one_that_the_policy_names(page, pages):
    (script,) = page.iter("script")
    digest = b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert policy.endswith(f"script-src 'sha256-{digest}'")
    assert policy.startswith("default-src 'none';")


def test_the_page_is_the_same_twice(project, pages):
    assert render_compared(project, *mark_pair(project, "zh")) == pages["zh"]


WALK = """(() => {
  const seen = [];
  const press = (shiftKey) => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "F8", shiftKey }));
    seen.push(location.hash);
  };
  press(false); press(false); press(true);
  return seen;
})()"""


@pytest.mark.xdist_group("chromium")
def test_a_browser_shows_it_by_day_and_by_night_and_goes_by_key(pages, tmp_path):
    for code, data in pages.items():
        (tmp_path / f"{code}.html").write_bytes(data)
    jobs = []
    for code, dark in (("en", False), ("ar", True)):
        url = (tmp_path / f"{code}.html").as_uri()
        steps = [{"axe": WCAG}, {"click": "#view-sides"}, {"axe": WCAG}, {"evaluate": WALK}]
        jobs.append({"url": url, "width": 1200, "dark": dark, "bypass": True, "steps": steps})
        jobs.append({"url": url, "width": 360, "steps": [{"evaluate": NO_SIDEWAYS}]})
    found = browse(jobs, tmp_path)
    assert all(visit["requests"] == visit["errors"] == [] for visit in found)
    for wide, narrow in zip(found[::2], found[1::2], strict=True):
        column, _, sides, walked = wide["results"]
        assert column["violations"] == sides["violations"] == []
        assert walked[0] == walked[2] != walked[1]
        assert narrow["results"] == [True]


def test_a_browser_shows_on_what_basis_it_was_adopted_as_other_pages_do(project, tmp_path):
    """Units that stand side by side are no neighbours any more, and the line was bold."""
    facts = {
        "symbol": "A/RES/80/5", "series": "general-assembly-resolutions", "session": 80,
        "date": datetime.date(2025, 11, 5), "agenda": {"item": 9},
        "adoption": {"date": datetime.date(2025, 11, 1), "report": "A/80/L.3"},
    }  # fmt: skip
    text = [{"operative": {"en": "*Decides* so.", "zh": "*决定*如此。"}}]
    sources = (
        write_paper(text, **facts, title=title).encode()
        for title in ({"en": "One", "zh": "一"}, {"en": "Two", "zh": "二"})
    )
    papers = (read_source(project, source, "source/a.yaml").require() for source in sources)
    matching = match_papers(*papers, ("en",))
    path = tmp_path / "one.html"
    path.write_bytes(render_compared(project, mark_versions(project, matching, "en"), {}))
    weights = (
        "[...document.querySelectorAll('.now .adoption')]"
        ".map((one) => getComputedStyle(one).fontWeight)"
    )
    job = {"url": path.as_uri(), "width": 1200, "steps": [{"evaluate": weights}]}
    assert browse([job], tmp_path)[0]["results"] == [["700", "400"]]
