"""Series: their families of symbols, their files, and what does not agree with a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.diagnostic import PaperError, Place
from masthead.project import Project
from masthead.series.series import load_series, read_session, read_symbol_fields
from tests.edition.papers import find_faults, write_paper

SHIPPED = Path(__file__).parents[2] / "masthead" / "series"
HERE = Place("test")


@pytest.mark.parametrize(
    ("series", "symbol", "fields"),
    [
        ("general-assembly", "A/80/400", {"session": "80"}),
        ("general-assembly", "A/80/400*", {"session": "80"}),
        ("general-assembly", "A/80/6 (Sect. 3)/Add.1", {"session": "80"}),
        ("general-assembly", "A/INF/76/1/Rev.1", {"session": "76"}),
        ("general-assembly", "A/C.3/57/SR.39", {"session": "57"}),
        ("general-assembly", "A/59/2005/Add.2", {"session": "59"}),
        ("general-assembly", "A/AC.109/2019/L.18", {}),
        ("general-assembly", "A/CONF.32/41", {}),
        ("general-assembly", "A/520/Rev.17", {}),
        ("general-assembly", "A/ES-11/L.1", {"emergency": "11"}),
        ("general-assembly", "A/S-27/2", {"special": "27"}),
        ("general-assembly", "A/RES/80/5", None),
        ("general-assembly", "A/HRC/57/1", None),
        ("general-assembly", "S/2024/1", None),
        ("general-assembly-resolutions", "A/RES/73/8", {"session": "73", "label": "73/8"}),
        ("general-assembly-resolutions", "A/RES/ES-11/1", {"emergency": "11", "label": "ES-11/1"}),
        ("general-assembly-resolutions", "A/80/400", None),
        ("security-council", "S/2024/612", {"year": "2024"}),
        ("security-council", "S/AC.44/2024/1", {}),
        ("economic-and-social-council", "E/2024/100", {"year": "2024", "number": "100"}),
        ("economic-and-social-council", "E/CN.7/2003/10", {}),
        ("economic-and-social-council", "E/C.12/2024/1", None),
        ("treaty-body-cescr", "E/C.12/2024/1", {}),
        ("human-rights-council", "A/HRC/57/XX", {"session": "57"}),
        ("human-rights-council", "A/HRC/RES/48/13", {"session": "48", "label": "48/13"}),
        ("human-rights-council", "A/HRC/WG.6/34/ITA/3", {"session": "34"}),
        ("human-rights-council", "A/HRC/S-36/1", {"special": "36"}),
        ("economic-commission-for-europe", "ECE/TRADE/C/CEFACT/2018/1", {}),
        ("npt-review-conference", "NPT/CONF.2020/1", {"year": "2020"}),
        ("npt-review-conference", "NPT/CONF.2026/PC.I/WP.5", None),
        (
            "npt-preparatory-committee",
            "NPT/CONF.2026/PC.II/WP.XX",
            {"year": "2026", "session": "II"},
        ),
        ("conference-on-disarmament", "CD/2300", {}),
        ("treaty-body-ccpr", "CCPR/C/GC/36", {}),
        ("treaty-body-cedaw", "CEDAW/C/CHN/CO/9", {}),
        ("general-assembly-security-council", "A/80/1–S/2025/2", {"session": "80"}),
        ("general-assembly-security-council", "A/80/1", None),
        ("general-assembly-security-council", "S/2025/2–A/80/1", None),
        ("general-assembly", "A/80/1–S/2025/2", None),  # the masthead would leave out half of it
    ],
)
def test_families_of_symbols(
    project: Project, series: str, symbol: str, fields: dict[str, str] | None
) -> None:
    assert read_symbol_fields(load_series(project, series, HERE), symbol) == fields


def test_sessions_are_read_from_both_kinds_of_numerals() -> None:
    assert read_session({"session": "II"}) == 2
    assert read_session({"session": "80"}) == 80
    assert read_session({"year": "2024"}) is None


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        (
            {"symbol": "S/2024/1"},
            "1:9: error[R075] S/2024/1 is not a symbol of the series general-assembly",
        ),
        ({"series": "../x"}, "2:9: error[R071] unknown series '../x'"),
        ({"series": "x" * 300}, "2:9: error[R071] unknown series 'xxx"),
        ({"session": "79"}, "5:10: error[R076] session 79 does not agree with A/80/XX"),
        (
            {"series": "npt-review-conference", "symbol": "NPT/CONF.2026/1", "station": "vienna"},
            "5:10: error[R077] the series npt-review-conference has no page of 'vienna'",
        ),
        (
            {
                "series": "economic-commission-for-europe",
                "symbol": "ECE/1/2",
                "station": "new-york",
            },
            "5:10: error[R077] the series economic-commission-for-europe has no page of 'new-york'",
        ),
        ({"job": "GE.25-01234"}, "5:6: error[R094] 'GE.25-01234' is not a job number of new-york"),
        (
            {"job": "25-01234", "station": "geneva"},
            "5:6: error[R094] '25-01234' is not a job number of geneva (its form is GE.yy-nnnnn)",
        ),
        (
            {"job": "{number: 2501234}"},
            "5:15: error[R022]",
        ),
        ({"job": "'2501234'"}, "5:6: error[R074] '2501234' is not a job number"),
        (
            {"date": "2019-01-01"},
            "3:7: warning[R095] 2019-01-01 is not in the years of session 80: 2025 and 2026",
        ),
        ({"emblem": "missing.svg"}, "5:9: error[R090] there is no emblem styles/missing.svg"),
        (
            {"emblem": "x.svg", "series": "conference-on-disarmament", "symbol": "CD/1"},
            "5:9: warning[R093] papers of the series conference-on-disarmament have no emblem",
        ),
        (
            {"agenda": "{item: 7b}"},
            "5:16: error[R023] '7b' does not fit (wanted: an item such as 7, a part of one such as",
        ),
        ({"agenda": "{item: []}"}, "5:16: error[R023] a list does not fit (wanted: an item"),
        ({"agenda": "{item: [7, 0]}"}, "5:16: error[R023] a list does not fit (wanted: an item"),
        ({"places": "{}"}, "5:1: error[R020] unknown key 'places'"),
    ],
)
def test_what_does_not_agree_is_said_at_its_place(
    project: Project, facts: dict[str, str], fault: str
) -> None:
    found = find_faults(project, write_paper(**facts))
    assert len(found) == 1, found
    assert found[0].startswith(f"source/test.yaml:{fault}")


def test_both_stations_of_a_series_take_their_page(project: Project) -> None:
    for station in ("new-york", "geneva"):
        assert find_faults(project, write_paper(station=station)) == []


def make_series(folder: Path, changes: tuple[str, str]) -> Project:
    """A project of one's own with the General Assembly's file, in which one thing is changed."""
    text = (SHIPPED / "general-assembly.yaml").read_text(encoding="utf-8")
    assert changes[0] in text
    (folder / "series").mkdir()
    (folder / "series" / "general-assembly.yaml").write_text(
        text.replace(*changes, 1), encoding="utf-8"
    )
    return Project(folder)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (("organization: true", "organisation: true"), "series/general-assembly.yaml:"),
        (("emblem: true", "emblem: {}"), "series/general-assembly.yaml:"),
        (("stations: [new-york, geneva]", "stations: []"), "series/general-assembly.yaml:"),
        (
            ("stations: [new-york, geneva]", "stations: [atlantis]"),
            "source/test.yaml:2:9: error[R077]",
        ),
        (
            (
                "subsidiaries:\n",
                "body_look: organ\nsubsidiaries:\n- {look: huge, text: {en: Body}}\n",
            ),
            "source/test.yaml:2:9: error[R096]",
        ),
        (("emblem: true", "emblem: missing.svg"), "source/test.yaml:2:9: error[R090]"),
        (("emblem: true", "emblem: ../x.svg"), "source/test.yaml:2:9: error[R097]"),
    ],
)
def test_a_faulty_series_file_is_a_diagnostic(
    tmp_path: Path, changes: tuple[str, str], fault: str
) -> None:
    project = make_series(tmp_path, changes)
    found = find_faults(project, write_paper())
    assert found
    assert fault in found[0]


def test_a_joint_series_names_two_that_exist(tmp_path: Path) -> None:
    (tmp_path / "series").mkdir()
    file = tmp_path / "series" / "both.yaml"
    file.write_text("name: {en: Both}\njoint: [general-assembly, nowhere]\n", encoding="utf-8")
    with pytest.raises(PaperError, match=r"series/both.yaml:2:\d+: error\[R071\] unknown series"):
        load_series(Project(tmp_path), "both", HERE)
    file.write_text("name: {en: Both}\njoint: [general-assembly]\n", encoding="utf-8")
    with pytest.raises(PaperError, match=r"series/both\.yaml:2"):
        load_series(Project(tmp_path), "both", HERE)
