"""The job ticket: what the person at the printer has to know, and a command that prints it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from masthead.print.layout import LEAF, Layout, Plan, Spine
from masthead.print.options import PrintOptions
from masthead.print.papers import MM, Paper
from masthead.print.sheets import Format
from masthead.print.source import Box

FORM = 1
"""Changes when the ticket changes its form."""

# Finishings as IPP numbers them (RFC 8011 5.2.6, PWG 5100.1).
_SADDLE_STITCH = 8
_FOLD_HALF = 93
_STAPLE_CORNER = {"left": 20, "right": 22}


class Part(Struct, frozen=True):
    """One document of the job. ``first`` is its first side in the file, counted from 1."""

    source: str
    plan: Plan
    first: int

    @property
    def sides(self) -> int:
        """Sides of paper, blank ones included."""
        return LEAF * len(self.plan.sheets)


class JobTicket(Struct, frozen=True):
    """Everything about a job that its file does not show by itself."""

    file: str
    parts: tuple[Part, ...]
    options: PrintOptions
    paper: Paper
    sheet: Format
    media: Box
    thickness: float
    claim: str | None
    stapled: bool
    """Whether office staplers take it."""

    @property
    def sheets(self) -> int:
        """Sheets of paper of one copy."""
        return sum(len(part.plan.sheets) for part in self.parts)

    @property
    def sides(self) -> int:
        """Sides of one copy, blank ones included: the pages of the file."""
        return LEAF * self.sheets

    @property
    def duplex_edge(self) -> str:
        """The edge about which sheets are turned: their upright one."""
        return "short" if self.sheet.landscape else "long"

    def to_data(self, digest: str) -> dict[str, Any]:
        """Give the ticket in the plain values of JSON; ``digest`` is the file's SHA-256.

        Lengths are in mm.
        """
        options = self.options
        return {
            "ticket": FORM,
            "file": self.file,
            "sha256": digest,
            "layout": str(options.layout),
            "copies": options.copies,
            "documents": [
                {
                    "source": part.source,
                    "pages": part.plan.pages,
                    "blank_pages": part.plan.blanks,
                    "sides": [part.first, part.first + part.sides - 1],
                    "sheets": len(part.plan.sheets),
                    "spine": part.plan.spine,
                }
                for part in self.parts
            ],
            "paper": {
                "name": self.paper.name,
                "width": round(self.sheet.width / MM, 1),
                "height": round(self.sheet.height / MM, 1),
                "thickness": self.thickness,
                "untrimmed": [round(self.media.width / MM, 1), round(self.media.height / MM, 1)],
            },
            "scale": round(self.sheet.scale, 4),
            "sheets": self.sheets,
            "sheets_of_all_copies": self.sheets * options.copies,
            "sides": self.sides,
            "duplex": f"{self.duplex_edge}-edge",
            "colour": "black" if options.black_only else "colour",
            "pdfx": self.claim,
            "fold": self._describe_fold(),
            "staple": self._describe_staple(),
            "commands": list(self.write_commands()),
        }

    def to_json(self, digest: str) -> bytes:
        """Write the ticket as a file."""
        return (json.dumps(self.to_data(digest), indent=2, ensure_ascii=False) + "\n").encode()

    def write_commands(self) -> Iterator[str]:
        """Write the commands that print the job with CUPS, from the folder of the file.

        One for each document: otherwise the stapler would take all languages in one.
        """
        for part in self.parts:
            words = ["lp", "-n", str(self.options.copies), "-o", "collate=true"]
            words += ["-o", f"media={self._name_media()}"]
            words += ["-o", f"sides=two-sided-{self.duplex_edge}-edge", "-o", "print-scaling=none"]
            if self.options.black_only:
                words += ["-o", "print-color-mode=monochrome"]
            if finishings := list(self._list_finishings(part.plan.spine)):
                words += ["-o", f"finishings={','.join(map(str, finishings))}"]
            if len(self.parts) > 1:
                words += ["-P", f"{part.first}-{part.first + part.sides - 1}"]
            yield shlex.join([*words, "--", self.file])

    def _name_media(self) -> str:
        width, height = sorted((self.media.width, self.media.height))
        if self.media.width - self.sheet.width < 1:
            return self.paper.media
        return f"Custom.{width / MM:.0f}x{height / MM:.0f}mm"

    def _list_finishings(self, spine: Spine) -> Iterator[int]:
        if not self.stapled:
            return
        if self.options.layout is Layout.BOOKLET:
            if self._is_saddle_stitched:
                yield _FOLD_HALF
                yield _SADDLE_STITCH
        else:
            yield _STAPLE_CORNER[spine]

    @property
    def _is_saddle_stitched(self) -> bool:
        return len(self.parts[0].plan.signatures) == 1

    def _describe_fold(self) -> dict[str, Any] | None:
        """Only a booklet is folded, and it is alone in its file."""
        if self.options.layout is not Layout.BOOKLET:
            return None
        plan = self.parts[0].plan
        return {
            "kind": "half",
            "spine": plan.spine,
            "signatures": list(plan.signatures),
            "creep": round(self.thickness * (max(plan.signatures) - 1), 3),
        }

    def _describe_staple(self) -> dict[str, Any] | None:
        if not self.stapled:
            return None
        if self.options.layout is not Layout.BOOKLET:
            return {
                "kind": "corner",
                "corners": [f"top-{part.plan.spine}" for part in self.parts],
            }
        return {"kind": "saddle" if self._is_saddle_stitched else "bind the signatures"}
