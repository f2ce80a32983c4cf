"""The side of a mark of punctuation on which a language calls a note.

English and Chinese call after it, French, Spanish and Russian before it (Editorial Manual,
footnotes). An author may write the call on either side; here it comes to stand on the right one,
with the other calls of the same place. Only marks that end a clause count, and in languages that
call after them the quotation marks that close there too; a call inside parentheses stays inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.edition.edition import Call, Content, Inline, TableCall, Words
from masthead.patterns import compile_later

if TYPE_CHECKING:
    from masthead.language.language import Language

CALLS = Call | TableCall
_CLOSING = r"(?:[”»\"]|’(?![A-Za-z]))"
_FOLLOWING = compile_later(rf"{_CLOSING}*[.,;:!?…。，；：！？،؛؟]+{_CLOSING}*|{_CLOSING}+")
_PRECEDING = compile_later(r"[\u00a0\u202f]*[.,;:!?…،؛؟]+$")


def place_calls(content: Content, language: Language) -> Content:
    """Put each group of calls on the side of a mark of punctuation where the language has it."""
    made: list[Inline] = []
    position = 0
    while position < len(content):
        inline = content[position]
        if not isinstance(inline, CALLS):
            made.append(inline)
            position += 1
            continue
        end = position
        while end < len(content) and isinstance(content[end], CALLS):
            end += 1
        calls = content[position:end]
        following = content[end] if end < len(content) else None
        if language.calls == "after" and isinstance(following, Words):
            match = _FOLLOWING.match(following.text)
            cut = match.end() if match else 0
            made += [Words(following.text[:cut]), *calls, Words(following.text[cut:])]
            end += 1
        elif language.calls == "before" and made and isinstance(made[-1], Words):
            before = made.pop().text  # type: ignore[union-attr]
            match = _PRECEDING.search(before)
            cut = (
                match.start() if match and not _is_short_form(match[0], following) else len(before)
            )
            made += [Words(before[:cut]), *calls, Words(before[cut:])]
        else:
            made += calls
        position = end
    return _join_words(made)


def split_calls(content: Content) -> tuple[Content, Content]:
    """Split the calls off the end of emphasised content: they belong to the text around it."""
    end = len(content)
    while end and isinstance(content[end - 1], CALLS):
        end -= 1
    return content[:end], content[end:]


def _is_short_form(marks: str, following: Inline | None) -> bool:
    """Whether a point belongs to a short form: the sentence goes on after it in small letters."""
    if marks != "." or not isinstance(following, Words):
        return False
    return following.text.lstrip()[:1].islower()


def _join_words(content: list[Inline]) -> Content:
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Words) and isinstance(last, Words):
            joined[-1] = Words(last.text + inline.text)
        elif inline != Words(""):
            joined.append(inline)
    return tuple(joined)
