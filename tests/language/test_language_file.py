"""Language files: what is wrong in one is said at its line; a new language is data alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from masthead.diagnostic import PaperError
from masthead.edition.edition import plain_text
from masthead.language.language import list_languages, load_language
from masthead.language.numerals import write_label, write_number
from masthead.project import Project
from tests.edition.papers import find_faults, resolve, write_paper
from tests.oracle import read_sequence

SHIPPED = Path(__file__).parents[2] / "masthead"


def write_language(folder: Path, changes: tuple[str, str], *, name: str = "en.yaml") -> Project:
    """A project of one's own with one language file in which one thing is changed."""
    text = (SHIPPED / "language" / name).read_text(encoding="utf-8")
    old, new = changes
    assert old in text
    (folder / "language").mkdir(parents=True)
    (folder / "language" / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return Project(folder)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (('paragraph: "{decimal}."', 'paragraph: "{decimals}."'), "{decimals} is none of"),
        (("{ordinal} session", "{ninth} session"), "{ninth} is none of"),
        (('date: "{day} {month} {year}"', 'date: "{dy} {month} {year}"'), "{dy} is none of"),
        (("[January, ", "["), "at least 12 items"),
        (("(?P<blank> )", "( )"), "has no group (?P<blank> )"),
        (("(?P<blank> )", "(?P<blank> "), "is no regular expression"),
        (("  cover: Cover\n", ""), "the words cover are missing"),
        (("last: 299", ""), "parts need a last number"),
        (("one hundred and {rest}", "one hundred"), "the part 100 lacks {rest}"),
        (("direction: ltr", "direction: up"), "'ltr' or 'rtl'"),
        (("letter: E", "leter: E"), "did you mean 'letter'?"),
    ],
)
def test_a_faulty_language_file_is_reported_at_its_line(
    tmp_path: Path, changes: tuple[str, str], fault: str
) -> None:
    project = write_language(tmp_path, changes)
    with pytest.raises(PaperError) as raised:
        load_language(project, "en")
    printed = [str(found) for found in raised.value.diagnostics]
    assert any(fault in line for line in printed), printed
    assert all(line.startswith("language/en.yaml:") for line in printed)
    assert find_faults(project, write_paper())


def test_an_unknown_language_is_reported_with_a_suggestion(project: Project) -> None:
    with pytest.raises(PaperError, match="'xx' is not one of the languages"):
        load_language(project, "xx")


def test_a_counter_of_its_own_takes_the_place_of_a_common_one(tmp_path: Path) -> None:
    cyrillic = ("  cyrillic: {letters: [а, б,", "  lower: {letters: [а, б,")
    project = write_language(tmp_path, cyrillic, name="ru.yaml")
    language = load_language(project, "ru")
    labels = [write_label(language, language.labels.subparagraphs[0], n) for n in (1, 3, 28, 29)]
    assert labels == ["а)", "в)", "я)", "аа)"]


@pytest.mark.parametrize(
    ("code", "counter", "last", "written"),
    [
        ("en", "ordinal", 299, "two hundred and ninety-ninth"),
        ("fr", "ordinal", 299, "deux cent quatre-vingt-dix-neuvième"),
        ("es", "ordinal", 299, "ducentésimo nonagésimo noveno"),
        ("ru", "ordinal", 299, "двести девяносто девятая"),
        ("ru", "masculine", 199, "сто девяносто девятый"),
        ("ar", "feminine", 199, "التاسعة والتسعون بعد المائة"),
        ("ar", "masculine", 99, "التاسع والتسعون"),
        ("ar", "adverb", 20, "عشرون"),
        ("zh", "han", 9999, "九千九百九十九"),
    ],
)
def test_counters_end_where_they_say(
    project: Project, code: str, counter: str, last: int, written: str
) -> None:
    language = load_language(project, code)
    assert write_number(language, counter, last) == written
    every = {write_number(language, counter, number) for number in range(1, last + 1)}
    assert len(every) == last
    with pytest.raises(ValueError, match=str(last + 1)):
        write_number(language, counter, last + 1)
    with pytest.raises(ValueError, match="begin at 1"):
        write_number(language, counter, 0)


SEVENTH = """
code: xx
tag: qaa
word_tag: en-GB
iso: qaa
letter: X
name: Seventh
direction: rtl
script: latin
emphasis: bold
labels:
  headings: ["{ROMAN})", "<{runes}>"]
  paragraph: "§{decimal}"
  subparagraphs: ["[{runes}]"]
  annex: Addo
  annexes: "Addo {runes}"
  appendix: Addino
  appendices: "Addino {runes}"
  table: "Tabo {number}"
  figure: "Figo {number}"
  figure_number: "{runes}"
numerals:
  runes: [ᚠ, ᚢ, ᚦ]
  nth: {words: [uni, duni], parts: {"10": "deka-{rest}"}, last: 12}
dates:
  months: [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12]
  date: "{year}.{month}.{day}"
  same_month: "{year}.{month}.{start_day}~{end_day}"
  same_year: "{year}.{start_month}.{start_day}~{end_month}.{end_day}"
  across_years: "{start_year}~{end_year}"
masthead:
  distribution: {general: "Dist: *"}
  original: "From {language}"
  languages: {en: english, xx: seventh}
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  date: "{day}/{month}/{year}"
session:
  session: "meeting {nth}"
  place_dates: "{dates} @ {city}"
  agenda_item: "item {items}"
  agenda_items: "items {items}"
  provisional_item: "item {items}?"
  provisional_items: "items {items}?"
  and_word: " + "
reference:
  paragraph: "para-{number}{labels}"
  subparagraph: "sub-{labels}"
  heading: "head-{label}"
  annex: addo
  annexes: "addo {runes}"
  appendix: addino
  appendices: "addino {runes}"
  in_annex: "{reference}@{annex}"
  part: "parto {label}"
  in_part: "{reference}@{part}"
  joiner: ""
  table: "tabo {number}"
  figure: "figo {number}"
  figure_only: la figo
  agenda_item: "doto {number}{labels}"
resolution:
  bodies: {general-assembly: Everyone}
  committees: {}
  report: report of {committee} ({documents})
  direct: no report ({documents})
  paragraph: "{report}/{paragraph}"
  paragraphs: "{report}/{paragraph}"
  meeting: "meeting {decimal}"
  draft: {draft-resolution: "{sponsors}: draft"}
  revised: {draft-resolution: "{sponsors}: new draft"}
  vote:
    recorded: "{favour}:{against}:{abstaining}"
    named: "names:"
    without: nobody asked
    favour: "yes:"
    against: "no:"
    abstaining: "neither:"
amounts: {decimal: ";", thousands: "'", group_from: 5}
letters:
  forms:
    letter: {title: "{from} > {to}, {date}", annex: "{annex}: {from} > {to}, {date}"}
  enclosure: inclo
  enclosures: "inclo {runes}"
  reference: inclo
  references: "inclo {runes}"
  signed: "{name}!"
originals: {en: "<english>"}
agenda: {symbol: sign, item: dot, title: name}
comparing: {inserted: in, inserted_end: /in, deleted: out, deleted_end: /out, said: "{old}:{new}",
            version: "{symbol} {date}", changes: c, none: "-", view: v, column: "1", sides: "2",
            keys: "{next} {previous}"}
corrections:
  {read: "{old} > {new}", add: "+ {new}", delete: "- {old}", replace: "all:", insert: "new:",
   whole: all,
   at: {masthead: {title: T}, note: "n {mark}", heading: "h {name}", cell: "{place} {row} {column}",
        column: "{place} {column}", part: "{place} {part}", parts: {title: t}, after: "> {place}",
        following: ">> {place}", beginning: "0"}}
papers: {corrigendum: mend, addendum: more}
drafts: {alternative: "Choice {number}"}
charts:
  kinds: {bar: bars, stacked: piles, line: lines, pie: parts}
  unit: "{kind} of {unit}"
  whole: "{kind}! {series}!"
  series: "{name} = {points}"
  point: "{name} {value}"
  comma: "; "
  stop: "! "
calls: before
quotes: ["<", ">", "(", ")"]
organization: One World
reissued: "Again for technical reasons on {date}"
status: {unofficial-translation: "copy of {language}", unofficial: copy}
language_names: {en: english, xx: seventh}
fonts: {serif: [Tinos], sans: [Tinos]}
word_fonts: {latin: A, east_asia: B, east_asia_headings: C, complex: D}
"""


@pytest.fixture
def seventh(tmp_path: Path) -> Project:
    """A project with a made-up language: its file, and a series and cities that name it."""
    (tmp_path / "language").mkdir()
    (tmp_path / "series").mkdir()
    words = yaml.safe_load((SHIPPED / "language" / "en.yaml").read_text(encoding="utf-8"))["words"]
    data = SEVENTH.replace("[1, 2, 3, 4", "['1', '2', '3', '4'").replace(
        ', 5, 6, 7, 8, 9, 10, 11, 12]\n  date: "{day}',
        ", '5', '6', '7', '8', '9', '10', '11', '12']\n  date: \"{day}",
    )
    data += yaml.safe_dump({"words": {key: f"w-{key}" for key in words}})
    (tmp_path / "language" / "xx.yaml").write_text(data, encoding="utf-8")
    for room, name in (("series", "general-assembly.yaml"), ("language", "cities.yaml")):
        text = (SHIPPED / room / name).read_text(encoding="utf-8")
        text = text.replace('  ar: "الجمعية العامة"', '  xx: Everyone\n  ar: "الجمعية العامة"')
        text = text.replace(
            '  ar: ["الجمعية العامة"]', '  xx: [Everyone]\n  ar: ["الجمعية العامة"]'
        )
        text = text.replace("geneva: {", "geneva: {xx: Lakeside, ")
        (tmp_path / room / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


TEXT = """
- {heading: {en: Head, xx: Kapo}, level: 2, numbered: true, id: head}
- paragraph: {en: "See [@sub] and [@head].[^note]", xx: "Vidu [@sub] kaj [@head].[^note]"}
  subparagraphs: [{en: W, xx: V, id: sub}, {en: W, xx: V}]
- annex: {title: {en: T, xx: T}, text: [{paragraph: {en: P, xx: P}}]}
"""


def test_a_seventh_language_is_data_alone(seventh: Project) -> None:
    assert "xx" in list_languages(seventh)
    source = write_paper(
        TEXT,
        codes="en xx",
        symbol="A/12/XX",
        date="1957-09-01",
        agenda="{item: [7, 8 (b)]}",
        meeting="{city: geneva, start: 2025-09-01, end: 2025-09-05}",
        notes="note: {en: Note, xx: Noto}",
    ).replace("xx: {}", "xx: {status: unofficial-translation, from: en}")
    edition = resolve(seventh, source, "xx")
    assert edition.filename == "A_12_XX-XX"
    assert edition.masthead.organization == "One World"
    assert edition.masthead.body == ("Everyone",)
    assert [line.text for line in edition.masthead.block] == [
        "Dist: *", "1/9/1957", "Seventh", "From english",
    ]  # fmt: skip
    assert [plain_text(line.content) for line in edition.masthead.sessions[-3:]] == [
        "Meeting deka-duni", "2025.m9.1~5 @ Lakeside", "items 7 + 8[ᚢ]",
    ]  # fmt: skip
    assert plain_text(edition.status) == "copy of english"
    assert [said for said in read_sequence(edition)[3:] if any(said)] == [
        ("<ᚠ>", "Kapo"),
        ("§1", "Vidu para-1[ᚠ] kaj head-<ᚠ>."),
        ("[ᚠ]", "V"),
        ("[ᚢ]", "V"),
        ("Addo", "T"),
        ("§1", "P"),
        ("1", "Noto"),
    ]


def test_what_a_seventh_language_lacks_is_said(seventh: Project) -> None:
    lists = "- paragraph: {xx: P}\n  subparagraphs: [{xx: a}, {xx: b}, {xx: c}, {xx: d}]"
    facts = {"codes": "xx", "original": "xx", "symbol": "A/AC.1/2024/1"}
    (fault,) = find_faults(seventh, write_paper(lists, **facts), "xx")
    assert "error[E001] xx has no label for subparagraph number 4" in fault
    deep = "- {heading: {xx: H}, level: 3, numbered: true}"
    (fault,) = find_faults(seventh, write_paper(deep, **facts), "xx")
    assert "error[E002] xx has no label for headings of level 3" in fault
    for changes, what in (
        ({"original": "fr"}, "the language 'fr' under masthead: languages"),
        ({"distribution": "limited"}, "'limited' distribution"),
        (
            {"meeting": "{city: vienna, start: 2025-09-01, end: 2025-09-05}"},
            "language/cities.yaml does not name vienna",
        ),
        ({"series": "human-rights-council", "symbol": "A/HRC/1/2"}, "does not name its body"),
        ({"symbol": "A/C.1/12/1", "date": "1957-10-01"}, "does not name the body"),
        ({"symbol": "A/S-8/1"}, "does not name its 'special' session"),
        ({"symbol": "A/13/XX", "date": "1958-10-01"}, "no words for session 13"),
    ):
        (fault,) = find_faults(seventh, write_paper(**{**facts, **changes}), "xx")
        assert what in fault


def test_a_file_of_the_project_goes_before_the_shipped_one(tmp_path: Path) -> None:
    project = write_language(tmp_path, ("Please recycle", "Recycle, please"))
    assert load_language(project, "en").words["recycle"] == "Recycle, please"
    shutil.rmtree(tmp_path / "language")
    assert load_language(Project(tmp_path), "en").words["recycle"] == "Please recycle"


def test_what_a_station_changes_wrongly_is_reported_at_its_line(tmp_path: Path) -> None:
    change = ('    labels: {paragraph: "{decimal}-"}', '    labels: {paragraf: "{decimal}-"}')
    project = write_language(tmp_path, change, name="ar.yaml")
    assert load_language(project, "ar").labels.paragraph == "{decimal} -"
    with pytest.raises(PaperError, match=r"language/ar.yaml:\d\d\d:14: error\[R020\]") as raised:
        load_language(project, "ar", "geneva")
    assert "'paragraf'" in str(raised.value)
    assert "did you mean 'paragraph'?" in str(raised.value)
