"""Bad input on the page: a clear word, or a page that stays whole; never a box, never a fetch."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from masthead.diagnostic import ToolError, UsageError
from masthead.edition.edition import Words
from masthead.project import Project
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from masthead.render.pdf.fetch import make_fetcher
from masthead.render.pdf.fonts import open_fonts
from tests.conftest import ROOT
from tests.render.pdf.conftest import ENGLISH, HAN, make_edition, make_paragraph
from tests.render.pdf.reading import read_glyphs

EDGES = {"zh": 490.85, "en": 488.65}


@pytest.fixture(params=["zh", "en"])
def edition(request):
    return request.getfixturevalue(f"edition_{request.param}")


@pytest.mark.parametrize("before", ["", "一个词：", "a word: "])
def test_a_word_longer_than_the_line_is_torn_and_named(project, edition, before):
    if edition.language.code == "en":
        before = before.replace("一个词：", "A “word”: ")
    word = "antidisestablishmentarianism" * 12
    result = render_pdf(project, make_edition(edition, make_paragraph(1, before + word)))
    (notice,) = result.notices
    assert (notice.problem.code, notice.node) == ("T004", "p1")
    glyphs = [g for page in read_glyphs(result.data) for g in page if g.baseline > 290]
    edge = EDGES[edition.language.code]
    assert max(glyph.right for glyph in glyphs if glyph.text.isascii()) < edge + 1
    assert "".join(g.text for g in glyphs).count("anti") >= 11


def test_a_title_of_600_characters_is_set(project, edition):
    words = (HAN if edition.language.code == "zh" else ENGLISH) * 30
    paper = make_edition(edition, make_paragraph(1, "x"), title=(Words(words[:600]),))
    result = render_pdf(project, paper)
    assert result.landing.nodes["title"] == 1
    printed = "".join(glyph.text for page in read_glyphs(result.data) for glyph in page)
    assert words[:600].replace(" ", "") in printed


def test_a_paragraph_of_20000_characters_is_set(project, edition):
    words = ((HAN if edition.language.code == "zh" else ENGLISH) * 600)[:20_000]
    result = render_pdf(project, make_edition(edition, make_paragraph(1, words)))
    printed = "".join(
        glyph.text
        for page in read_glyphs(result.data)
        for glyph in page
        if glyph.size in (10, 10.5) and 65 < glyph.baseline < 740
    )
    assert printed.endswith(words.replace(" ", "")[-15_000:])


def test_a_missing_glyph_is_a_fault_that_names_character_place_and_font(project, edition):
    paper = make_edition(
        edition, make_paragraph(1, "fine"), make_paragraph(2, "bad \U0001f600 and \U00013000")
    )
    with pytest.raises(RenderError) as raised:
        render_pdf(project, paper)
    found = {(fault.node, fault.fields["code"]) for fault in raised.value.faults}
    assert found == {("p2", "U+1F600"), ("p2", "U+13000")}
    assert {fault.fields["font"] for fault in raised.value.faults} == {
        edition.language.fonts.serif[0]
    }
    assert all(fault.problem.code == "T001" for fault in raised.value.faults)


def test_a_missing_glyph_in_the_title_names_the_title(project, edition):
    with pytest.raises(RenderError) as raised:
        render_pdf(project, make_edition(edition, title=(Words("Bad \U0001f600"),)))
    assert [fault.node for fault in raised.value.faults] == ["title"]


def test_an_edition_without_text_is_a_page(project, edition):
    assert render_pdf(project, make_edition(edition)).landing.pages == 1


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "&amp; ]]> ${x} {{ 7 * 7 }}", "</style><b>", "\\ \" ' `"]
)
def test_markup_in_the_text_is_text(project, edition_en, text):
    paper = make_edition(
        edition_en, make_paragraph(1, text), title=(Words(text),), draft=f"Draft {text}"
    )
    printed = "".join(glyph.text for glyph in read_glyphs(render_pdf(project, paper).data)[0])
    assert printed.count(text.replace(" ", "")) == 3


# --- fonts ------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path):
    """A project of its own, with the shipped fonts as links in a folder of its own."""
    (tmp_path / "source").mkdir()
    fonts = tmp_path / "styles" / "fonts"
    fonts.mkdir(parents=True)
    for file in (ROOT / "styles" / "fonts").iterdir():
        (fonts / file.name).symlink_to(file)
    return Project(tmp_path)


def test_a_font_that_is_not_installed_says_what_to_do(elsewhere, edition_en):
    (elsewhere.root / "styles" / "fonts" / "Tinos_700Bold.ttf").unlink()
    with pytest.raises(ToolError, match=r"Tinos_700Bold.ttf is not installed: .*make"):
        render_pdf(elsewhere, make_edition(edition_en))


def test_a_language_without_a_locked_font_is_told(project, edition_en):
    fonts = edition_en.language.fonts.model_copy(update={"serif": ("Comic Neue",)})
    language = edition_en.language.model_copy(update={"fonts": fonts})
    with pytest.raises(ToolError, match=r"no font of en for serif is locked: Comic Neue"):
        render_pdf(project, make_edition(edition_en, language=language))


def test_only_the_locked_fonts_are_on_the_page(pdfs):
    for code, result in pdfs.items():
        fonts = {glyph.font for page in read_glyphs(result.data) for glyph in page}
        allowed = ("Tinos", "Latin", *(("Noto-S",) if code == "zh" else ()))
        assert all(font.startswith(allowed) for font in fonts), fonts


def test_fonts_of_the_machine_cannot_be_found(project, edition_en):
    """Not even by a style sheet that asks for one of them."""
    family = ("DejaVu Sans",)
    fonts = edition_en.language.fonts.model_copy(update={"sans": family})
    language = edition_en.language.model_copy(update={"fonts": fonts})
    with pytest.raises(ToolError, match="DejaVu Sans"):
        render_pdf(project, make_edition(edition_en, language=language))


def test_the_fonts_used_are_recorded_with_their_hashes(edition_en):
    project = Project(ROOT)
    with project.recording() as files:
        render_pdf(project, make_edition(edition_en))
    path = ROOT / "styles" / "fonts" / "Tinos_400Regular.ttf"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert files["styles/fonts/Tinos_400Regular.ttf"] == digest
    assert {
        "styles/new-york.yaml",
        "templates/pdf/page.html",
        "templates/pdf/page.css",
        "templates/pdf/paper.css",
    } <= set(files)
    assert not [name for name in files if "Noto" in name]


# --- addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.png", "http://127.0.0.1:9/a.svg", "file:///etc/passwd",
        "ftp://example.org/a.png", "data:image/png;base64,AAAA", "masthead:styles/../README.md",
        "masthead:styles/../../etc/passwd", "masthead:templates/pdf/page.css",
        "masthead:styles/new-york.yaml", "masthead:styles/none.svg", "masthead:/etc/passwd.png",
        "masthead:styles//etc/passwd.png", "a.png",
    ],
)  # fmt: skip
def test_nothing_outside_the_styles_is_loaded(project, url):
    fetcher = make_fetcher(project, open_fonts(project))
    with pytest.raises(UsageError):
        fetcher.fetch(url)


@pytest.mark.parametrize(
    "rule",
    [
        "@import url(https://example.org/x.css);",
        "body { background: url(file:///etc/passwd) }",
        "@font-face { font-family: X; src: url(https://example.org/x.woff2) } p { font-family: X }",
    ],
)
@pytest.mark.parametrize("name", ["page.css", "paper.css"])
def test_an_address_in_a_style_stops_the_build(tmp_path, edition_en, rule, name):
    (tmp_path / "source").mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    (tmp_path / "templates" / "pdf").mkdir(parents=True)
    sheet = (ROOT / "templates" / "pdf" / name).read_text(encoding="utf-8")
    path = tmp_path / "templates" / "pdf" / name
    path.write_text(f"{{% raw %}}{rule}{{% endraw %}}\n{sheet}", encoding="utf-8")
    with pytest.raises(UsageError, match="is not loaded"):
        render_pdf(Project(tmp_path), make_edition(edition_en))


def test_an_image_outside_the_project_in_a_template_stops_the_build(tmp_path, edition_en):
    (tmp_path / "source").mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    (tmp_path / "templates" / "pdf").mkdir(parents=True)
    page = (ROOT / "templates" / "pdf" / "page.html").read_text(encoding="utf-8")
    path = tmp_path / "templates" / "pdf" / "page.html"
    path.write_text(page.replace("<body>", '<body><img src="http://localhost/x.png" alt=""/>'),
                    encoding="utf-8")  # fmt: skip
    with pytest.raises(UsageError, match="is not loaded"):
        render_pdf(Project(tmp_path), make_edition(edition_en))


def test_a_picture_of_the_projects_own_styles_is_set(tmp_path, edition_en):
    import msgspec.structs

    (tmp_path / "source").mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    Path(tmp_path / "styles" / "emblem.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
        encoding="utf-8",
    )
    head = msgspec.structs.replace(edition_en.masthead, emblem=True, emblem_file="emblem.svg")
    result = render_pdf(Project(tmp_path), make_edition(edition_en, masthead=head))
    from tests.render.pdf.reading import open_pdf, read_strays, read_tags

    with open_pdf(result.data) as pdf:
        (figure,) = [tag for tag in read_tags(pdf).walk() if tag.role == "Figure"]
        assert str(figure.element.Alt) == edition_en.language.words["emblem"]
        left, _, right, _ = map(float, figure.element.A.BBox)
        assert (left, right) == pytest.approx((64.7, 120.9), abs=0.5)
        assert read_strays(pdf) == []
