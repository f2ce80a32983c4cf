"""A work: the drafts of its language versions, and what they say about it together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.draft.draft import Draft, Facts, Remark
from masthead.importing import problems
from masthead.importing.letters import Letter, read_letter
from masthead.project import Project
from masthead.series.kinds import apply_kind, choose_kind, load_kinds
from masthead.series.series import Series, find_series
from masthead.symbol import find_fault

_ORDER = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages in the order of their English names, as the Organization lists them."""
_PARTS = re.compile(
    r"(\d) ?([A-Z])(?:, ?[A-Z])*(?: ?[-–] ?| and | et | y | и | و ?| ?和 ?| ?至 ?)([A-Z])$"
)
"""Several parts in words: ``76/416 A and B``."""
CORRIGENDUM = "corrigendum"
_PART = re.compile(r"(?<=\d) (?=[A-Z](?:-[A-Z])?(?:/|$))")


class Work(Struct):
    """A work in all the languages that came in."""

    symbol: str
    series: str
    of_series: Series
    kind: str
    """The kind of paper: ``resolution``, ``decision``, or another one of the series."""
    says_kind: bool
    """Whether the paper has to say its kind: it is not the one of its symbol."""
    original: str
    drafts: dict[str, Draft]
    letter: Letter | None = None
    """Who writes to whom, where it is a letter."""

    @property
    def facts(self) -> Facts:
        """The facts as the original says them, or the first file."""
        return self.drafts[self.lead].facts

    @property
    def lead(self) -> str:
        """The language whose file is looked at first."""
        return next(
            (code for code in (self.original, "en") if code in self.drafts), next(iter(self.drafts))
        )


def gather_work(project: Project, drafts: Sequence[Draft]) -> Work:
    """Gather the files of one work. Raises PaperError when they are not of one."""
    faults: list[Diagnostic] = []
    gathered: dict[str, Draft] = {}
    first = drafts[0]
    symbols = _read_symbols(drafts)
    symbol = symbols[0]
    for draft, mine in zip(drafts, symbols, strict=True):
        if draft.code in gathered:
            other = gathered[draft.code].file
            faults.append(problems.TWICE.at(Place(draft.file), code=draft.code, other=other))
        elif mine != symbol:
            faults.append(
                problems.OTHER_WORK.at(Place(draft.file), work=mine, other=first.file, first=symbol)
            )
        else:
            gathered[draft.code] = draft
    if faults:
        raise PaperError(faults)
    name, series = choose_series(project, symbol, first.file)
    missing = [code for code in gathered if code not in series.body]
    if missing:
        raise PaperError([
            problems.NOT_IN_SERIES.at(Place(gathered[code].file), series=name, code=code)
            for code in missing
        ])  # fmt: skip
    ordered = {code: gathered[code] for code in sorted(gathered, key=_rank)}
    wanted = next((kept.facts.original for kept in drafts if kept.facts.original), "")
    original = wanted or ("en" if "en" in ordered else first.code)
    kind = next((kept.facts.kind for kept in drafts if kept.facts.kind), "")
    known = choose_kind(load_kinds(project), series, symbol)
    if kind not in series.kinds:
        kind = known
    kinds = load_kinds(project)
    corrects = any(block.form == "correction" for one in ordered.values() for block in one.blocks())
    if corrects and CORRIGENDUM in kinds.list_of(series):
        kind = CORRIGENDUM
    letter = None if "operative" in kinds.find(kind).units else read_letter(project, ordered)
    if letter is not None and letter.form in kinds.list_of(series):
        kind = known = letter.form
    else:
        letter = None
    return Work(
        symbol, name, apply_kind(series, kind), kind, kind != known, original, ordered, letter
    )  # fmt: skip


def _rank(code: str) -> int:
    return _ORDER.index(code) if code in _ORDER else len(_ORDER)


def _read_symbols(drafts: Sequence[Draft]) -> list[str]:
    """Read the symbols of all files; a version of the same work as another may lack its own.

    Raises PaperError when none can be read.
    """
    found: dict[str, str] = {}
    fault: PaperError | None = None
    read: list[str | None] = []
    for draft in drafts:
        try:
            symbol = read_symbol(draft)
        except PaperError as error:
            fault = fault or error
            read.append(None)
            continue
        read.append(symbol)
        if draft.work:
            found.setdefault(draft.work, symbol)
    symbols = []
    for draft, kept in zip(drafts, read, strict=True):
        known = found.get(draft.work)
        if known is not None and kept is None:
            shown = draft.facts.symbol
            draft.remarks.append(
                Remark(draft.file, 1, f"the symbol is {shown!r}; it is taken for {known}")
            )
        if known is None and kept is None and fault is not None:
            raise fault
        symbols.append(kept or known or "")
    return symbols


def read_symbol(draft: Draft) -> str:
    """Read the symbol of a file. Raises PaperError when it is none."""
    symbol = " ".join(draft.facts.symbol.replace("∕", "/").split()).rstrip("*. ")
    symbol = re.sub(r"\s*/\s*", "/", symbol)
    symbol = _PART.sub("", _PARTS.sub(r"\1\2-\3", symbol))
    fault = find_fault(symbol)
    if fault:
        place, shown = Place(draft.file), draft.facts.symbol
        raise PaperError([problems.NO_SYMBOL.at(place, symbol=shown, reason=fault[0])])
    return symbol


def choose_series(project: Project, symbol: str, file: str) -> tuple[str, Series]:
    """Choose the series of a symbol. Raises PaperError when there is none."""
    place = Place(file)
    if found := find_series(project, symbol, place):
        return found
    raise PaperError([problems.NO_SERIES.at(place, symbol=symbol)])
