"""The fonts of this system, found by family, weight and style."""

from __future__ import annotations

import shutil

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection, TTFont

from masthead.setup import systemfonts
from masthead.setup.fontlock import LockedFont
from masthead.setup.systemfonts import SystemFonts, SystemName
from tests.otherfonts import FONTS, alter_font, install_only


@pytest.fixture
def system(tmp_path, monkeypatch):
    folder = install_only(tmp_path / "fonts", monkeypatch)
    for name, other in (("Regular", "a"), ("Regular_Italic", "b"), ("Bold", "c")):
        weight = 700 if name == "Bold" else 400
        shutil.copyfile(FONTS / f"Tinos_{weight}{name}.ttf", folder / f"{other}.ttf")
    return folder


def ask(weight=400, style="normal"):
    return LockedFont("Tinos.ttf", "Tinos", weight, style, 0, "", "", "")


@pytest.mark.parametrize(
    ("family", "weight", "style", "file"),
    [
        ("Tinos", 400, "normal", "a.ttf"),
        ("tinos", 400, "normal", "a.ttf"),
        ("Tinos", 400, "italic", "b.ttf"),
        ("Tinos", 700, "normal", "c.ttf"),
        ("Tinos", 700, "italic", None),
        ("Tinos", 500, "normal", None),
        ("Tino", 400, "normal", None),
        ("Tinos Bold", 700, "normal", None),
        ("", 400, "normal", None),
    ],
)
def test_family_weight_and_style_are_exactly_those(system, family, weight, style, file):
    found = SystemFonts().find(family, ask(weight, style))
    assert (found and found.name) == file


def test_of_several_the_first_by_name_is_taken(system):
    alter_font("Tinos_400Regular.ttf", system / "inner" / "Z.ttf")
    assert SystemFonts().find("Tinos", ask()) == system / "inner" / "Z.ttf"


def test_a_collection_is_left_alone(system):
    collection = TTCollection()
    collection.fonts = [TTFont(system / "a.ttf")]
    collection.save(system / "A.ttc")
    for file in system.glob("*.ttf"):
        file.unlink()
    assert SystemFonts().find("Tinos", ask()) is None


def test_a_variable_font_is_left_alone(system):
    for file in (system / "b.ttf", system / "c.ttf"):
        file.unlink()
    with TTFont(system / "a.ttf") as font:
        builder = FontBuilder(font=font)
        bold = {"location": {"wght": 700}, "stylename": "Bold"}
        builder.setupFvar([("wght", 400, 400, 700, "Weight")], [bold])
        builder.setupGvar({})
        (system / "a.ttf").unlink()
        font.save(system / "a.ttf")
    assert SystemFonts().find("Tinos", ask()) is None


def test_without_fontconfig_there_are_none(system, monkeypatch):
    monkeypatch.setattr(systemfonts, "_LIBRARIES", ("libnone.so",))
    assert SystemFonts().find("Tinos", ask()) is None


@pytest.mark.parametrize("name", [("a.ttf", "Tinos", "b.ttf"), ("a.ttf", "A/B", "")])
def test_names_are_read_as_they_are_written(name):
    assert SystemName.read(str(SystemName(*name))) == name
