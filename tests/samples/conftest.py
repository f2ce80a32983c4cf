"""The samples in every language and format, each made once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.docx import render_docx
from masthead.render.epub import render_epub
from masthead.render.pdf import render_pdf

KINDS = (
    "CD_XX", "E_2025_NGO_XX", "A_HRC_58_XX", "NPT_CONF.2026_PC.II_INF.XX", "A_80_XX_Corr.1",
    "A_80_XX_Add.1",
)  # fmt: skip
"""Short samples of kinds of papers."""
VERSIONS = {
    "A_80_XX": ("ar", "zh", "en", "fr", "ru", "es"),
    "A_C.5_80_XX": ("ar", "zh", "en", "fr", "ru", "es"),
    "A_HRC_57_XX": ("en", "fr"),
    "S_2024_XX": ("en", "es"),
    "A_C.1_80_XX": ("en", "zh", "ar"),
    "A_C.2_80_XX": ("en", "fr", "zh", "ar"),
    "A_C.4_80_XX": ("ar", "zh", "en", "fr"),
    "A_C.6_80_XX": ("ar", "zh", "en", "fr", "ru", "es"),
    "A_80_XX-S_2025_XX": ("ar", "zh", "en", "fr", "ru", "es"),
    "A_RES_80_XX": ("en", "fr", "es", "ru", "zh", "ar"),
    "A_C.3_80_L.XX_Rev.1": ("en", "fr", "zh"),
    "A_HRC_DEC_57_XX": ("en", "fr", "zh"),
    "A_C.2_80_L.XX": ("en", "fr", "ar", "zh"),
    **dict.fromkeys(KINDS, ("en", "fr", "zh")),
}
EDITIONS = [f"{stem}-{code}" for stem, codes in VERSIONS.items() for code in codes]


@dataclass(frozen=True)
class Made:
    """An edition of a sample, and its three files."""

    edition: Edition
    pdf: bytes
    docx: bytes
    epub: bytes


@pytest.fixture(scope="session")
def samples(project: Project) -> dict[str, Edition]:
    """The editions of all samples, by stem and language."""
    found = {}
    for stem in VERSIONS:
        paper = read_paper(project, project.source / "samples" / f"{stem}.yaml").require()
        for code in paper.built_versions:
            found[f"{stem}-{code}"] = resolve_edition(project, paper, code)
    return found


@pytest.fixture(scope="session")
def made(project: Project, samples: dict[str, Edition]) -> dict[str, Made]:
    """All samples in all formats."""
    files = {}
    for name, edition in samples.items():
        pdf = render_pdf(project, edition)
        epub = render_epub(project, edition, pdf.landing)
        files[name] = Made(edition, pdf.data, render_docx(project, edition), epub)
    return files


def write_files(made: dict[str, Made], kind: str, folder: Path) -> dict[str, Path]:
    """Write the files of one kind into a folder."""
    paths = {}
    for name, files in made.items():
        paths[name] = folder / f"{name}.{kind}"
        paths[name].write_bytes(getattr(files, kind))
    return paths
