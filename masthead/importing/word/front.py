"""The first page: what its lines say of the paper. Nothing is taken from document variables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from masthead.draft.draft import Facts
from masthead.importing.word.content import clean
from masthead.language.cities import load_cities
from masthead.language.language import Language, list_languages, load_language
from masthead.language.numerals import write_label
from masthead.project import Project
from masthead.symbol import find_fault
from masthead.wordfile.model import Block, Paragraph, Table, WordFile

_MOST_SESSIONS = 199
_ITEM = re.compile(r"\d{1,3}(?: ?\([a-z]\))?")
_JOB = r"((?:GE\.)?\b\d{2}-\d{5})"
_SYMBOL = re.compile(r"[A-Z][\w.]*(?:/[\w.()–, -]+)+\*{0,3}")


class FrontReader:
    """Reads lines of the first page into facts."""

    def __init__(self, project: Project, language: Language, facts: Facts) -> None:
        self.language = language
        self.facts = facts
        self.cities = load_cities(project).root
        self.languages = [load_language(project, code) for code in list_languages(project)]
        self.starred = False
        """Whether an asterisk stands at the symbol."""
        self._sessions: dict[str, int] = {}

    def read_heads(self, file: WordFile) -> None:
        """Read the symbol and the lines beside it from the head of the first page."""
        stories = sorted(file.stories, key=lambda story: (story.section, story.pages != "first"))
        lines: list[str] = []
        for story in stories:
            if story.kind == "header":
                lines += _list_lines(story.blocks)
        for line in lines:
            self.read_masthead(line)
        for story in stories:
            if story.kind == "footer" and not self.facts.job:
                self._read_job(" ".join(_list_lines(story.blocks)))

    def _read_job(self, line: str) -> None:
        """Read the job number at the foot of the first page, and the dates beside it."""
        letters = "".join({each.letter for each in self.languages})
        if match := re.search(rf"{_JOB}\*? ?\([{letters}]\)((?:\s+\d{{6}}\b)*)", line):
            self.facts.job, self.facts.job_dates = match[1], match[2].split()

    def is_masthead(self, table: Table) -> bool:
        """Whether a table is the masthead of the first page."""
        lines = list(_list_lines([table]))
        said = " ".join(lines)
        known = any(
            words in said
            for each in self.languages
            for words in (each.organization, each.masthead.original.partition("{")[0].strip())
        )
        return known and any(_SYMBOL.fullmatch(line) for line in lines)

    def read_table(self, table: Table) -> bool:
        """Read a table of the text, where it is the masthead of the first page."""
        if not self.is_masthead(table):
            return False
        for line in _list_lines([table]):
            self.read_masthead(line)
        return True

    def read_masthead(self, line: str) -> bool:
        """Read a line of the masthead: symbol, distribution, date, original."""
        facts = self.facts
        symbol = line.replace("\u2011", "-").strip()
        if _SYMBOL.fullmatch(symbol) and find_fault(symbol.rstrip("*")) is None:
            facts.symbol = facts.symbol or symbol.rstrip("*")
            self.starred = self.starred or symbol.endswith("*")
            return True
        for each in self.languages:
            for kind, said in each.masthead.distribution.items():
                if _fold(line) == _fold(said):
                    facts.distribution = facts.distribution or kind
                    return True
            begin = each.masthead.original.partition("{")[0]
            if begin and _fold(line).startswith(_fold(begin)):
                name = _fold(line)[len(_fold(begin)) :].strip()
                codes = {_fold(word): code for code, word in each.masthead.languages.items()}
                if name in codes:
                    facts.original = facts.original or codes[name]
                    return True
        dates = self.find_dates(line)
        if len(dates) == 1 and len(line) < 40:  # a date by itself
            facts.date = facts.date or dates[0]
            return True
        names = {
            _fold(word) for each in self.languages for word in each.masthead.languages.values()
        }
        return _fold(line) in names or any(line == each.organization for each in self.languages)

    def find_dates(self, text: str) -> list[datetime.date]:
        """Find the days that a line names, in any of the languages."""
        found: list[datetime.date] = []
        if match := re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text):
            return [kept for kept in [_make_date(match[1], match[2], match[3])] if kept]
        for each in (self.language, *self.languages):
            months = {*each.masthead.months, *each.dates.months}
            pattern = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
            day = rf"(?P<day>\d{{1,2}})(?:er|º|-е)?\s+(?:de\s+)?(?P<month>{pattern})"
            matches = list(re.finditer(rf"{day}(?:(?:\s+de)?\s+(?P<year>\d{{4}}))?", text, re.I))
            if not matches or not (year := matches[-1]["year"]):
                continue
            for match in matches:
                month = _find_month(each, match["month"])
                if kept := _make_date(match["year"] or year, str(month), match["day"]):
                    found.append(kept)
            if len(found) == 1 and (
                start := re.search(rf"(\d{{1,2}})\s*[–—-]\s*{day}", text, re.I)
            ):
                first = _make_date(str(found[0].year), str(found[0].month), start[1])
                if first and first < found[0]:
                    found.insert(0, first)
            if found:
                break
        return found

    def read_status(self, line: str) -> bool:
        """Read the line that says that a translation is not official, and from what it is."""
        for status, pattern in self.language.status.items():
            form = re.escape(pattern).replace(re.escape("{language}"), "(.+)")
            if match := re.fullmatch(form, line, re.I):
                names = {
                    _fold(name): code
                    for names in (self.language.language_names, self.language.masthead.languages)
                    for code, name in names.items()
                }
                self.facts.status = status
                self.facts.translated = names.get(_fold(match[1]), "") if match.groups() else ""
                return True
        return False

    def read_line(self, line: str) -> bool:
        """Read a line under the masthead: session, place and days, agenda item."""
        return self._read_session(line) or self._read_place(line) or self._read_agenda(line)

    def _read_session(self, line: str) -> bool:
        if not self._sessions:
            for number in range(1, _MOST_SESSIONS + 1):
                try:
                    said = write_label(self.language, self.language.session.session, number)
                except ValueError:
                    break
                self._sessions[_fold(said)] = number
        number = self._sessions.get(_fold(line), 0)
        if number:
            self.facts.session = str(number)
        return bool(number)

    def _read_place(self, line: str) -> bool:
        dates = self.find_dates(line)
        for city, names in self.cities.items():
            if line.startswith(names.get(self.language.code, "\0")) and dates:
                self.facts.city = city
                self.facts.start, self.facts.end = dates[0], dates[-1]
                return True
        if len(dates) == 2 and len(line) < 80:  # a range
            self.facts.start, self.facts.end = dates
            return True
        return False

    def _read_agenda(self, line: str) -> bool:
        words = self.language.session
        provisional = (words.provisional_item, words.provisional_items, words.provisional_two)
        preliminary = (words.preliminary_item, words.preliminary_items, words.preliminary_two)
        plain = (words.agenda_item, words.agenda_items, words.agenda_two)
        for pattern in (*provisional, *preliminary, *plain):
            if not pattern:
                continue
            form = re.sub(r"\\\{\w+\\\}", "(.+)", re.escape(pattern))
            match = re.fullmatch(form, line, re.I)
            if match and (items := _ITEM.findall(match[1])):
                self.facts.items = [re.sub(r" ?\(", " (", item) for item in items]
                self.facts.provisional = pattern in provisional
                self.facts.preliminary = pattern in preliminary
                return True
        return False


def _find_month(language: Language, name: str) -> int:
    for months in (language.masthead.months, language.dates.months):
        for number, month in enumerate(months, 1):
            if month.casefold() == name.casefold():
                return number
    return 0


def _make_date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _fold(text: str) -> str:
    return " ".join(clean(text).casefold().replace(" :", ":").split())


def _list_lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        paragraphs: Iterator[Paragraph] | tuple[Paragraph, ...]
        paragraphs = block.paragraphs() if isinstance(block, Table) else (block,)
        for paragraph in paragraphs:
            for line in clean(paragraph.text.replace("\n", "\n")).split("\n"):
                if line.strip():
                    yield line.strip()
