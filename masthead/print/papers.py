"""Papers, limits and marks of the print room, as data (``styles/print.yaml``)."""

from typing import Literal

from pydantic import Field

from masthead.data import Data, load_data
from masthead.project import Project

MM = 72 / 25.4
"""Points in a millimetre."""


class Paper(Data):
    """A size of paper, upright; width and height in mm."""

    name: str
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    media: str
    """Its name in a printer's queue (PWG 5101.1)."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pt, upright."""
        return self.width * MM, self.height * MM


class Limits(Data):
    """What is refused, and why: see the comments in the file."""

    pages: int
    scale: float
    creep: float
    thickness: tuple[float, float]
    bleed: float
    staple: int


class FoldMark(Data):
    """Fold marks: length of the broken line and of its dashes in pt."""

    length: float
    dash: float


class StapleMark(Data):
    """Staple marks: half their length, where on the spine, how far from a corner, in pt."""

    length: float
    places: tuple[float, ...]
    """Shares of the spine's length, from its foot."""
    corner: float


class MarkMeasures(Data):
    """How the marks of a print shop look, in pt."""

    weight: float
    offset: float
    length: float
    registration: float
    fold: FoldMark
    staple: StapleMark


class Papers(Data):
    """The whole file."""

    papers: dict[str, Paper]
    tolerance: float
    limits: Limits
    thickness: float
    bleed: float
    marks: MarkMeasures

    def find_name(self, width: float, height: float) -> str | None:
        """Find the paper of a size in pt, upright or not; None when there is none."""
        wanted = sorted((width, height))
        for name, paper in self.papers.items():
            if self.same_size(paper.size, (wanted[0], wanted[1])):
                return name
        return None

    def find_double(self, width: float, height: float) -> str | None:
        """Find the paper that gives two upright pages of a size when folded; None if none does."""
        return self.find_name(2 * min(width, height), max(width, height))

    def same_size(self, one: tuple[float, float], other: tuple[float, float]) -> bool:
        """Whether two sizes in pt are the same, as far as anybody cutting paper can tell."""
        return all(abs(a - b) <= self.tolerance for a, b in zip(one, other, strict=True))

    def describe_size(self, width: float, height: float) -> str:
        """Write a size as people say it: the paper's name, or its measures in mm."""
        name = self.find_name(width, height)
        if name is None:
            return f"{width / MM:.0f} × {height / MM:.0f} mm"
        side: Literal["", " landscape"] = " landscape" if width > height else ""
        return f"{self.papers[name].name}{side}"


def load_papers(project: Project) -> Papers:
    """Load the papers. Raises PaperError when the file is wrong."""
    return load_data(project, "styles", "print.yaml", Papers)
