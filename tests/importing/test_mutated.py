"""Whatever is done to a file, it becomes a paper with its losses told, or is refused in a line."""

from __future__ import annotations

import copy
import random
from pathlib import Path

import pytest
from lxml import etree

from masthead.diagnostic import PaperError
from masthead.importing.akoma.reader import read_bytes
from masthead.importing.importer import import_drafts
from masthead.project import Project
from masthead.read.reader import read_source
from tests.importing.making import LANGUAGES, make_file

PROJECT = Project(Path(__file__).resolve().parents[2])
SHORT, LONG = 24, 300
NASTY = (
    b"&#x202e;x", b"&amp;lt;span&amp;gt;", b"\\", b"*", b"[^n1]", b"](", b"\t(b)\t", b"&#10;", b"~",
    b"<table><tr><td/></tr></table>", b"<num>999.</num>", b"<p/>", b"<sup>(</sup>", b"&#xE000;",
    b"<td colspan='90' rowspan='90'>x</td>", b"<a href='javascript:x'>y</a>", b"&#x200b;" * 3,
    b"<authorialNote/>", b"<authorialNote><p><authorialNote><p>x</p></authorialNote></p>"
    b"</authorialNote>", b"<foreign xmlns='http://example.org/'>z</foreign>", b"<eol/>", b"    ",
)  # fmt: skip


def mutate(chance: random.Random, data: bytes) -> bytes:
    """Do one to four things to a file; one in four hurts its bytes, the others its elements."""
    if chance.randrange(4) == 0:
        place = chance.randrange(len(data))
        cut = data[:place]
        return chance.choice((cut, cut + bytes([chance.randrange(256)]) + data[place + 1 :]))
    for _ in range(chance.randint(1, 4)):
        root = etree.fromstring(data)
        elements = [one for one in root.iter() if one.getparent() is not None]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        around = one.getparent()
        match chance.randrange(7):
            case 0:
                around.remove(one)
            case 1:
                around.insert(around.index(one), copy.deepcopy(one))
            case 2:
                other.append(copy.deepcopy(one))
            case 3:
                one.attrib.clear()
            case 4:
                one.text = one.tail = None
            case 5:
                one.tag = chance.choice([kept.tag for kept in elements])
            case 6:
                mark = f"mark{chance.random()}"
                one.tail = mark + (one.tail or "")
                nasty = chance.choice(NASTY)
                data = etree.tostring(root).replace(mark.encode(), nasty)
                continue
        data = etree.tostring(root)
    return data


def bring_in_mutated(seed: int) -> bool:
    """Import three languages, one of them mutated. Says whether a paper came of it."""
    chance = random.Random(seed)
    codes = chance.sample(LANGUAGES, 3)
    files = {code: make_file(code) for code in codes}
    files[codes[0]] = mutate(chance, files[codes[0]])
    try:
        drafts = [read_bytes(PROJECT, data, f"{code}.xml") for code, data in files.items()]
        imported = import_drafts(PROJECT, drafts)
    except PaperError as error:
        return check_refusal(error)
    again = read_source(PROJECT, imported.source.encode(), imported.name)
    assert again.paper is not None, list(map(str, again.diagnostics))[:3]
    faults = again.diagnostics.errors
    assert not faults, list(map(str, faults))[:3]
    return True


def check_refusal(error: PaperError) -> bool:
    """See that each fault is told in a line."""
    assert error.diagnostics
    assert all("\n" not in str(found) for found in error.diagnostics)
    return False


def test_mutated_files_become_papers_or_are_refused():
    assert sum(map(bring_in_mutated, range(SHORT)))


@pytest.mark.fuzz
def test_many_mutated_files_become_papers_or_are_refused():
    assert sum(map(bring_in_mutated, range(SHORT, LONG))) > LONG / 5
