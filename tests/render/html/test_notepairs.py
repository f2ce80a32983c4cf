"""Side by side, a note stands in a row of its own even where some versions do not have it."""

from __future__ import annotations

import pytest
from lxml import html

from masthead.project import Project
from masthead.render.html import render_parallel
from tests.edition.papers import resolve
from tests.read.test_links import ALLOWED, NOTES, write


@pytest.mark.parametrize("where", ["page", "end"])
def test_every_call_leads_to_the_row_of_its_note(project: Project, where: str) -> None:
    source = write(notes=f"{NOTES}t: {{fr: Titre., {ALLOWED}}}\n")
    source = source.replace("text:\n", f"notes_at: {where}\ntext:\n", 1)
    source = source.replace("fr: Words", "fr: 'Words[^t]'", 1)
    editions = [resolve(project, source, code) for code in ("en", "fr", "zh")]
    data = render_parallel(project, editions)
    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    rows = {
        row.get("id"): [" ".join(cell.text_content().split()) for cell in row.xpath("./div")]
        for row in page.xpath("//div[@class='row']")
        if row.get("id") in ("s1", "n1", "n2", "n3", "n4")
    }
    assert rows == {
        "s1": ["", "* Titre.", ""],
        "n1": ["1 First.", "1 Premier.", "1 第一。"],
        "n2": ["", "2 Deuxième.", "2 第二。"],
        "n3": ["2 Third.", "3 Troisième.", "3 第三。"],
    }
    calls = page.xpath("//a[@href='#n3']")
    assert [call.text_content().strip(" ()") for call in calls] == ["2", "3", "3"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//@href[starts-with(., '#')]")} <= set(ids)
