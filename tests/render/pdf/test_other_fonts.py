"""Other fonts than the locked ones: an altered file, and a missing one for which the system has
another, are used, recorded, and refused where lines are judged."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from masthead.check.layout import lay_out
from masthead.diagnostic import ToolError
from masthead.project import ABSENT, Project
from masthead.proof import proof
from masthead.render.pdf import fontfiles, render_pdf, setting
from masthead.render.pdf.fontlinks import link_font
from masthead.render.pdf.fonts import refuse_other_fonts
from masthead.signature import Hashes
from masthead.targets.make import Order, make_file
from tests.otherfonts import FONTS, alter_font, install_only, link_fonts
from tests.render.pdf.conftest import ENGLISH, HAN, make_edition, make_paragraph

REGULAR, BOLD = "Tinos_400Regular.ttf", "Tinos_700Bold.ttf"


@pytest.fixture
def root(tmp_path):
    """A project with fonts of its own, in which each page is set by a project opened anew."""
    (tmp_path / "source").mkdir()
    link_fonts(tmp_path / "styles" / "fonts")
    return tmp_path


@pytest.fixture
def system(tmp_path, monkeypatch):
    return install_only(tmp_path / "system" / "fonts", monkeypatch)


@pytest.fixture
def edition(edition_en):
    return make_edition(edition_en, make_paragraph(1, ENGLISH * 3))


def set_page(root, edition):
    """Set a page; its bytes, and the fonts recorded meanwhile."""
    project = Project(root)
    with project.recording() as files:
        data = render_pdf(project, edition).data
    return data, {name: digest for name, digest in files.items() if "fonts/" in name}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_altered_font_is_used_and_recorded_and_never_mixed_up(root, edition):
    """Nor by a process that has set pages in the locked font before, and sets others after."""
    path = root / "styles" / "fonts" / REGULAR
    before, recorded = set_page(root, edition)
    assert recorded[f"styles/fonts/{REGULAR}"] == digest(FONTS / REGULAR)
    alter_font(REGULAR, path)
    altered, recorded = set_page(root, edition)
    assert recorded[f"styles/fonts/{REGULAR}"] == digest(path) != digest(FONTS / REGULAR)
    assert altered != before
    path.unlink()
    path.symlink_to(FONTS / REGULAR)
    assert set_page(root, edition)[0] == before


def test_a_missing_font_is_taken_from_the_system(root, system, edition):
    path = root / "styles" / "fonts" / BOLD
    path.unlink()
    installed = alter_font(BOLD, system / "Fett.ttf")
    taken, recorded = set_page(root, edition)
    assert recorded[f"styles/fonts/{BOLD}"] == ABSENT
    assert recorded[f"system-fonts/{BOLD}/Tinos/Fett.ttf"] == digest(installed)
    assert str(root) not in "".join(recorded)
    alter_font(BOLD, path)  # the same bytes in the project's own folder are the same page
    assert set_page(root, edition)[0] == taken


def test_a_system_that_has_the_locked_bytes_makes_the_same_page(root, system, edition):
    before, _ = set_page(root, edition)
    (root / "styles" / "fonts" / BOLD).unlink()
    (system / "Fett.ttf").write_bytes((FONTS / BOLD).read_bytes())
    assert set_page(root, edition)[0] == before


@pytest.mark.parametrize("family", ["Tinos Two", "Tin", "Times"])
def test_only_exactly_the_same_family_will_do(root, system, edition, family):
    (root / "styles" / "fonts" / BOLD).unlink()
    alter_font(BOLD, system / "Fett.ttf", family=family)
    with pytest.raises(ToolError, match=rf"{BOLD} is not installed: .*make"):
        set_page(root, edition)


def test_another_family_that_the_language_names_for_the_role_will_do(root, system, edition):
    (root / "styles" / "fonts" / BOLD).unlink()
    installed = alter_font(BOLD, system / "Fett.ttf", family="Fremd")
    fonts = edition.language.fonts.model_copy(update={"serif": ("Keins", "Tinos", "Fremd")})
    language = edition.language.model_copy(update={"fonts": fonts})
    _, recorded = set_page(root, make_edition(edition, make_paragraph(1, "x"), language=language))
    looked = {name: found for name, found in recorded.items() if name.startswith("system-fonts/")}
    assert looked == {
        f"system-fonts/{BOLD}/Tinos/": ABSENT,
        f"system-fonts/{BOLD}/Keins/": ABSENT,
        f"system-fonts/{BOLD}/Fremd/Fett.ttf": digest(installed),
    }


@pytest.mark.parametrize("damage", [lambda data: data[:90_000], lambda _: b"<html>", lambda _: b""])
def test_a_file_that_is_no_whole_font_is_not_used(root, edition, damage):
    path = root / "styles" / "fonts" / REGULAR
    path.unlink()
    path.write_bytes(damage((FONTS / REGULAR).read_bytes()))
    with pytest.raises(ToolError, match=rf"{REGULAR} cannot be read: .*make"):
        set_page(root, edition)


def test_where_lines_are_judged_other_fonts_are_refused(root, system, edition):
    project = Project(root)
    refuse_other_fonts(project)
    alter_font(REGULAR, root / "styles" / "fonts" / REGULAR)
    with pytest.raises(ToolError, match=rf"{REGULAR} is not the locked one: .*make"):
        render_pdf(project, edition)
    (root / "styles" / "fonts" / REGULAR).unlink()
    alter_font(REGULAR, system / "Tinos.ttf")
    with pytest.raises(ToolError, match=rf"{REGULAR} is not installed: .*make"):
        render_pdf(project, edition)


def test_check_and_proof_judge_by_the_locked_fonts(root, edition):
    alter_font(REGULAR, root / "styles" / "fonts" / REGULAR)
    with pytest.raises(ToolError, match="is not the locked one"):
        lay_out(Project(root), edition)
    with pytest.raises(ToolError, match="is not the locked one"):
        proof._set(Project(root), None, edition)


def test_a_han_font_is_hashed_once_and_never_copied(root, edition_zh, monkeypatch):
    """Once for the pages of a process, and not again while it stays as it is."""
    written, hashed = [], []
    write, hash_file = Path.write_bytes, fontfiles._digest
    monkeypatch.setattr(
        Path, "write_bytes", lambda path, data: written.append(len(data)) or write(path, data)
    )
    monkeypatch.setattr(
        fontfiles, "_digest", lambda path: hashed.append(path.name) or hash_file(path)
    )
    papers = [make_edition(edition_zh, make_paragraph(1, HAN * times)) for times in (1, 2)]
    for paper in papers:
        set_page(root, paper)
    assert sum(name.startswith("Noto") for name in hashed) == 2
    monkeypatch.setattr("masthead.render.pdf.fonts._configurations", {})
    set_page(root, papers[0])
    assert sum(name.startswith("Noto") for name in hashed) == 2
    assert sum(written) < 100_000


def test_what_the_build_has_hashed_is_not_hashed_again_while_it_is_as_it_was(
    root, edition, monkeypatch
):
    path, hashed, hash_file = root / "styles" / "fonts" / REGULAR, [], fontfiles._digest
    hashes = Hashes()
    hashes.read(str(path))
    order = Order(
        "pdf", (edition,), fonts={file: tuple(kept) for file, kept in hashes.known.items()}
    )
    monkeypatch.setattr(fontfiles, "_known", {})
    monkeypatch.setattr(
        fontfiles, "_digest", lambda file: hashed.append(file.name) or hash_file(file)
    )
    made = make_file(str(root), 20_000, order)
    assert BOLD in hashed
    assert REGULAR not in hashed
    assert made.inputs[f"styles/fonts/{REGULAR}"] == digest(FONTS / REGULAR)
    alter_font(REGULAR, path)
    made = make_file(str(root), 20_001, order)
    assert REGULAR in hashed
    assert made.inputs[f"styles/fonts/{REGULAR}"] == digest(path) != digest(FONTS / REGULAR)


def test_a_font_that_is_packed_for_the_web_is_unpacked(tmp_path, edition):
    """WeasyPrint takes its bytes, and no link to them."""
    packed = tmp_path / "packed.ttf"
    with TTFont(FONTS / REGULAR) as font:
        font.flavor = "woff"
        font.save(packed)
    assert link_font(packed) == packed.read_bytes()
    assert link_font(FONTS / REGULAR) == (FONTS / REGULAR).read_bytes()[:3]


@pytest.mark.parametrize("reason", [errno.EPERM, errno.ENOSYS])
def test_where_there_are_no_links_fonts_are_copied(root, edition, monkeypatch, reason):
    def refuse(path: Path, target: Path) -> None:
        raise OSError(reason, "it has no links")

    before, _ = set_page(root, edition)
    monkeypatch.setattr("masthead.render.pdf.fonts._configurations", {})
    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert set_page(root, edition)[0] == before


def test_a_font_that_changes_under_the_page_is_said(root, edition, monkeypatch):
    """What is on the page may be of either; it must not be kept as that of the one."""
    path = root / "styles" / "fonts" / REGULAR
    lay = setting.lay_out

    def lay_out_and_change(*given):
        document = lay(*given)
        alter_font(REGULAR, path)
        return document

    monkeypatch.setattr(setting, "lay_out", lay_out_and_change)
    with pytest.raises(ToolError, match=rf"{REGULAR} was changed while it was being used"):
        set_page(root, edition)
