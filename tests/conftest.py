"""Fixtures that the tests of every room share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_paper
from tests.render.epub.checkers import Checker
from tests.render.pdf.verapdf import Validator

ROOT = Path(__file__).resolve().parent.parent
STEM = "NPT_CONF.2026_PC.II_WP.XX"

# Hypothesis draws constants of whatever modules happen to be loaded: then random papers would
# depend on which tests ran before in the same process, and no failure could be seen again.
providers.is_local_module_file = lambda _: False  # type: ignore[attr-defined]

settings.register_profile("fuzz", deadline=None, max_examples=1000)  # for `make fuzz`
settings.register_profile("suite", deadline=None, derandomize=True)  # the same at every run
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew: ``pytest --renew``."""
    parser.addoption("--renew", action="store_true", help="write golden files anew")


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def project() -> Project:
    """The project itself."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def paper(project: Project) -> Paper:
    """The paper in ``source/``."""
    return read_paper(project, project.source / f"{STEM}.yaml").require()


@pytest.fixture(scope="session")
def edition_zh(project: Project, paper: Paper) -> Edition:
    """The paper's Chinese edition."""
    return resolve_edition(project, paper, "zh")


@pytest.fixture(scope="session")
def edition_en(project: Project, paper: Paper) -> Edition:
    """The paper's English edition."""
    return resolve_edition(project, paper, "en")


@pytest.fixture(scope="session")
def validator() -> Iterator[Validator]:
    """The validator of PDF files; tests that use it belong to the group ``java``."""
    made = Validator()
    yield made
    made.close()


@pytest.fixture(scope="session")
def checker() -> Iterator[Checker]:
    """The checker of EPUB files; tests that use it belong to the group ``java``, too."""
    made = Checker()
    yield made
    made.close()
