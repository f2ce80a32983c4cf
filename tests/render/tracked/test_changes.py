"""Changes as a reader of Word sees them: what is marked, and how."""

from __future__ import annotations

import datetime

import pytest
from lxml import etree

from masthead.compare.matching import match_papers
from masthead.compare.versions import resolve_versions
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.render.tracked import render_tracked
from tests.compare.conftest import paragraph, write_paper
from tests.render.docx.office import validate
from tests.render.docx.reading import VALUE, W, WordFile
from tests.render.tracked.accepting import LEADS, Told, settle
from tests.render.tracked.test_tracked import STAMP

ARABIC = {"versions": {"ar": {}}, "original": "ar", "title": {"ar": "عنوان"}}
NOTE = {"notes": {"a": {"en": "See there.", "zh": "见彼处。"}}}


def tell(element):
    """Write the words of a paragraph with their marks."""
    said = ""
    for run in element.iter(f"{W}r"):
        text = "".join(
            {f"{W}tab": "\t", f"{W}footnoteReference": "^"}.get(node.tag) or node.text or ""
            for node in run.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}footnoteReference")
        )
        above = next(run.iterancestors(f"{W}ins", f"{W}del"), None)
        said += text if above is None else (
            f"{{+{text}+}}" if above.tag == f"{W}ins" else f"[-{text}-]"
        )  # fmt: skip
    for name, end in (("ins", "{+¶+}"), ("del", "[-¶-]")):
        if element.find(f"{W}pPr/{W}rPr/{W}{name}") is not None:
            said += end
    joined = said.replace("+}{+", "").replace("-][-", "")
    return joined.replace("\t", "").replace("\N{NO-BREAK SPACE}", "~")


@pytest.fixture
def track(project):
    """Track what was changed; check that both versions come out, and give the marked lines."""

    def track(old, new, code="en", facts=({}, {}), **both):
        papers = [
            read_source(project, write_paper(text, **both, **own).encode(), "a.yaml").require()
            for text, own in zip((old, new), facts, strict=True)
        ]
        resolved = resolve_versions(project, match_papers(*papers, (code,)), code)
        data = render_tracked(project, *resolved, STAMP)
        for verdict, edition in (("reject", resolved.old), ("accept", resolved.new)):
            assert Told(settle(data, verdict)).tell() == Told(render_docx(project, edition)).tell()
        return data

    return track


def list_lines(data, part="document"):
    """List the paragraphs in which something is marked."""
    lines = map(tell, WordFile(data).root(part).iter(f"{W}p"))
    return [line for line in lines if "{+" in line or "[-" in line]


def test_words_numbers_and_symbols_go_as_a_whole(track):
    old = "It costs 1,250.75 in A/80/6 (Sect. 3), and CO~2~ is counted."
    new = "It costs 1,250.85 in A/80/6 (Sect. 4), and CO is counted."
    assert list_lines(track([paragraph(old)], [paragraph(new)])) == [
        "It costs [-1,250.75-]{+1,250.85+} in [-A/80/6~(Sect.~3)-]{+A/80/6~(Sect.~4)+},"
        " and [-CO2-]{+CO+} is counted."
    ]


def test_chinese_is_told_by_characters(track):
    data = track([paragraph("x", "裁军谈判会议")], [paragraph("x", "裁军审议会议")], "zh")
    assert list_lines(data) == ["裁军[-谈判-]{+审议+}会议"]


def test_changes_inside_a_link_and_emphasis_stay_inside(track):
    old = "It *must not* be, [as said](https://example.org/) there"
    new = "It *must always* be, [as it is](https://example.org/) there"
    data = track([paragraph(old)], [paragraph(new)])
    assert list_lines(data) == [
        "It must [-not-]{+always+} be, as [-said-]{+it is+} there"
    ]  # fmt: skip
    root = WordFile(data).root("document")
    (link,) = root.iter(f"{W}hyperlink")
    assert [etree.QName(child).localname for child in link] == ["r", "del", "ins"]
    looks = [run.find(f"{W}rPr/{W}rStyle") for run in root.iter(f"{W}r") if "not" in tell(run)]
    assert all(look is not None and look.get(VALUE) for look in looks)


def test_changes_between_scripts(track):
    old, new = ([{"paragraph": {"ar": f"انظر {text} هنا"}}] for text in ("World 5", "كتاب 6"))
    assert list_lines(track(old, new, "ar", **ARABIC)) == [
        "انظر [-World 5-]{+كتاب 6+} هنا"
    ]  # fmt: skip


def test_a_note_that_moves_leaves_and_comes(track):
    old = [paragraph("Words of one kind[^a]", "话[^a]"), paragraph("Something else entirely")]
    new = [paragraph("Words of one kind", "话"), paragraph("Something else entirely[^a]", "同[^a]")]
    data = track(old, new, **NOTE)
    assert list_lines(data) == ["Words of one kind[-^-]", "Something else entirely{+^+}"]
    assert list_lines(data, "footnotes") == ["{+See there.+}", "[-See there.-]"]


def test_words_of_a_note(track):
    changed = {"notes": {"a": {"en": "See over there.", "zh": "见彼处。"}}}
    text = [paragraph("Words[^a]", "话[^a]")]
    data = track(text, text, facts=(NOTE, changed))
    assert list_lines(data) == []
    assert list_lines(data, "footnotes") == ["See {+over +}there."]


def test_the_first_link_of_all_notes_had_relationships_that_libreoffice_did_not_read(track):
    link = {"notes": {"a": {"en": "See [there](https://example.org/).", "zh": "见彼处。"}}}
    text = [paragraph("Words[^a]", "话[^a]")]
    data = track(text, text, facts=(link, NOTE))
    related = etree.fromstring(WordFile(data).parts["word/_rels/footnotes.xml.rels"])
    assert [one.get("Target") for one in related] == ["https://example.org/"]
    assert related.prefix is None


def test_divided_and_joined_paragraphs_keep_their_words(track):
    one = [paragraph("The first sentence is here. The second sentence is there.")]
    two = [paragraph("The first sentence is here."), paragraph("The second sentence is there.")]
    assert list_lines(track(one, two)) == ["The first sentence is here.[- -]{+¶+}"]
    assert list_lines(track(two, one)) == [
        "The first sentence is here.[-¶-]", "{+ +}The second sentence is there."
    ]  # fmt: skip


def test_automatic_numbers_follow_and_references_are_tracked(track):
    old = [paragraph("First words"), paragraph("As in [@here]"), paragraph("Here", id="here")]
    new = [paragraph("Something else altogether"), *old]
    assert list_lines(track(old, new)) == [
        "{+Something else altogether¶+}", "As in paragraph~[-3-]{+4+}"
    ]  # fmt: skip


def test_typed_numbers_are_tracked(track):
    old = [paragraph("First words"), paragraph("Other things")]
    new = [paragraph("Something else altogether"), *old]
    assert list_lines(track(old, new, numbering="typed"))[1:] == [
        "[-1-]{+2+}.First words", "[-2-]{+3+}.Other things"
    ]  # fmt: skip


def nest(words, *below):
    return {"en": words, "zh": words, **({"subparagraphs": list(below)} if below else {})}


@pytest.mark.parametrize("how", [("typed", "automatic"), ("automatic", "typed")])
def test_typed_numbers_below_the_second_level_were_counted_as_well_when_they_became_automatic(
    track, how
):
    """From the third level on, both are in the same style, which counts in one of the files."""
    tree = nest("the first", nest("below it", nest("deeper", nest("and deepest"))))
    one = [paragraph("One sentence. Another sentence", subparagraphs=[tree]), paragraph("More")]
    two = [paragraph("One sentence."), paragraph("Another sentence", subparagraphs=[tree]), one[1]]
    facts = tuple({"numbering": each} for each in how)
    for old, new in ((one, one), (one, two), (two, one)):
        lines = list_lines(track(old, new, facts=facts))
        assert any(line.startswith("[-" if how[0] == "typed" else "{+") for line in lines)


def table(*rows, columns=2):
    return {
        "table": {
            "columns": [{"en": f"Head {at}", "zh": f"栏{at}"} for at in range(columns)],
            "rows": [[{"en": cell, "zh": cell} for cell in row] for row in rows],
        }
    }


def test_rows_and_tables(track):
    old = table(["ships", "many of them"], ["planes", "none"])
    new = table(["ships", "few of them"], ["trains", "some"], ["planes", "none"])
    data = track([old], [new])
    rows = list(WordFile(data).root("document").iter(f"{W}tr"))
    (marked,) = (row for row in rows if row.find(f"{W}trPr/{W}ins") is not None)
    assert [tell(one) for one in marked.iter(f"{W}p")] == ["{+trains¶+}", "{+some¶+}"]
    assert "[-many-]{+few+} of them" in list_lines(data)

    data = track([old], [table(["ships", "few", "3"], columns=3)])
    rows = list(WordFile(data).root("document").iter(f"{W}tr"))
    states = [
        [name for name in ("ins", "del") if row.find(f"{W}trPr/{W}{name}") is not None]
        for row in rows
    ]
    assert states.count(["del"]) >= 3
    assert states.count(["ins"]) >= 2
    assert [] not in states


def list_rows(data, state):
    """List the words of rows that came or went."""
    return [
        "".join(node.text or "" for node in row.iter(f"{W}t", f"{W}delText"))
        for row in WordFile(data).root("document").iter(f"{W}tr")
        if row.find(f"{W}trPr/{W}{state}") is not None
    ]


def test_rows_come_and_go_below_a_head_of_two_lines_and_beside_joined_cells(track, tmp_path):
    """Every row was marked as the one in its place, or the whole table as gone."""

    def make(*rows):
        heads = [
            {"en": "Ships", "zh": "船"},
            {"group": {"en": "Years", "zh": "年"},
             "columns": [{"en": "1945", "same": True}, {"en": "1965", "same": True}]},
        ]  # fmt: skip
        return [{"table": {"columns": heads, "rows": list(rows)}}]

    def row(words, *numbers):
        return [{"en": words, "zh": words}, *numbers]

    joined = [{"rows": 2, "en": "Great and small ones", "zh": "大小"}, 21, 22], [23, 24]
    first, last = row("Ships of every sort", 1, 2), row("Boats that are rowed", 3, 4)
    come, gone = row("Rafts without any sail", 5, 6), row("Canoes of painted bark", 7, 8)
    data = track(make(first, *joined, gone, last), make(first, come, *joined, last))
    assert list_rows(data, "ins") == ["Rafts without any sail56"]
    assert list_rows(data, "del") == ["Canoes of painted bark78"]
    longer = track(make(first, *joined, last), make(first, *joined, come, last))
    assert list_rows(longer, "ins") == ["Rafts without any sail56"]
    assert list_rows(longer, "del") == []
    whole = track(make(first, *joined, last), make(first, last))
    assert list_rows(whole, "del") == ["Great and small ones2122", "2324"]
    assert validate(tmp_path, [data, longer, whole]) == []


def test_a_table_that_became_a_list(track):
    items = {"list": [{"en": "ships", "zh": "船"}, {"en": "planes", "zh": "飞机"}]}
    lines = list_lines(track([table(["ships", "many"])], [items]))
    assert [line for line in lines if "{+" in line] == ["{+ships¶+}", "{+planes¶+}"]


def test_wide_pages_come_and_go_with_their_heads_and_feet(track, tmp_path):
    wide = table(["ships", "many"])
    wide["table"]["landscape"] = True
    old, new = [paragraph("One"), paragraph("Two")], [paragraph("One"), wide, paragraph("Two")]
    files = [track(old, new), track(new, old)]
    assert validate(tmp_path, files) == []
    for data in files:
        file = WordFile(data)
        related = etree.fromstring(file.parts["word/_rels/document.xml.rels"])
        targets = {one.get("Id"): f"word/{one.get('Target')}" for one in related}
        for page in file.root("document").iter(f"{W}headerReference", f"{W}footerReference"):
            assert targets[page.get(LEADS)] in file.parts
        last = file.root("document")[0][-1]
        assert last.find(f"{W}sectPrChange") is not None
        types = {one.get(f"{W}type") for one in last.iterchildren(f"{W}headerReference")}
        assert "first" in types  # the head of the first page is there, whatever becomes of it


def test_the_masthead_is_tracked(track):
    facts = ({"session": 1, "symbol": "NPT/CONF.2026/PC.I/WP.7"}, {})
    text = [paragraph("x")]
    data = track(text, text, facts=facts)
    assert "[-First-]{+Second+} session" in list_lines(data)
    symbol = "[-NPT/CONF.2026/PC.I/WP.7-]{+NPT/CONF.2026/PC.II/WP.7+}"
    assert [list_lines(data, f"header{number}") for number in (1, 2, 3)] == [[symbol]] * 3


def test_a_soft_hyphen_in_a_head_that_changes_stays_one(track):
    old, new = (
        {"title": {"en": f"{word} dis\u00adarmament", "zh": "关于裁军"}, "symbol": "A/RES/80/5",
         "series": "general-assembly-resolutions", "session": 80,
         "date": datetime.date(2025, 12, 1),
         "agenda": {"item": 99, "title": {"en": "Disarmament", "zh": "裁军"}},
         "adoption": {"date": datetime.date(2025, 11, 28), "meeting": 50}}
        for word in ("On", "About")
    )  # fmt: skip
    text = [{"operative": {"en": "*Decides* so.", "zh": "*决定*如此。"}}]
    lines = list_lines(track(text, text, facts=(old, new)), "header3")
    assert lines == ["[-On-]{+About+} disarmament"]


def test_a_change_in_every_word_and_nothing_in_common(track):
    old, new = (
        [paragraph(" ".join(f"{word}{at}" for at in range(300))) for _ in range(5)]
        for word in ("old", "new")
    )
    lines = list_lines(track(old, new))
    assert len(lines) in (5, 10)
    assert sum(line.count("old299") for line in lines) == 5


def test_two_thousand_changed_paragraphs(project):
    papers = [
        read_source(project, write_paper([
            paragraph(f"Paragraph {at} says {word} things of the {at} sort") for at in range(2000)
        ]).encode(), "a.yaml").require()
        for word in ("good", "bad")
    ]  # fmt: skip
    resolved = resolve_versions(project, match_papers(*papers, ("en",)), "en")
    lines = list_lines(render_tracked(project, *resolved, STAMP))
    assert lines == [
        f"Paragraph~{at} says [-good-]{{+bad+}} things of the {at} sort" for at in range(2000)
    ]
