"""The paper's two PDFs, set once for all tests of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec.structs
import pytest

from masthead.edition.edition import Edition, Paragraph, Words
from masthead.project import Project
from masthead.render.pdf import PdfResult, render_pdf

GOLDEN = Path(__file__).parent / "golden"
HAN = "核武器国家未能在履行核裁军义务和承诺方面取得进展，导致核风险达到空前水平。"
ENGLISH = "The working paper recalls the obligations and commitments under the Treaty, in full. "


@pytest.fixture(scope="session")
def pdf_zh(project: Project, edition_zh: Edition) -> PdfResult:
    return render_pdf(project, edition_zh)


@pytest.fixture(scope="session")
def pdf_en(project: Project, edition_en: Edition) -> PdfResult:
    return render_pdf(project, edition_en)


@pytest.fixture(scope="session")
def pdfs(pdf_zh: PdfResult, pdf_en: PdfResult) -> dict[str, PdfResult]:
    return {"zh": pdf_zh, "en": pdf_en}


@pytest.fixture
def compare_golden(renew: bool) -> Callable[[str, str], None]:
    """Compare text with a golden file, or write that file anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if renew:
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


def make_paragraph(number: int, *content: Any) -> Paragraph:
    """Make a numbered paragraph of words and other inlines."""
    inlines = tuple(Words(part) if isinstance(part, str) else part for part in content)
    return Paragraph(f"p{number}", number, f"{number}.", inlines)


def make_edition(like: Edition, *body: Any, **changes: Any) -> Edition:
    """Make an edition of its own text, with the masthead of another."""
    bare: dict[str, Any] = {"byline": (), "status": (), "notes": (), "job": None}
    return msgspec.structs.replace(like, body=body, **(bare | changes))
