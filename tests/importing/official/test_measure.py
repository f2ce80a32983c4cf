"""The measure finds a word that is lost, and calls whole what is whole."""

from __future__ import annotations

from tests.importing.making import make_file
from tests.importing.official.measure import compare, group_files, measure_work
from tests.importing.official.oracle import read_expected


def test_files_made_for_tests_come_back_whole(tmp_path):
    for code in ("ar", "zh", "ru"):
        (tmp_path / f"{code}.xml").write_bytes(make_file(code))
    (paths,) = group_files(tmp_path).values()
    measured = measure_work(("a work", paths), ("epub", "docx"), ())
    assert measured.differences == []
    assert (measured.refused, measured.compared, measured.is_whole) == ("", 6, True)


def test_a_word_or_a_note_that_is_lost_is_found(tmp_path):
    path = tmp_path / "en.xml"
    path.write_bytes(make_file("en"))
    expected = read_expected(path)
    assert compare(expected, f"above{expected.text}", ["1wordwordword"]) == ""
    lost = expected.text.replace("2026", "", 1)
    assert "in what is built" in compare(expected, lost, expected.notes)
    assert compare(expected, expected.text, []) == "1 notes in the file, 0 in what is built"


def test_a_refusal_is_a_result(tmp_path):
    (tmp_path / "a.xml").write_bytes(make_file("en", text="", preamble="", annex=""))
    (paths,) = group_files(tmp_path).values()
    assert "I010" in measure_work(("a work", paths), ("epub",), ()).refused
