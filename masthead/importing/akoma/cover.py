"""The first page and the last lines of an Akoma Ntoso file, and what it says about the work."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lxml.etree import _Element

from masthead.draft.content import drop_emphasis, join_lines, tidy
from masthead.draft.draft import Facts, say
from masthead.importing.akoma.content import ContentReader
from masthead.importing.akoma.document import CODES, find, find_all, name_of, text_of
from masthead.syntax.text import Content, Inline, LineBreak, Plain

COMMITTEES = {f"{one}Committee": one for one in ("first", "second", "third", "fourth", "fifth",
                                                  "sixth")}  # fmt: skip
_LANGUAGES = {"arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru",
              "spanish": "es"}  # fmt: skip
_VOTES = {"inFavour": "for", "against": "against", "abstaining": "abstaining"}
_ITEM = re.compile(r"(?<![\d/.])(\d{1,3})(?:\s*\((\w)\)|\s*([a-z])\)|\s*([a-z])\b)?")
_EXPRESSION = re.compile(r"/([a-z]{2,3})(?:-[a-z]+)?@")
"""The language in the address of a text: ``/akn/un/…/eng@/``."""
_UNKNOWN = datetime.date(1, 1, 1)


def read_facts(root: _Element, cover: _Element | None, reader: ContentReader) -> Facts:
    """Read the facts of a file; what a line says that is not known is remarked."""
    facts = Facts()
    _read_work(root, facts)
    if cover is not None:
        for paragraph in cover:
            _read_line(paragraph, facts, reader)
    else:
        reader.remark(root, "there is no first page (<coverPage>)")
    _read_vote(root, facts)
    return facts


def _read_work(root: _Element, facts: Facts) -> None:
    for name, found in (("adoption", "adopted"), ("publication", "date")):
        for element in find_all(root, "FRBRdate"):
            if element.get("name") == name and getattr(facts, found) is None:
                setattr(facts, found, read_date(element.get("date")))
    statement = find(root, "statement")
    kind = statement.get("name") if statement is not None else ""
    facts.kind = (kind or "").strip().lower()
    for step in find_all(root, "step"):
        if step.get("outcome") == "recommendedForAdoption":
            facts.report = facts.report or (step.get("as") or "").strip()
            facts.paragraph = facts.paragraph or (step.get("refersTo") or "").strip()
    docket = find(root, "docketNumber")
    if docket is not None and (match := re.match(r"[\w.]*\d\d-\d{5}", text_of(docket).strip())):
        facts.job = match[0]


def read_date(written: str | None) -> datetime.date | None:
    """Read a date; 0001-01-01 stands for one that is not known."""
    try:
        date = datetime.date.fromisoformat((written or "").strip())
    except ValueError:
        return None
    return None if date == _UNKNOWN else date


def _read_line(  # noqa: C901, PLR0912  # a table of elements, one case each
    line: _Element, facts: Facts, reader: ContentReader
) -> None:
    """Read a line of the first page by the elements in it."""
    understood = False
    for element in line.iter():
        name, refers = name_of(element), (element.get("refersTo") or "").lstrip("#")
        kind = element.get("name") or ""
        words = _say(element)
        match name:
            case "docNumber":
                facts.symbol = facts.symbol or words
            case "docDate" if refers != "adoptionDate":
                facts.date = read_date(element.get("date")) or facts.date
            case "docDate":
                facts.adopted = facts.adopted or read_date(element.get("date"))
            case "session":
                facts.session = facts.session or (element.get("value") or "").strip()
                facts.lines["session"] = words
            case "date":
                _read_day(element, refers, facts)
            case "inline" if kind == "agenda item":
                facts.items += _list_items(element.get("title") or words, facts.items)
                facts.lines["agenda"] = words
            case "inline" if kind == "agenda item name":
                title = drop_emphasis(reader.read_tidy(element))
                facts.agenda_titles.append(title)
                facts.agenda_title = join_lines(facts.agenda_titles)
            case "inline" if kind == "originalLanguage":
                facts.original = _LANGUAGES.get(refers.lower(), "")
            case "inline" if kind == "adoptionMeeting":
                facts.meeting = facts.meeting or _read_number(element)
            case "inline" if kind == "originating document":
                pass
            case "docTitle":
                if text := drop_emphasis(reader.read_tidy(element)):
                    facts.adoption.append(text)
            case "docProponent":
                facts.committee = COMMITTEES.get(refers, "")
                basis = reader.read_tidy(element)
                if re.match(r"\s*[\[［]", say(basis)):
                    facts.basis = _strip_brackets(basis)
                elif facts.adoption and words:
                    facts.adoption.append(basis)
                elif words:
                    reader.remark(line, f"a line of the first page has no place: {words}")
            case "docAuthority" | "docStatus" | "img" | "docType" | "event":
                pass
            case _:
                continue
        understood = True
    if not understood and (words := _say(line)):
        reader.remark(line, f"a line of the first page is not understood: {words}")


def _read_day(element: _Element, refers: str, facts: Facts) -> None:
    if refers == "startDate":
        facts.start = read_date(element.get("date"))
    elif refers == "endDate":
        facts.end = read_date(element.get("date"))


def _list_items(written: str, known: list[str]) -> list[str]:
    found = []
    for match in _ITEM.finditer(written):
        letter = match[2] or match[3] or match[4] or ""
        if letter and not re.fullmatch("[a-z]", letter):
            letter = _to_latin(letter)
        item = f"{match[1]} ({letter})" if letter else match[1]
        if item not in known and item not in found:
            found.append(item)
    return found


def _to_latin(letter: str) -> str:
    abjad = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
    return "abcdefghijklmnopqrstuvwxyz"[abjad.index(letter)] if letter in abjad[:26] else ""


def _read_number(element: _Element) -> str:
    match = re.search(r"\d+", element.get("title") or "") or re.search(r"\d+", _say(element))
    return match[0] if match else ""


def _strip_brackets(content: Content) -> Content:
    made = list(content)
    if made and isinstance(first := made[0], Plain):
        made[0] = Plain(re.sub(r"\A\s*[\[［]\s*", "", first.text))
    if made and isinstance(last := made[-1], Plain):
        made[-1] = Plain(re.sub(r"\s*[\]］]\s*\Z", "", last.text))
    return tuple(one for one in made if not isinstance(one, Plain) or one.text)


def read_title(preface: _Element, facts: Facts, reader: ContentReader) -> None:
    """Read number and title before a text; what else stands there is a further line of the title.

    A resolution that came in several parts has the letter of its part there.
    """
    lines: list[Content] = []
    for element, content in _list_lines(preface, reader):
        name = name_of(element)
        if name == "docNumber" and not facts.number:
            facts.number = say(content)
        elif name == "authorialNote":
            lines[-1:] = [(*(lines[-1] if lines else ()), *content)]
        elif content:
            lines.append(_strip_number(content, facts.number))
    facts.title = join_lines(lines)


def _list_lines(
    preface: _Element, reader: ContentReader
) -> Iterator[tuple[_Element, Content]]:  # fmt: skip
    """List the lines before a text: the elements of its paragraphs, and words beside them."""
    for paragraph in preface:
        parts = [one for one in paragraph if name_of(one)]
        if not parts or name_of(paragraph) not in ("p", "container", "block"):
            yield paragraph, drop_emphasis(reader.read_tidy(paragraph))
            continue
        beside = tidy(tuple(reader.read_words(paragraph, paragraph.text)), reader.language)
        yield paragraph, beside
        for at, element in enumerate(parts):
            near = {name_of(one) for one in (*parts[max(at - 1, 0) : at], *parts[at + 1 : at + 2])}
            if name_of(element) == "authorialNote":
                yield element, tidy(tuple(reader.read_child(element)), reader.language)
            elif text_of(element).strip() not in ("(", ")") or "authorialNote" not in near:
                yield element, drop_emphasis(reader.read_tidy(element))
            beside = tidy(tuple(reader.read_words(paragraph, element.tail)), reader.language)
            yield paragraph, beside


def _strip_number(content: Content, number: str) -> Content:
    """Leave out the number that is typed once more before a title, and the dash after it."""
    if not number or not content or not isinstance(first := content[0], Plain):
        return content
    kept = re.sub(r"\A[\s.–—-]+", "", first.text.removeprefix(number))
    return (Plain(kept), *content[1:]) if kept else content[1:]


def read_conclusions(part: _Element, facts: Facts, reader: ContentReader) -> list[Content]:
    """Read the last lines: meeting and date of the adoption, and what else stands there."""
    lines: list[Content] = []
    for paragraph in part:
        if not name_of(paragraph):
            continue
        for element in paragraph.iter():
            name = name_of(element)
            if name == "inline" and element.get("name") == "adoptionMeeting":
                facts.meeting = facts.meeting or _read_number(element)
            elif name in ("docDate", "date"):
                facts.adopted = facts.adopted or read_date(element.get("date"))
        line: list[Inline] = []
        for inline in (*reader.read_tidy(paragraph), LineBreak()):
            if not isinstance(inline, LineBreak):
                line.append(inline)
            elif content := tidy(tuple(line), reader.language):
                lines.append(content)
                line = []
    return lines


def _read_vote(root: _Element, facts: Facts) -> None:
    for count in find_all(root, "count"):
        way = _VOTES.get((count.get("refersTo") or "").lstrip("#"))
        value = (count.get("value") or "").strip()
        if way and value.isdigit():
            voters = tuple(_say(one) for one in find_all(count, "organization"))
            facts.vote[way] = (int(value), voters)


def find_language(root: _Element) -> str:
    """Find the language of a file as it says it: ``eng``; empty when it does not."""
    return next(_list_languages(root), "")


def _list_languages(root: _Element) -> Iterator[str]:
    """List what a file says of its language: as such, in the address of its text, as XML does."""
    element = find(root, "FRBRlanguage")
    addresses = [
        one.get("value") or "" for above in find_all(root, "FRBRExpression")
        for one in above if name_of(one) in ("FRBRuri", "FRBRthis")
    ]  # fmt: skip
    said = [element.get("language") or ""] if element is not None else []
    said += [match[1] for match in map(_EXPRESSION.search, addresses) if match]
    said.append(root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    yield from filter(None, (one.strip().lower() for one in said))


def read_language(root: _Element) -> str:
    """Read the code of a file's language; empty when it is not known."""
    for said in _list_languages(root):
        bare = re.split("[-_]", said)[0]
        code = CODES.get(bare) or _LANGUAGES.get(bare) or (bare if len(bare) == 2 else "")
        if code:
            return code
    return ""


def find_work(root: _Element) -> str:
    """Find the name of the work, which is that of all its language versions."""
    for name in ("FRBRuri", "FRBRthis"):
        element = find(root, name)
        if element is not None and (value := (element.get("value") or "").strip("/")):
            return value
    return ""


def _say(element: _Element) -> str:
    import html

    return " ".join(html.unescape(text_of(element)).replace("\xa0", " ").split())
