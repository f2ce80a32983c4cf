"""Mastheads: block, bodies, session lines, agenda, job lines, joint papers, resolutions."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Edition, plain_text
from masthead.project import Project
from tests.edition.papers import find_faults, resolve, write_paper
from tests.oracle import read_sequence
from tests.series.shipped import SYMBOLS

ALL = ("ar", "zh", "en", "fr", "ru", "es")


def show_sessions(edition: Edition) -> list[str]:
    return [plain_text(line.content).replace("\u00a0", " ") for line in edition.masthead.sessions]


def show_block(edition: Edition) -> list[str]:
    return [line.text.replace("\u00a0", " ") for line in edition.masthead.block]


@pytest.mark.parametrize(
    ("code", "block"),
    [
        ("en", ["Distr.: General", "1 September 2025", "English", "Original: French"]),
        ("fr", ["Distr. générale", "1er septembre 2025", "", "Original : français"]),
        ("es", ["Distr. general", "1 de septiembre de 2025", "Español", "Original: francés"]),
        ("ru", ["Distr.: General", "1 September 2025", "Russian", "Original: French"]),
        ("zh", ["Distr.: General", "1 September 2025", "Chinese", "Original: French"]),
        ("ar", ["Distr.: General", "1 September 2025", "Arabic", "Original: French"]),
    ],
)
def test_the_block_in_every_language(project: Project, code: str, block: list[str]) -> None:
    source = write_paper(codes=" ".join(ALL), original="fr")
    assert show_block(resolve(project, source, code)) == block


@pytest.mark.parametrize("kind", ["general", "limited", "restricted"])
def test_the_distribution_line_names_its_kind(project: Project, kind: str) -> None:
    block = show_block(resolve(project, write_paper(distribution=kind)))
    assert len(block) == 4
    assert block[0] == f"Distr.: {kind.capitalize()}"


def test_treaty_papers_have_the_distribution_line_only_when_they_name_it(project: Project) -> None:
    facts = {"symbol": "NPT/CONF.2020/1", "series": "npt-review-conference"}
    plain = resolve(project, write_paper(**facts))
    assert [line.kind for line in plain.masthead.block] == ["date", "language", "original"]
    assert plain.masthead.organization is None
    assert not plain.masthead.emblem
    report = resolve(project, write_paper(**facts, distribution="general"))
    assert show_block(report)[0] == "Distr.: General"


@pytest.mark.parametrize(
    ("facts", "code", "lines"),
    [
        ({"symbol": "A/80/XX"}, "en", ["Eightieth session"]),
        ({"symbol": "A/80/XX"}, "ar", ["الدورة الثمانون"]),
        ({"symbol": "A/80/XX"}, "fr", ["Quatre-vingtième session"]),
        ({"symbol": "A/80/XX"}, "zh", ["第八十届会议"]),
        ({"symbol": "A/S-27/2"}, "es", ["Vigésimo séptimo período extraordinario de sesiones"]),
        ({"symbol": "A/ES-11/L.1"}, "ru", ["Одиннадцатая чрезвычайная специальная сессия"]),
        ({"symbol": "A/ES-11/L.1"}, "ar", ["الدورة الاستثنائية الطارئة الحادية عشرة"]),
        ({"symbol": "A/C.1/80/L.8"}, "en", ["Eightieth session", "First Committee"]),
        ({"symbol": "A/INF/80/1"}, "en", ["Eightieth session"]),
        ({"symbol": "A/AC.109/2019/L.18"}, "en", []),
        ({"symbol": "S/2024/XX", "series": "security-council"}, "en", []),
        ({"symbol": "E/2024/XX", "series": "economic-and-social-council"}, "en", ["2024 session"]),
        (
            {"symbol": "E/2024/XX", "series": "economic-and-social-council"},
            "fr",
            ["Session de 2024"],
        ),
        (
            {"symbol": "E/CN.7/2003/10", "series": "economic-and-social-council", "session": "46"},
            "zh",
            ["第四十六届会议"],
        ),
        (
            {"symbol": "A/HRC/WG.6/34/ITA/3", "series": "human-rights-council"},
            "ru",
            [
                "Совет по правам человека",
                "Рабочая группа по универсальному периодическому обзору",
                "Тридцать четвертая сессия",
            ],
        ),
        (
            {"symbol": "A/HRC/S-36/1", "series": "human-rights-council"},
            "en",
            ["Human Rights Council", "Thirty-sixth special session"],
        ),
        (
            {"symbol": "CAT/C/XX", "series": "treaty-body-cat", "session": "123"},
            "zh",
            ["禁止酷刑委员会", "第一百二十三届会议"],
        ),
        (
            {"symbol": "ECE/XX/1", "series": "economic-commission-for-europe", "session": "24"},
            "en",
            ["Economic Commission for Europe", "Twenty-fourth session"],
        ),
    ],
)
def test_session_lines(
    project: Project, facts: dict[str, str], code: str, lines: list[str]
) -> None:
    source = write_paper(codes=code, original=code, **facts)
    assert show_sessions(resolve(project, source, code)) == lines


def test_every_shipped_series_names_everything_in_six_languages(project: Project) -> None:
    assert set(SYMBOLS) == set(project.names("series", ".yaml"))
    for series, symbol in SYMBOLS.items():
        source = write_paper(codes=" ".join(ALL), symbol=symbol, series=series)
        names = set()
        for code in ALL:
            edition = resolve(project, source, code)
            names.add((edition.series_name, edition.masthead.body))
            assert "{" not in "".join(edition.masthead.body) + "".join(show_sessions(edition))
        assert len(names) == len(ALL), f"{series} is named alike in two languages"


@pytest.mark.parametrize(
    ("code", "city", "dates"),
    [
        ("en", "Geneva, 22 July – 2 August 2024", "22 July – 2 August 2024"),
        ("fr", "Genève, 22 juillet-2 août 2024", "22 juillet-2 août 2024"),
        ("es", "Ginebra, 22 de julio a 2 de agosto de 2024", "22 de julio a 2 de agosto de 2024"),
        ("ru", "Женева, 22 июля — 2 августа 2024 года", "22 июля — 2 августа 2024 года"),
        ("zh", "2024年7月22日至8月2日，日内瓦", "2024年7月22日至8月2日"),
        ("ar", "جنيف، 22 تموز/يوليه - 2 آب/أغسطس 2024", "22 تموز/يوليه - 2 آب/أغسطس 2024"),
    ],
)
def test_place_and_dates(project: Project, code: str, city: str, dates: str) -> None:
    facts = {"symbol": "CD/XX", "series": "conference-on-disarmament", "original": code}
    meeting = "start: 2024-07-22, end: 2024-08-02"
    both = write_paper(codes=code, meeting=f"{{city: geneva, {meeting}}}", **facts)
    alone = write_paper(codes=code, meeting=f"{{{meeting}}}", **facts)
    assert show_sessions(resolve(project, both, code)) == [city]
    assert show_sessions(resolve(project, alone, code)) == [dates]


def test_new_york_has_no_spaces_in_a_range_over_two_months(project: Project) -> None:
    meeting = "{city: geneva, start: 2024-07-22, end: 2024-08-02}"
    facts = {"symbol": "NPT/CONF.2026/PC.II/WP.XX", "series": "npt-preparatory-committee"}
    edition = resolve(project, write_paper(meeting=meeting, session="2", **facts))
    assert show_sessions(edition)[-1] == "Geneva, 22 July–2 August 2024"


@pytest.mark.parametrize(
    ("code", "one", "two", "three", "part"),
    [
        ("en", "Agenda item 7", "Agenda items 7 and 133", "Agenda items 7, 8 and 133",
         "Agenda item 7 (b)"),
        ("fr", "Point 7 de l’ordre du jour", "Points 7 et 133 de l’ordre du jour",
         "Points 7, 8 et 133 de l’ordre du jour", "Point 7 b) de l’ordre du jour"),
        ("es", "Tema 7 del programa", "Temas 7 y 133 del programa", "Temas 7, 8 y 133 del programa",
         "Tema 7 b) del programa"),
        ("ru", "Пункт 7 повестки дня", "Пункты 7 и 133 повестки дня",
         "Пункты 7, 8 и 133 повестки дня", "Пункт 7 b) повестки дня"),
        ("zh", "议程项目7", "议程项目7和133", "议程项目7、8和133", "议程项目7(b)"),
        ("ar", "البند 7 من جدول الأعمال", "البندان 7 و 133 من جدول الأعمال",
         "البنود 7، 8 و 133 من جدول الأعمال", "البند 7 (ب) من جدول الأعمال"),
    ],
)  # fmt: skip
def test_agenda_items(
    project: Project, code: str, one: str, two: str, three: str, part: str
) -> None:
    facts = {"symbol": "A/AC.1/2024/1", "codes": code, "original": code}
    written = {"7": one, "[7, 133]": two, "[7, 8, 133]": three, "7 (b)": part}
    for item, line in written.items():
        source = write_paper(agenda=f"{{item: {item}}}", **facts)
        assert show_sessions(resolve(project, source, code)) == [line]


def test_a_provisional_item_with_its_title_and_a_note(project: Project) -> None:
    source = write_paper(
        agenda="{item: 3, provisional: true, title: {en: 'Title of the item[^note]'}}",
        notes="note: {en: Note}",
    )
    edition = resolve(project, source)
    assert show_sessions(edition)[1:] == ["Item 3 of the provisional agenda", "Title of the item"]
    assert [line.look for line in edition.masthead.sessions] == [
        "session", "agenda_item", "agenda_title",
    ]  # fmt: skip
    assert edition.notes[0].mark == "*"


@pytest.mark.parametrize(
    ("facts", "code", "line"),
    [
        ({"job": "25-01234"}, "en", "25-01234 (E)"),
        (
            {"job": "{number: 25-01234, dates: {en: ['160525']}}"},
            "en",
            "25-01234 (E)    160525",
        ),
        (
            {"job": "{number: 25-01234, dates: {zh: ['160525', '200525']}}"},
            "zh",
            "25-01234 (C)    160525    200525",
        ),
        ({"job": "GE.25-01234", "station": "geneva"}, "ru", "GE.25-01234(R)"),
        (
            {
                "job": "{number: GE.25-01234, dates: {ru: ['160525', '200525']}}",
                "station": "geneva",
            },
            "ru",
            "GE.25-01234  (R)  160525  200525",
        ),
    ],
)
def test_job_lines(project: Project, facts: dict[str, str], code: str, line: str) -> None:
    edition = resolve(project, write_paper(codes=code, original=code, **facts), code)
    assert edition.job is not None
    assert edition.job.line == line
    assert edition.job.barcode == "2501234"
    assert edition.job.address == f"https://docs.un.org/{code}/A/80/XX"


def test_a_joint_paper_has_two_bodies(project: Project) -> None:
    source = write_paper(
        codes="en ru",
        symbol="A/80/XX–S/2025/XX",
        series="general-assembly-security-council",
        agenda="{item: 31}",
        job="25-01234",
    )
    edition = resolve(project, source)
    head = edition.masthead
    assert (head.symbol_large, head.symbol_small) == ("A", "/80/XX")
    assert head.body == ("General Assembly",)
    assert show_sessions(edition) == ["General Assembly", "Eightieth session", "Agenda item 31"]
    joint = head.joint
    assert joint is not None
    assert (joint.symbol_large, joint.symbol_small) == ("S", "/2025/XX")
    assert joint.body == ("Security Council",)
    assert [plain_text(line.content) for line in joint.sessions] == [
        "Security Council", "Eightieth year",
    ]  # fmt: skip
    assert edition.stem == "A_80_XX-S_2025_XX"
    assert edition.series_name == "General Assembly, Security Council"
    assert edition.job is not None
    assert edition.job.address.endswith("/en/A/80/XX")
    russian = resolve(project, source, "ru").masthead.joint
    assert russian is not None
    assert plain_text(russian.sessions[1].content) == "Восьмидесятый год"


def test_a_resolution_says_by_whom_and_when_it_was_adopted(project: Project) -> None:
    source = write_paper(
        codes="en zh",
        symbol="A/RES/80/5",
        series="general-assembly-resolutions",
        title="{en: Sample resolution, zh: 样例}",
        adoption="{date: 2025-11-01, basis: {en: 'without vote (A/80/L.3)', zh: 未经表决}}",
    )
    edition = resolve(project, source)
    assert [plain_text(line).replace("\u00a0", " ") for line in edition.adoption] == [
        "Resolution adopted by the General Assembly on 1 November 2025",
        "[without vote (A/80/L.3)]",
    ]
    assert edition.title_label == "80/5."
    assert show_block(edition) == ["Distr.: General", "1 September 2025"]
    assert read_sequence(edition)[2] == ("80/5.", "Sample resolution")
    assert plain_text(resolve(project, source, "zh").adoption[0]) == "2025年11月1日大会决议"


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        (
            {"symbol": "CAT/C/XX", "series": "treaty-body-cat", "session": "300"},
            "source/test.yaml:5:10: error[E003] en has no words for session 300",
        ),
        (
            {
                "symbol": "A/80/XX–S/1944/1",
                "series": "general-assembly-security-council",
            },
            "source/test.yaml:1:9: error[E006] general-assembly-security-council held no "
            "session in 1944",
        ),
    ],
)
def test_sessions_without_words_or_years_are_faults(
    project: Project, facts: dict[str, str], fault: str
) -> None:
    (found,) = find_faults(project, write_paper(**facts))
    assert found.startswith(fault)


def test_an_unknown_city_is_a_fault(project: Project) -> None:
    source = write_paper(
        symbol="CD/XX",
        series="conference-on-disarmament",
        meeting="{city: atlantis, start: 2024-07-22, end: 2024-08-02}",
    )
    (found,) = find_faults(project, source)
    assert "error[R072] unknown city 'atlantis'" in found
