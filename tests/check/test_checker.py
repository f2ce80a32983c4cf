"""Checking: allowances, broken rules, choices, languages, limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from masthead.check import checker, layout
from masthead.check.checker import Choice, check_paper, inspect_paper, load_rules
from masthead.check.inspection import Inspection
from masthead.check.rule import RULES, Hit, Rule
from masthead.diagnostic import Diagnostic, Severity
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.fault import RenderFault
from masthead.render.pdf.problems import MISSING_GLYPH
from tests.check.papers import find_findings, write_paper


def find(project: Project, source: str, choice: Choice = checker.EVERYTHING) -> list[Diagnostic]:
    paper = read_source(project, source.encode(), "paper.yaml").require()
    return list(inspect_paper(Inspection(project, paper), choice).sorted())


def codes(found: list[Diagnostic]) -> list[str]:
    return [kept.code for kept in found]


# The paper --------------------------------------------------------------------------------------


def test_the_paper_has_nothing_to_mend(project: Project, paper: Paper) -> None:
    assert list(check_paper(project, paper)) == []


# Allowances -------------------------------------------------------------------------------------

FAULTY = write_paper({"en": "We recognise 50 percent of it."})


def allow(source: str, written: str) -> str:
    return source.rstrip("\n") + f"\n  allow: {written}\n"


def test_finding_is_allowed_beside_its_unit(project: Project) -> None:
    assert codes(find(project, FAULTY)) == ["S101", "S110"]
    assert codes(find(project, allow(FAULTY, "{S101: quoted}"))) == ["S110"]
    assert codes(find(project, allow(FAULTY, "{S101: quoted, S110: quoted, X014: no}"))) == ["K003"]


def test_allowance_of_another_unit_changes_nothing(project: Project) -> None:
    other = "- paragraph:\n    en: |-\n      All is well.\n  allow: {S101: quoted}\n"
    found = find(project, FAULTY + other)
    assert codes(found) == ["S101", "S110", "K003"]
    assert found[2].place.line > found[0].place.line


TABLE = """\
- table:
    numbered: false
    columns: [{en: Organise}, 2024]
    rows:
    - [{en: A share of 50 percent}, 14.5]
    - [{en: Others}, 2]
"""


def test_a_table_allows_for_everything_in_it(project: Project) -> None:
    paper = write_paper({"en": "All is well."}) + TABLE
    assert codes(find(project, paper)) == ["S101", "S110", "X020"]
    allowed = paper + "    allow: {S101: quoted, S110: quoted, X020: no, X018: rounded}\n"
    assert codes(find(project, allowed)) == ["K003"]
    inside = paper.replace("2]", "{number: 2, allow: {X020: as in the source, S110: no}}]")
    assert codes(find(project, inside)) == ["S101", "S110", "K003"]


def test_notes_of_two_tables_are_not_one_whatever_their_keys(project: Project) -> None:
    table = """\
- table:
    columns: [{en: 'Head[^a]', zh: '头[^a]'}, {en: 'More[^b]', zh: '更多%s'}]
    rows: [[1, {en: Word, zh: '词%s'}]]
    notes: {a: {en: One, zh: 一}, b: {en: Two, zh: 二}}
"""
    paper = write_paper({"en": "One.", "zh": "一。"})
    right = paper + 2 * (table % ("[^b]", ""))
    assert find_findings(project, right, "C001", "C002") == []
    wrong = paper + table % ("[^b]", "") + table % ("", "[^b]")
    assert codes(find_findings(project, wrong, "C001")) == ["C001", "C001"]


def test_allowance_at_the_top_is_for_the_masthead(project: Project) -> None:
    late = FAULTY.replace("2024-05-16", "2024-09-16").replace(
        "title: {en: Title}", "title: {en: T.}"
    )
    assert codes(find(project, late)) == ["M001", "X015", "S101", "S110"]
    allow_some = "allow: {M001: late, X015: a sentence, S101: not here}\ntext:\n"
    allowed = late.replace("text:\n", allow_some)
    assert sorted(codes(find(project, allowed))) == ["K003", "S101", "S110"]


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("{S1O1: quoted}", "K001", "S1O1"),
        ("{S101: ''}", "K002", "S101"),
        ("{S101: '  '}", "K002", "S101"),
        ("{R047: empty}", "K001", "R047"),
        ("{everything: yes}", "K001", "everything"),
    ],
)
def test_allowance_that_does_not_fit(
    project: Project, written: str, code: str, message: str
) -> None:
    found = find(project, allow(FAULTY, written))
    assert {"S101", "S110", code} == set(codes(found))
    assert message in next(kept.message for kept in found if kept.code == code)


def test_allowance_is_not_called_idle_when_its_rule_did_not_run(project: Project) -> None:
    source = allow(FAULTY, "{S132: quoted}")
    assert "K003" in codes(find(project, source))
    assert codes(find(project, source, Choice(("S1",)))) == ["S101", "S110"]
    assert codes(find(project, source, Choice((), ("S132",)))) == ["S101", "S110"]
    assert "K003" not in codes(find(project, allow(FAULTY, "{T005: short}")))


# Rules that break -------------------------------------------------------------------------------


def break_at_once(inspection: Inspection) -> Iterator[Hit]:
    raise RuntimeError("no luck\ntoday")


def break_later(passage: object) -> Iterator[Hit]:
    yield passage.hit(0, 1, hint="")  # type: ignore[attr-defined]
    raise KeyError("field")


@pytest.mark.parametrize(
    ("code", "find_nothing", "reason"),
    [("M001", break_at_once, "RuntimeError"), ("S111", break_later, "KeyError")],
)
def test_broken_rule_is_reported_and_the_others_go_on(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    find_nothing: object,
    reason: str,
) -> None:
    load_rules()
    monkeypatch.setitem(RULES, code, replace(RULES[code], find=find_nothing))
    found = find(project, FAULTY)
    (broken,) = [kept for kept in found if kept.code == "K004"]
    assert code in broken.message
    assert reason in broken.message
    assert broken.severity is Severity.WARNING
    assert {"S101", "S110"} <= set(codes(found))


def test_glossary_with_a_fault_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "terms.yaml").write_text("- forms: {en: [one]\n", encoding="utf-8")
    source = write_paper({"en": "We recognise it.", "zh": "我们承认这一点。"})
    found = find(Project(tmp_path), source)
    assert {kept.code for kept in found} == {"S101", "R010"}
    assert {kept.place.file for kept in found} == {"paper.yaml", "language/terms.yaml"}


# Choices ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["S101", "S110"]),
        (("S11",), (), ["S110"]),
        (("S",), ("S101",), ["S110"]),
        (("C", "X"), (), []),
        ((), ("S",), []),
    ],
)
def test_rules_are_chosen_by_how_their_codes_begin(
    project: Project, select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]
) -> None:
    assert codes(find(project, FAULTY, Choice(select, ignore))) == expected


def test_rules_look_at_their_own_language_only(project: Project) -> None:
    texts = {"en": "We recognise it.", "fr": "Il faut le recognise.", "zh": "我们承认,这一点。"}
    found = find(project, write_paper(texts), Choice(("S1", "S2")))
    assert [(kept.code, kept.place.line) for kept in found] == [("S101", 14), ("S201", 18)]


def test_pending_versions_are_not_looked_at(project: Project) -> None:
    source = write_paper({"en": "All is well.", "zh": "我们承认,这一点."})
    pending = source.replace("zh: {}", "zh: {status: pending}")
    assert codes(find(project, source))
    assert codes(find(project, pending)) == []


def test_translations_are_compared_with_what_they_were_made_from(project: Project) -> None:
    texts = {"en": "in 2024", "fr": "en 2023", "zh": "2023年"}
    source = write_paper(texts).replace("fr: {}", "fr: {from: zh}").replace("zh: {}", "zh: {}")
    found = find_findings(project, source, "C020")
    assert [(kept.place.line, kept.also.line if kept.also else 0) for kept in found] == [(18, 14)]


def test_many_findings_in_one_text_are_cut_short(project: Project) -> None:
    source = write_paper({"en": "We recognise " + "it, recognise " * 500 + "it."})
    found = find(project, source, Choice(("S101", "K")))
    assert codes(found) == ["S101"] * checker.MOST + ["K007"]


def test_paper_with_errors_of_reading_is_checked_as_far_as_it_was_read(project: Project) -> None:
    source = write_paper({"en": "We recognise *it.", "zh": "我们,承认。"})
    source = source.replace("zh: 标题", "fr: Titre")
    reading = read_source(project, source.encode(), "paper.yaml")
    assert reading.diagnostics.errors
    assert reading.paper is not None
    found = inspect_paper(Inspection(project, reading.paper))
    assert {"S101", "S201"} <= set(codes(list(found)))


def test_date_codes_of_what_is_no_language_are_left_to_reading(project: Project) -> None:
    job = '{number: 24-01234, dates: {en: ["160524"], xx: ["310224"], fr: ["160524"]}}'
    source = write_paper({"en": "All is well."}).replace("job: 24-01234", f"job: {job}")
    reading = read_source(project, source.encode(), "paper.yaml")
    assert codes(list(reading.diagnostics)) == ["R030"]
    assert reading.paper is not None
    found = inspect_paper(Inspection(project, reading.paper), Choice(("M",)))
    assert [(kept.code, "'fr'" in kept.message) for kept in found] == [("M010", True)]


@pytest.mark.parametrize(("keys", "found"), [("abcd", []), ("bacd", ["a"]), ("abdc", ["c"])])
def test_notes_are_written_in_the_order_of_the_printed_page(
    project: Project, keys: str, found: list[str]
) -> None:
    source = write_paper({"en": "All is well.[^d]"})
    source = source.replace("title: {en: Title}", "title: {en: 'Title[^b]'}", 1)
    source = source.replace("byline: {en: Title}", "byline: {en: 'Byline[^c]'}")
    source = source.replace("text:\n", "agenda: {item: 7, title: {en: 'Item[^a]'}}\ntext:\n")
    source += "notes:\n" + "".join(f"  {key}: {{en: One.}}\n" for key in keys)
    told = find_findings(project, source, "X007")
    assert [kept.message.split("'")[1] for kept in told] == found


def test_a_paper_that_is_too_long_is_told_at_its_title(project: Project) -> None:
    agenda = "agenda: {item: 7, title: {en: Item}}\ntext:\n"
    source = write_paper({"en": "word " * 11_000 + "end."}).replace("text:\n", agenda)
    (found,) = find_findings(project, source, "X011")
    assert source.split("\n")[found.place.line - 1].startswith("title:")


def test_basis_of_an_adoption_begins_small_in_its_brackets(project: Project) -> None:
    source = write_paper({"en": "All is well."}).replace(
        "text:\n", "adoption: {date: 2024-05-16, basis: {en: on the report}}\ntext:\n"
    )
    source = source.replace("NPT/CONF.2026/PC.II/WP.5", "A/RES/78/300")
    source = source.replace("npt-preparatory-committee", "general-assembly-resolutions")
    source = source.replace("session: 2\n", "")
    assert find_findings(project, source, "S012") == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("See [@a], [@b].[^n]", "见[@a]、[@b]。[^n]"),
        ("See annex B.[^n]", "见附件二[^n]。"),
        ("They said no.[^n]", "他们说不[^n]。"),
    ],
)
def test_a_text_ends_with_a_sentence_whatever_stands_before_its_mark(
    project: Project, english: str, chinese: str
) -> None:
    source = write_paper({"en": english, "zh": chinese})
    source += "".join(f"- id: {id_}\n  paragraph: {{en: One., zh: 一。}}\n" for id_ in "ab")
    assert find_findings(project, source + "notes: {n: {en: One., zh: 一。}}\n", "C008") == []


def test_rules_have_codes_of_their_family() -> None:
    letters: dict[str, str | tuple[str, ...]] = {
        "concordance": "C", "meaning": "C", "tongues": "C", "facts": "M", "signatures": "M",
        "structure": "X", "references": "X", "tables": "X",
        "endings": "X", "resolutions": "X",
        "text": "S0", "english_spelling": "S1", "english_dates": "S1",
        "english_numbers": "S1", "english_usage": "S1", "english_capitals": "S1",
        "pairs": "S0", "chinese": "S2", "french": "S3",
        "spanish": "S4", "russian": "S5", "arabic": "S6", "layout": "T",
            "spelling": "S0", "drafts": "C",
        "residue": "S0", "lookalikes": ("S0", "S6"), "keyboard": ("S3", "S4", "S5"),
    }  # fmt: skip
    for rule in load_rules():
        assert rule.code.startswith(letters[rule.family])


def test_two_rules_cannot_have_one_code() -> None:
    from masthead.check.rule import rule

    with pytest.raises(ValueError, match="two rules"):

        @rule("S101", "message", source="nowhere")
        def another(passage: object) -> Iterator[Hit]:
            """Nothing."""
            yield from ()


def test_rules_are_real(project: Project) -> None:
    assert len(load_rules()) > 100
    assert all(isinstance(kept, Rule) for kept in load_rules())


@pytest.mark.parametrize(
    "character",
    ["\u00ad", "\u034f", "\u115f", "\u17b4", "\u180b", "\u180e", "\u200b", "\u2060", "\u2065",
     "\u206a", "\u3164", "\ufe00", "\ufe0f", "\uffa0", "\ufff0", "\ufff9", "\U0001bca0",
     "\U0001d173", "\U000e0001", "\U000e0041", "\U000e007f", "\U000e0100", "\U000e0fff"],
    ids=lambda character: f"U+{ord(character):04X}",
)  # fmt: skip
@pytest.mark.parametrize("code", ["en", "zh", "ar"])
def test_no_invisible_character_is_missed(project: Project, character: str, code: str) -> None:
    words = {"en": ("All is", "well."), "zh": ("一切", "都好。"), "ar": ("كل شيء", "بخير.")}[code]
    (found,) = find_findings(project, write_paper({code: character.join(words)}), "S006")
    assert f"U+{ord(character):04X}" in found.message
    assert found.place.column == 7 + len(words[0])
    assert found.length == 1


@pytest.mark.parametrize(("code", "count"), [("ar", 0), ("en", 2), ("zh", 2)])
def test_joiners_are_for_arabic(project: Project, code: str, count: int) -> None:
    source = write_paper({code: "one\u200ctwo\u200dthree."})
    assert len(find_findings(project, source, "S006")) == count


# Characters without glyphs ----------------------------------------------------------------------


def lay_out_with(monkeypatch: pytest.MonkeyPatch, *faults: RenderFault) -> None:
    """Let setting the pages of any version meet these faults."""
    monkeypatch.setattr(layout, "lay_out", lambda _, edition: layout.Layout(edition, faults))


def miss(node: str, character: str) -> RenderFault:
    fields = {"character": character, "code": f"U+{ord(character):04X}", "font": "Tinos"}
    return RenderFault(MISSING_GLYPH, node, fields)


def test_a_missing_glyph_is_told_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages find again what the fonts' lock has told; what stands in no text they alone find."""
    lay_out_with(monkeypatch, miss("p1", "核"), miss("p1", "，"), miss("masthead", "한"))
    source = write_paper({"en": "All is 核 well， and good."})
    assert codes(find(project, source, Choice(("T001", "S008")))) == ["T001", "S008"]
    found = find(project, source, Choice(("T001", "S008"), layout=True))
    assert [(kept.code, kept.place.line) for kept in found] == [
        ("T001", 1), ("T001", 14), ("S008", 14),
    ]  # fmt: skip
    assert [kept.place.column for kept in found] == [1, 14, 20]


def test_a_missing_glyph_is_left_to_the_pages_where_the_lock_does_not_tell(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Inspection, "cover", lambda *_: None)
    lay_out_with(monkeypatch, miss("p1", "核"))
    source = write_paper({"en": "All is 核 well."})
    assert codes(find(project, source, Choice(("T001",)))) == []
    (found,) = find(project, source, Choice(("T001",), layout=True))
    assert (found.place.line, found.place.column, found.length) == (14, 14, 1)


def test_many_missing_glyphs_are_cut_short(project: Project) -> None:
    found = find(project, write_paper({"en": "核 a " * 1000 + "b."}), Choice(("T001", "K")))
    assert codes(found) == ["T001"] * 10 * checker.MOST + ["K007"]


def test_length_of_a_paper_without_a_title_is_told_at_its_first_words(project: Project) -> None:
    """Resolutions of the Security Council have none: the rule broke on each."""
    source = write_paper({"en": "word " * 11_000 + "end."}).replace("title: {en: Title}\n", "", 1)
    source = source.replace("NPT/CONF.2026/PC.II/WP.5", "S/RES/2779 (2025)")
    source = source.replace("npt-preparatory-committee", "security-council")
    source = source.replace("byline: {en: Title}\n", "").replace("session: 2\n", "")
    assert len(find_findings(project, source, "X011")) == 1
