"""Other fonts than the locked ones: which of them a file was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from masthead.setup.places import FONTS, LOCK_NAME, RECORDED_FONTS
from masthead.setup.systemfonts import PREFIX, SystemName
from masthead.targets.formats import find_format
from masthead.targets.inputs import Inputs
from masthead.targets.report import Outcome
from masthead.targets.target import Target

LOCK = (FONTS.parent / LOCK_NAME).as_posix()
OtherFonts = dict[str, dict[str, str]]
"""By locked file what was used for it: its ``sha256``; of a font of the system's ``family`` and
``file``, too."""


class FontJudge:
    """Finds the fonts that are not the locked ones in what was recorded as files were made."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._pages: dict[tuple[str, tuple[str, ...], str], OtherFonts] = {}
        """Those of a version in a format, where there are any."""
        self._found: dict[int, tuple[Mapping[str, str], OtherFonts]] = {}
        """By the identity of the inputs, which are kept here so that it stays theirs."""

    def find(self, target: Target, inputs: Mapping[str, str]) -> OtherFonts:
        """Find the other fonts of a file.

        An EPUB has those of its pages: of what these were set from it is asked first.
        """
        pages_of = find_format(target.format).pages_of
        pages = target.source, target.languages, pages_of or target.format
        if pages_of and pages in self._pages:
            return self._pages[pages]
        found = self._find(inputs)
        if found:
            self._pages[pages] = found
        return found

    def find_all(self, outcomes: Iterable[Outcome]) -> dict[str, OtherFonts]:
        """Find the files that were made with other fonts, by name."""
        return {
            outcome.target.filename: found
            for outcome in outcomes
            if (found := self.find(outcome.target, outcome.inputs))
        }

    def _find(self, inputs: Mapping[str, str]) -> OtherFonts:
        """Find them among inputs, which many files share."""
        _, known = self._found.get(id(inputs), (None, None))
        if known is None:
            known = self._look(inputs)
            self._found[id(inputs)] = inputs, known
        return known

    def _look(self, inputs: Mapping[str, str]) -> OtherFonts:
        found = {}
        for name, digest in inputs.items():
            font = {"sha256": digest}
            if name.startswith(RECORDED_FONTS):
                file = name.removeprefix(RECORDED_FONTS)
            elif name.startswith(PREFIX):
                file, font["family"], font["file"] = SystemName.read(name)
            else:
                continue
            locked = self.inputs.locked_fonts.get(file)
            if digest and not (locked and digest == locked.sha256):
                found[file] = font
        return dict(sorted(found.items()))


def describe_fonts(found: OtherFonts) -> str:
    """Say in a line what was used for which locked font."""
    return ", ".join(
        f"{file} ({font['family']} of this system, {font['file']})"
        if "family" in font
        else f"{file} (with other bytes)"
        for file, font in sorted(found.items())
    )
