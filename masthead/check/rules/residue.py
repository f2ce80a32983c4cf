"""Left over: marks of other markup languages, and what programs leave in text copied from them.

All of it is text in this format, and is printed as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from masthead.check.lookalikes import MARKUP
from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.syntax.text import Link
from masthead.syntax.unseen import is_unseen
from masthead.write.edit import Edit

FORMAT = "the source format: everything that is not its own markup is text"

_LEFT_OVER = (
    (Pattern(r"\A> ?(?=\S)", ">"), "a quotation of Markdown", "delete it"),
    (Pattern(r"(?<![\w/.])(__?)(?=\S)[^_\n]+(?<=\S)\1(?!\w)", "_"), "emphasis of Markdown",
     "write *words*, or **words**"),
    (Pattern(r"(`{1,3})[^`\n]+\1", "`"), "code of Markdown", "write the words alone"),
    (Pattern(r"(~~)(?=\S)[^~\n]+(?<=\S)~~", "~~"), "a deletion of Markdown",
     "delete it, or write the words alone"),
    (Pattern(r"!(?=\[[^\]\n]*\]\()", "!["), "a picture of Markdown", "write the words alone"),
    (Pattern(r"\|(?:[^|\n]+\|){2,}|\A[^|\n]+(?: \| [^|\n]+){2,}\Z", "|"), "a row of a table",
     "write it in words"),
    (Pattern(r"\[\[[^\[\]\n]+\]\]", "[["), "a link of a wiki", "write [words](https://…)"),
    (Pattern(r"\{\{[^{}\n]+\}\}", "{{"), "a template of a wiki", "write the words that it makes"),
    (Pattern(r"'{2,5}(?=[^\W_])[^'\n]+'{2,5}", "''"), "emphasis of a wiki",
     "write *words*, or **words**"),
    (Pattern(r"``[^`'\n]+''", "``"), "a quotation of TeX", "quote with the marks of the language"),
    (Pattern(r"\A(={2,6}) ?[^=\n]+ ?\1\Z", "=="), "a heading of a wiki", "write a unit heading:"),
    (Pattern(r"\\[A-Za-z]{2,}\*?(?:\[[^\]\n]*\])?\{[^{}\n]*\}", "\\"), "a command of TeX",
     "write what it prints"),
    (Pattern(r"(?<=\w)\^(?:-?\d+|\{[^{}\n]*\})(?![\^\d])", "^"), "a power of TeX", "write m^2^"),
    (Pattern(r"(?<=\w)_\{[^{}\n]*\}", "_{"), "an index of TeX", "write CO~2~"),
    (Pattern(r"\b(?:HYPERLINK|INCLUDEPICTURE) \"[^\"]*\"|\b(?:PAGEREF|REF|NOTEREF) _[A-Z]\w+"
             r"(?: \\[a-z])*|\bMERGEFIELD \w+", "HYPERLINK", "REF _", "INCLUDEPICTURE",
             "MERGEFIELD"), "a field of a word processor", "write what it showed"),
    (Pattern(r"(?:Error|¡?Error|Erreur ?|Ошибка|خطأ) ?! ?(?:Reference source|Bookmark"
             r"|No se encuentra|Marcador|Source du renvoi|Signet|Источник ссылки|Закладка"
             r"|لم يتم)[^.!]*|错误[！!] ?未(?:找到引用源|定义书签)",
             "Error!", "Erreur", "Ошибка", "خطأ", "错误"),
     "a reference that a word processor lost", "refer with [@id]"),
)  # fmt: skip


@rule(
    "S022",
    "{found!r} is {what}: it is printed as it stands",
    "{hint}",
    source=FORMAT,
)
def leave_no_markup_of_others(passage: Passage) -> Iterator[Hit]:
    """No marks of other markup languages stand in a text: of Markdown, wikis, TeX, word processors.

    They come with text written elsewhere, and readers see them.

    Good: The *first* part is **short**; see [@intro], A/80/1 and rule_1.
    Bad: > quoted words
    Bad: The __first__ part is _short_.
    Bad: See `the list` and Error! Reference source not found.
    """
    text = passage.text
    for pattern, what, hint in _LEFT_OVER:
        for match in pattern.find(text):
            yield passage.hit(*match.span(), found=match[0].strip()[:40], what=what, hint=hint)


_SIGN = re.compile(r"[ \t]*(#+)(?![\d#])")


@rule(
    "S027",
    "{found!r} begins a line of a text: it is printed with it",
    "a comment stands above the block, no further in than its key; a heading is a unit heading:",
    source=FORMAT,
)
def write_comments_outside_texts(passage: Passage) -> Iterator[Hit]:
    """No line of a text begins with #.

    Inside a block nothing is a comment: a remark would be printed, and so would the signs with
    which Markdown begins a heading.

    Good: item #4 of the list
    Bad: # ask the editor about this
    Bad: ## Introduction
    """
    written = passage.written
    starts = {0, *(match.end() for match in re.finditer(r"\n", written.raw))}
    starts.update(start for start, _, _ in written.origin.segments)
    for start in sorted(starts):
        if match := _SIGN.match(written.raw, start):
            place = written.at(match.start(1))
            yield Hit(place, len(match[1]), {"found": match[1]}, passage.subject)


_LINE = Pattern(r"^ *(?P<mark>[-*+•▪●◦‣–—]|\(?\w{1,3}[.)]) +(?=\S)", flags=re.MULTILINE)
_BULLET = Pattern(r"(?<=\s)[•▪●■◆‣➢➤►✓✔\uf0b7\uf0a7](?=\s)", *"•▪●■◆‣➢➤►✓✔\uf0b7\uf0a7")


@rule(
    "S023",
    "{found!r}: a list that was typed",
    "write its members as subparagraphs, each a unit of its own",
    source=FORMAT,
)
def type_no_lists(passage: Passage) -> Iterator[Hit]:
    """No list is typed inside a text, line by line or bullet by bullet.

    Lines of a text are joined, so that bullets and numbers stand in the middle of sentences.

    Good: The list has three members: one, two and three.
    Bad: The list has three members: • one • two • three.
    """
    raw = passage.written.raw
    if "\n" in raw:
        lines = list(_LINE.find(raw))
        kinds = Counter(line["mark"].strip("()").isalnum() for line in lines)
        for line in lines:
            mark = line["mark"]
            if kinds[mark.strip("()").isalnum()] > 1:
                place = passage.written.at(line.start("mark"))
                yield Hit(place, len(mark), {"found": mark}, passage.subject)
    for match in _BULLET.find(passage.text):
        yield passage.hit(*match.span())


_ELEMENTS = (
    "a abbr article aside b big blockquote body br caption center cite code dd del div dl dt em "
    "figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i img ins kbd li main "
    "mark meta nav o:p ol p pre q s script section small span strike strong style sub sup table "
    "tbody td tfoot th thead title tr tt u ul var wbr"
)
_TAG = Pattern(
    rf"</?(?P<name>{'|'.join(_ELEMENTS.split())})(?:\s[^<>]*)?/?>|<!--|-->|<!DOCTYPE[^>]*>|<\?xml",
    "<", "-->", flags=re.IGNORECASE,
)  # fmt: skip
_WANTED = {
    **dict.fromkeys(("b", "strong"), "write **words**"),
    **dict.fromkeys(("i", "em", "cite"), "write *words*"),
    **dict.fromkeys(("p", "div", "li"), "begin a unit of its own"),
    "br": "end the line with a backslash",
    "a": "write [words](https://…)",
    "sup": "write m^2^",
    "sub": "write CO~2~",
}


@rule(
    "S024",
    "{found!r} is HTML: it is printed as it stands",
    "{hint}",
    source=FORMAT,
)
def leave_no_tags(passage: Passage) -> Iterator[Hit]:
    """No tags of HTML stand in a text.

    They are text here, and readers see them.

    Good: a value < 5 and > 3, and *important* words
    Bad: the <b>important</b> words<br/>
    """
    for match in _TAG.find(passage.text):
        name = (match["name"] or "").lower()
        hint = _WANTED.get(name, "delete it, and write the words alone")
        yield passage.hit(*match.span(), found=match[0][:40], hint=hint)


_ENTITY = Pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", "&")


@rule(
    "S025",
    "{found!r} is an entity of HTML: it is printed as it stands",
    "type {like}",
    source=FORMAT,
    mends=True,
)
def leave_no_entities(passage: Passage) -> Iterator[Hit]:
    """No entities of HTML stand in a text: characters are typed.

    They are text here, and readers see them.

    Good: research & development; AT&T
    Bad: research &amp; development
    Bad: Cura&ccedil;ao
    """
    for match in _ENTITY.find(passage.text):
        if (meant := _read_entity(match[0])) is None:
            continue
        wanted = " " if meant.isspace() else "".join(c for c in meant if not is_unseen(c))
        escaped = MARKUP.sub(r"\\\g<0>", wanted) if wanted.isprintable() else None
        like = "a plain space" if wanted == " " else wanted or "nothing"
        yield passage.hit(*match.span(), escaped, like=like)


def _read_entity(written: str) -> str | None:
    """Read an entity of HTML, such as ``&ccedil;``; None for a name that HTML does not have."""
    import html.entities  # two thousand names, which few texts need

    known = written[1] == "#" or written[1:] in html.entities.html5
    return html.unescape(written) if known else None


@rule(
    "S026",
    "an invisible character in an address: U+{number:04X}",
    "delete it: the address leads nowhere with it",
    source="RFC 3986: what an address may hold",
    mends=True,
)
def type_addresses_that_lead_there(passage: Passage) -> Iterator[Hit]:
    """No invisible character stands in the address of a link.

    It comes with an address that was copied, and the link leads nowhere.

    Good: [the site](https://www.un.org/en/)
    Bad: [the site](https://www.un.org/\u200ben/)
    """
    written = passage.written
    for inline in written.walk():
        if isinstance(inline, Link) and not inline.target.isascii():
            begin = inline.end - 1 - len(inline.target)
            for offset, character in enumerate(inline.target, start=begin):
                if is_unseen(character):
                    edit = Edit(written, offset, offset + 1, "")
                    fields = {"number": ord(character)}
                    yield Hit(written.at(offset), 1, fields, passage.subject, edit=edit)
