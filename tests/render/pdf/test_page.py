"""The page's HTML and style: what an edition needs of its fonts."""

from __future__ import annotations

import msgspec.structs
import pytest

from masthead.edition.edition import (
    Cell,
    Edition,
    Emphasis,
    Link,
    Note,
    Paragraph,
    Row,
    Strong,
    Table,
    Words,
)
from masthead.render.pdf.page import has_strong

PLAIN = (Words("words"),)
BOLD = (Emphasis((Link("https://example.org/", (Strong(PLAIN),)),)),)


def table(form: str, content=PLAIN) -> Table:
    row = Row("t1-r1", form, (Cell("t1-r1-c1", content),))
    return Table("t1", None, PLAIN, (), (row,), (row,), (), "page", (100.0,))


def strip(edition: Edition, **changes: object) -> Edition:
    """An edition with nothing bold in it but what is put there."""
    bare = {"title": PLAIN, "byline": (), "status": (), "body": (), "notes": ()}
    return msgspec.structs.replace(edition, **{**bare, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"title": BOLD},
        {"byline": BOLD},
        {"adoption": (BOLD,)},
        {"body": (Paragraph("p1", 1, "1.", BOLD),)},
        {"notes": (Note("n1", "c-n1", "text", 1, "1", (PLAIN, BOLD)),)},
        {"body": (table("data", BOLD),)},
        {"body": (table("section"),)},
        {"body": (table("total"),)},
    ],
)
def test_bold_words_are_found_wherever_they_stand(edition_zh, changes):
    """Their face is named for these alone: a missing one would be smeared out of the regular."""
    assert has_strong(strip(edition_zh, **changes))


@pytest.mark.parametrize("body", [(), (Paragraph("p1", 1, "1.", PLAIN),), (table("data"),)])
def test_no_bold_face_is_named_that_no_text_needs(edition_zh, body):
    assert not has_strong(strip(edition_zh, body=body))
