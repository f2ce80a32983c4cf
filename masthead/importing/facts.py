"""The head of a paper, of what the files say: what is made is typed only where they say otherwise.

Lines that the paper makes (adoption, session, opening, closing) are compared with those of the
files; where words can be given instead, they are those of the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.draft.content import join_lines
from masthead.draft.draft import Facts, say
from masthead.draft.labels import normalize
from masthead.draft.patterns import read_pattern, write_date_form
from masthead.edition.edition import Content as Made
from masthead.edition.edition import plain_text
from masthead.edition.resolve import Head, resolve_head
from masthead.importing import problems
from masthead.importing.letters import read_letter
from masthead.importing.texts import TextMaker, has_words
from masthead.importing.word.front import FrontReader
from masthead.importing.work import Work
from masthead.language.language import load_language
from masthead.paper import Adoption, Agenda, Communication, Job, Meeting, Paper, Paragraph, Version
from masthead.paper.facts import TitledItem
from masthead.paper.numbers import MOST_LABEL
from masthead.project import Project
from masthead.series.kinds import load_kinds
from masthead.series.series import read_session, read_symbol_fields
from masthead.syntax.text import Content, Plain, Text


class HeadMaker(Struct):
    """Makes the head of a paper: its keys and their values, without text and notes."""

    project: Project
    work: Work
    maker: TextMaker
    diagnostics: list[Diagnostic] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)

    @property
    def adopts(self) -> bool:
        """Whether papers of its kind have a record of their adoption."""
        return "adoption" in load_kinds(self.project).find(self.work.kind).facts

    def make(self) -> dict[str, Any]:
        """Make everything that stands before the text. Raises PaperError without a date."""
        work, facts = self.work, self.work.facts
        date = facts.date or facts.adopted
        if date is None:
            raise PaperError([problems.NO_DATE.at(Place(work.drafts[work.lead].file))])
        self.values = {
            "symbol": work.symbol, "series": work.series, "date": date, "original": work.original,
            "versions": {code: _make_version(one.facts) for code, one in work.drafts.items()},
        }  # fmt: skip
        if facts.station in work.of_series.stations[1:]:
            self.values["station"] = facts.station
        printed = "general" if work.of_series.distribution else ""
        if facts.distribution and facts.distribution != printed:
            self.values["distribution"] = facts.distribution
        if work.says_kind:
            self.values["kind"] = work.kind
        self._add_session(facts)
        self._add_agenda(facts)
        if facts.notes_end:
            self.values["notes_at"] = "end"
        if facts.job:
            dates = {
                code: one.facts.job_dates for code, one in self.work.drafts.items()
                if one.facts.job_dates
            }  # fmt: skip
            self.values["job"] = Job(number=facts.job, dates=dates) if dates else facts.job
        self._add_adoption(facts)
        self._add_title()
        self._add_letter()
        self.heads = self._resolve()
        self._compare()
        return self.values

    def _add_session(self, facts: Facts) -> None:
        fields = read_symbol_fields(self.work.of_series, self.work.symbol) or {}
        named = read_session(fields)
        if facts.session.isdigit() and 0 < int(facts.session) < 1000 and not (
            {"special", "emergency"} & fields.keys()
        ):  # fmt: skip
            session = int(facts.session)
            if named is None or named == session:
                self.values["session"] = session
        if facts.start and facts.end and facts.start <= facts.end:
            city = facts.city or None
            self.values["meeting"] = Meeting(city=city, start=facts.start, end=facts.end)

    def _add_agenda(self, facts: Facts) -> None:
        items = [int(item) if item.isdigit() else item for item in facts.items]
        if not items:
            return
        if self._add_items(items, facts):
            return
        titles = self._localize(lambda one: one.agenda_title)
        if missing := [code for code in self.work.drafts if titles and code not in titles]:
            said = "; ".join(f"{code}: {text.raw}" for code, text in titles.items())
            what = f"the title of the agenda item is not in {', '.join(missing)} and left out"
            self._lose(what, said)
            titles = {}
        try:
            self.values["agenda"] = Agenda(
                item=items[0] if len(items) == 1 else items,
                title=titles or None,
                provisional=facts.provisional,
                preliminary=facts.preliminary,
                document=facts.document or None,
            )
        except ValueError:
            self._lose("the agenda item is not understood", facts.lines.get("agenda", ""))

    def _add_items(self, items: list[int | str], facts: Facts) -> bool:
        """Add items with titles of their own, where every language has one for each."""
        drafts = self.work.drafts.items()
        counts = {len(one.facts.agenda_titles) for _, one in drafts}
        if counts != {len(items)} or len(items) < 2:
            return False
        made = []
        for place, item in enumerate(items):
            title = self._make({code: one.facts.agenda_titles[place] for code, one in drafts})
            made.append(TitledItem(item=item, title=title))
        self.values["agenda"] = Agenda(
            items=made, provisional=facts.provisional, preliminary=facts.preliminary,
            document=facts.document or None,
        )  # fmt: skip
        return True

    def _add_adoption(self, facts: Facts) -> None:
        if facts.adopted is None or not self.adopts:
            return
        values: dict[str, Any] = {"date": facts.adopted}
        if facts.meeting.isdigit():
            values["meeting"] = int(facts.meeting)
        if facts.report and self._has_basis():
            values["report"] = facts.report
            if facts.committee:
                values["committee"] = facts.committee
            if re.fullmatch(r"\d+", facts.paragraph):
                values["paragraph"] = int(facts.paragraph)
            elif re.fullmatch(r"\d+[–-]\d+", facts.paragraph):
                values["paragraph"] = facts.paragraph
        self.values["adoption"] = Adoption(**values)

    def _has_basis(self) -> bool:
        return any(draft.facts.basis for draft in self.work.drafts.values())

    def _add_letter(self) -> None:
        """Say who writes to whom: the title is made of that."""
        letter = read_letter(self.project, self.work.drafts)  # whose notes have their keys now
        if self.work.letter is None or letter is None:
            return
        parties = {name: self._make(contents) for name, contents in letter.parties.items()}
        if any(len(texts) < len(self.work.drafts) for texts in parties.values()):
            return
        values = {"form": letter.form, "date": letter.date, **parties}
        self.values["communication"] = Communication.model_validate(values)
        del self.values["title"]

    def _add_title(self) -> None:
        """Add the title; what stands above it and is not made by the paper goes before it."""
        titles: dict[str, Content] = {}
        bylines: dict[str, Content] = {}
        series = self.work.of_series
        for code, draft in self.work.drafts.items():
            facts = draft.facts
            if not facts.title:
                titles[code], *rest = facts.adoption or [()]
                bylines[code] = () if series.adopted_below else join_lines(rest)
                continue
            above = [] if series.adopted and self.adopts else list(facts.adoption)
            if facts.basis and not self.adopts:
                above.append((Plain("["), *facts.basis, Plain("]")))
            number: Content = (Plain(f"{facts.number} "),) if facts.number else ()
            if series.title_label:  # which would stand before what stands above the title
                titles[code], bylines[code] = facts.title, join_lines(above)
            else:
                titles[code] = join_lines([*above, (*number, *facts.title)])
            if facts.byline:
                bylines[code] = facts.byline
        self.values["title"] = self._make(titles)
        if any(bylines.values()):
            self.values["byline"] = self._make(bylines)
        for name, find in (
            ("subtitle", lambda one: one.subtitle), ("symbol_note", lambda one: one.symbol_note),
            ("sponsors", lambda one: one.sponsors),
        ):  # fmt: skip
            if made := self._localize(find):
                self.values[name] = made
        self._add_reissue()

    def _add_reissue(self) -> None:
        """Say when it was issued again, where the note to the symbol says that alone."""
        found = set()
        for code, draft in self.work.drafts.items():
            language = load_language(self.project, code)
            parts = (
                read_pattern(language.reissued, draft.facts.symbol_note, write_date_form(language))
                or {}
            )
            front = FrontReader(self.project, language, draft.facts)
            dates = front.find_dates(say(parts["date"])) if "date" in parts else []
            found.add(dates[0] if len(dates) == 1 else None)
        if len(found) == 1 and (date := found.pop()) is not None:
            self.values["reissued"] = date
            self.values.pop("symbol_note", None)

    def _localize(self, find: Callable[[Facts], Content]) -> dict[str, Text]:
        return self._make({code: find(one.facts) for code, one in self.work.drafts.items()})

    def _make(self, contents: Mapping[str, Content]) -> dict[str, Text]:
        texts = {}
        for code, content in contents.items():
            if has_words(content):
                self.maker.file = self.work.drafts[code].file
                texts[code] = self.maker.make(content)
        return texts

    # --- what is made, beside what the files say --------------------------------------------

    def _resolve(self) -> dict[str, Head]:
        """Resolve the head in every language, over a text of one word."""
        word = self.maker.make((Plain("x"),))
        codes = tuple(self.work.drafts)
        values = dict(self.values)
        if "communication" not in values:
            values["title"] = {code: values["title"].get(code, word) for code in codes}
        if values.get("byline"):
            values["byline"] = {code: values["byline"].get(code, word) for code in codes}
        paper = Paper(
            **values, text=[Paragraph.model_validate({"paragraph": dict.fromkeys(codes, word)})]
        )
        heads = {}
        for code in codes:
            try:
                heads[code] = resolve_head(self.project, paper, code)
            except PaperError as error:
                self.diagnostics += error.diagnostics
        return heads

    def _compare(self) -> None:
        lines: list[tuple[str, str, str]] = []
        basis: dict[str, tuple[str, str]] = {}
        for code, head in self.heads.items():
            facts = self.work.drafts[code].facts
            series = self.work.of_series
            above = [plain_text(content) for content in head.adoption]
            if series.adopted and facts.adoption:
                lines.append((code, say(facts.adoption[0]), above.pop(0) if above else ""))
            if series.adopted_below and len(facts.adoption) > 1:
                lines.append((code, say(facts.adoption[1]), plain_text(head.byline)))
            printed = bool(series.adopted) + bool(series.adopted_below)
            for line in facts.adoption[printed:] if facts.title and series.adopted else ():
                self._lose("a line of the first page has no place", say(line))
            if facts.basis or above:
                basis[code] = (say(facts.basis), above[0].strip("[]") if above else "")
            for name, kind in (("session", "session"), ("agenda", "agenda-item")):
                if facts.lines.get(name):
                    found = [one for one in head.masthead.lines if one.kind == kind]
                    lines.append((code, facts.lines[name], _first([f.content for f in found])))
            if series.title_label and not is_alike(facts.number, head.title_label or ""):
                self._print_number(code, facts.number, head.title_label or "")
        if self.adopts and any(not is_alike(*pair) for pair in basis.values()):
            self._say_basis()
        for code, typed, made in lines:
            if not is_alike(typed, made):
                self._differ(code, typed, made)

    def _print_number(self, code: str, typed: str, made: str) -> None:
        """Print the number before the title as an official file has it; of others it is told."""
        if self.work.drafts[code].is_word or len(typed) > MOST_LABEL:
            if typed:
                self._differ(code, typed, made)
            return
        self.values.setdefault("printed", {})[code] = typed
        place = Place(self.work.drafts[code].file)
        shown = typed or "no number"
        self.diagnostics.append(problems.PRINTED.at(place, code=code, typed=shown, made=made))

    def _say_basis(self) -> None:
        """Give the basis in the files' own words: what is made of the record would be others."""
        adoption = self.values.get("adoption")
        texts = self._localize(lambda one: one.basis)
        if adoption is None or not texts:
            return
        kept = {"date": adoption.date, "meeting": adoption.meeting, "basis": texts}
        self.values["adoption"] = Adoption(**kept)

    def _differ(self, code: str, typed: str, made: str) -> None:
        place = Place(self.work.drafts[code].file)
        self.diagnostics.append(
            problems.OTHERWISE.at(place, code=code, typed=typed, made=made or "nothing")
        )

    def _lose(self, what: str, typed: str) -> None:
        place = Place(self.work.drafts[self.work.lead].file)
        message = f"{what}: {typed}"
        self.diagnostics.append(problems.NOT_TAKEN.at(place, message=message))


def _make_version(facts: Facts) -> Version:
    if facts.status != "unofficial-translation":
        return Version()
    values = {"status": facts.status, "from": facts.translated or None}
    return Version.model_validate(values)


def _first(contents: Iterable[Made]) -> str:
    return next((plain_text(content) for content in contents), "")


def is_alike(typed: str, made: str) -> bool:
    """Whether two lines say the same: spaces, points and marks at their ends do not count."""
    return _squeeze(typed) == _squeeze(made)


def _squeeze(text: str) -> str:
    return re.sub(r"\A[.,،:;\[\]]+|[.,،:;\[\]-]+\Z", "", normalize(text)).casefold()
