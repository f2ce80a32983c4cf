"""Fonts: only the locked bytes, only what is missing, and never half a file."""

from pathlib import Path

import pytest

from masthead.setup import SetupError
from masthead.setup.fontlock import (
    FontLock,
    find_faults,
    read_font_lock,
    read_ranges,
    write_font_lock,
    write_ranges,
)
from masthead.setup.fonts import install_fonts
from masthead.setup.places import font_folder

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "styles" / "fonts.lock"
FONTS = ROOT / "styles" / "fonts"


def read_all(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.ttf")}


ALL_THREE = {"A.ttf": b"face a", "B.ttf": b"face b", "C.ttf": b"face c"}


def test_all_fonts_are_installed(two_packages, tmp_path):
    path, _ = two_packages
    installed = install_fonts(path, tmp_path / "fonts")
    assert {font.file for font in installed} == set(ALL_THREE)
    assert read_all(tmp_path / "fonts") == ALL_THREE


def test_second_run_asks_for_nothing(two_packages, registry, tmp_path):
    path, _ = two_packages
    install_fonts(path, tmp_path / "fonts")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "fonts").glob("*.ttf")}
    registry.asked.clear()
    assert install_fonts(path, tmp_path / "fonts") == []
    assert registry.asked == []
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "fonts").glob("*.ttf")} == before


def test_only_the_package_of_a_missing_font_is_fetched(two_packages, registry, tmp_path):
    path, _ = two_packages
    install_fonts(path, tmp_path / "fonts")
    (tmp_path / "fonts" / "C.ttf").unlink()
    registry.asked.clear()
    assert [font.file for font in install_fonts(path, tmp_path / "fonts")] == ["C.ttf"]
    assert registry.asked == ["two@1.0.0"]
    assert read_all(tmp_path / "fonts") == ALL_THREE


def test_a_changed_font_is_noticed_and_put_right(two_packages, tmp_path):
    path, lock = two_packages
    install_fonts(path, tmp_path / "fonts")
    (tmp_path / "fonts" / "A.ttf").write_bytes(b"face x")  # as long as the right one
    (fault,) = find_faults(tmp_path / "fonts", lock.fonts)
    assert (fault.font.file, fault.what) == ("A.ttf", "different")
    install_fonts(path, tmp_path / "fonts")
    assert read_all(tmp_path / "fonts") == ALL_THREE


def test_a_changed_package_is_refused(two_packages, registry, tmp_path):
    path, _ = two_packages
    registry.archives["two@1.0.0"] += b"\0"
    with pytest.raises(SetupError, match=r"two@1\.0\.0 is not the package"):
        install_fonts(path, tmp_path / "fonts")
    assert read_all(tmp_path / "fonts") == {}


def test_a_font_with_other_bytes_than_locked_is_refused(two_packages, tmp_path):
    path, lock = two_packages
    changed = lock.fonts[1]._replace(sha256="0" * 64)
    write_font_lock(path, FontLock(lock.packages, (lock.fonts[0], changed, lock.fonts[2])))
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "B.ttf").write_bytes(b"an older face")
    with pytest.raises(SetupError, match=r"B\.ttf is not the file"):
        install_fonts(path, tmp_path / "fonts")
    assert read_all(tmp_path / "fonts") == {"B.ttf": b"an older face"}


def test_a_member_that_the_package_lacks_is_named(two_packages, tmp_path):
    path, lock = two_packages
    elsewhere = lock.fonts[0]._replace(member="z/A.ttf")
    write_font_lock(path, FontLock(lock.packages, (elsewhere, *lock.fonts[1:])))
    with pytest.raises(SetupError, match=r"one has no z/A\.ttf"):
        install_fonts(path, tmp_path / "fonts")


def test_an_interrupted_run_does_no_harm(two_packages, tmp_path, monkeypatch):
    path, _ = two_packages

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("masthead.setup.fonts.pack", stop)
        with pytest.raises(KeyboardInterrupt):
            install_fonts(path, tmp_path / "fonts")
    # What a killed run leaves: its download folder.
    (tmp_path / "fonts" / ".download-left").mkdir(parents=True)
    (tmp_path / "fonts" / ".download-left" / "A.ttf").write_bytes(b"half")
    install_fonts(path, tmp_path / "fonts")
    assert read_all(tmp_path / "fonts") == ALL_THREE
    assert not list((tmp_path / "fonts").glob(".download-*"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"packages": {}, "fonts": [{"file": "A.ttf"}]}',
        '{"packages": {}, "fonts": [{"file": "../A.ttf", "family": "F", "weight": 400, '
        '"style": "normal", "size": 1, "sha256": "0", "package": "p", "member": "A"}]}',
    ],
)
def test_a_lock_that_is_none_is_refused(text, tmp_path):
    path = tmp_path / "fonts.lock"
    path.write_text(text)
    with pytest.raises(SetupError, match=r"fonts\.lock"):
        read_font_lock(path)


def test_the_lock_is_written_as_it_is_read(tmp_path):
    write_font_lock(tmp_path / "fonts.lock", read_font_lock(LOCK))
    assert (tmp_path / "fonts.lock").read_text() == LOCK.read_text()


def test_the_installed_fonts_are_the_locked_ones():
    lock = read_font_lock(LOCK)
    assert find_faults(FONTS, lock.fonts) == []
    assert {path.name for path in FONTS.glob("*.ttf")} == {font.file for font in lock.fonts}


def test_the_lock_tells_the_truth_about_faces():
    from fontTools.ttLib import TTFont

    for locked in read_font_lock(LOCK).fonts:
        with TTFont(FONTS / locked.file) as font:
            names, metrics = font["name"], font["OS/2"]
            assert locked.family == (names.getDebugName(16) or names.getDebugName(1))
            assert locked.weight == metrics.usWeightClass
            assert locked.style == ("italic" if metrics.fsSelection & 1 else "normal")
            assert locked.characters == write_ranges(font.getBestCmap())


@pytest.mark.parametrize(
    ("points", "written"),
    [([], ""), ([65], "41"), ([67, 65, 66, 0x20000, 65], "41-43 20000"), ([1, 3, 4], "1 3-4")],
)
def test_ranges_are_read_as_they_are_written(points, written):
    assert write_ranges(points) == written
    listed = [code for first, last in read_ranges(written) for code in range(first, last + 1)]
    assert listed == sorted(set(points))


@pytest.mark.parametrize(
    ("family", "character"),
    [
        ("Tinos", "é"),
        ("Tinos", "Щ"),
        ("Noto Serif SC", "约"),
        ("Noto Sans SC", "约"),
        ("Noto Naskh Arabic", "ع"),
        ("Amiri", "ع"),
    ],
)
def test_regular_and_bold_are_there_for_every_script(family, character):
    from fontTools.ttLib import TTFont

    faces = [font for font in read_font_lock(LOCK).fonts if font.family == family]
    assert {400, 700} <= {font.weight for font in faces}
    for face in faces:
        with TTFont(FONTS / face.file) as font:
            assert ord(character) in font.getBestCmap()


def test_serif_chinese_can_squeeze_adjacent_marks():
    """Newer releases of the face have `chws`; distributions still ship older ones without."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / "NotoSerifSC_400Regular.ttf") as font:
        features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"chws", "halt"} <= features


def test_where_fonts_are_kept(tmp_path):
    data = {"XDG_DATA_HOME": str(tmp_path / "data")}
    shared = tmp_path / "data" / "masthead" / "fonts"
    project = tmp_path / "project"
    (project / "source").mkdir(parents=True)
    assert font_folder(project, data) == shared
    assert font_folder(project, {"XDG_DATA_HOME": "relative"}).is_absolute()
    (project / "styles" / "fonts").mkdir(parents=True)
    assert font_folder(project, data) == project / "styles" / "fonts"
    assert font_folder(ROOT, data) == FONTS
