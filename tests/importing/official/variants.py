"""Works made of works: each language alone, some of them, and files in which something is amiss.

What is amiss is what happens to official files: a paragraph is not there in one language, two are
one, a note is lost or there twice, a label has gone. Each file still says what it says.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml import etree

Element = etree._Element


def list_alone(groups: Sequence[Sequence[Path]]) -> Iterator[tuple[str, list[Path]]]:
    """List every file as a work of its own."""
    for paths in groups:
        for path in paths:
            yield f"{path.stem} alone, {path.parent.name}", [path]


def list_some(
    groups: Sequence[Sequence[Path]], seeds: range
) -> Iterator[tuple[str, list[Path]]]:  # fmt: skip
    """List some languages of each work, in any order."""
    for seed in seeds:
        for number, paths in enumerate(groups):
            chance = random.Random(f"{seed} {number}")
            kept = chance.sample(list(paths), chance.randint(1, len(paths)))
            yield f"{paths[0].stem}, some languages, seed {seed}", kept


def list_hurt(
    groups: Sequence[Sequence[Path]], seeds: range, folder: Path
) -> Iterator[tuple[str, list[Path]]]:
    """List works in one or two of whose files something is amiss; these are put into a folder."""
    for seed in seeds:
        for number, paths in enumerate(groups):
            chance = random.Random(f"{seed} {number} amiss")
            done, hurt = [], []
            for place in chance.sample(range(len(paths)), min(chance.randint(1, 2), len(paths))):
                path = paths[place]
                name, data = hurt_file(chance, path.read_bytes())
                made = folder / f"{path.stem}-{seed}-{place}.xml"
                made.write_bytes(data)
                done.append(f"{name} in {path.parent.name}")
                hurt.append((place, made))
            yield (
                f"{paths[0].stem}, {', '.join(done)}, seed {seed}",
                [dict(hurt).get(at, path) for at, path in enumerate(paths)],
            )


def hurt_file(chance: random.Random, data: bytes) -> tuple[str, bytes]:
    """Do one thing to a file that leaves it a valid one. Says what was done."""
    root = etree.fromstring(data)
    ways = list(WAYS)
    chance.shuffle(ways)
    for way in ways:
        if way(chance, root):
            break
    else:
        return "nothing", data
    return way.__name__.replace("_", " "), etree.tostring(root)


def _find(root: Element, *names: str) -> list[Element]:
    return [
        one for one in root.iter()
        if isinstance(one.tag, str) and etree.QName(one).localname in names
        and not any(etree.QName(above).localname in ("meta", "coverPage")
                    for above in one.iterancestors())
    ]  # fmt: skip


def _remove(element: Element) -> None:
    """Take an element out, and leave what follows it."""
    around, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        around.text = (around.text or "") + element.tail
    around.remove(element)


def _list_paragraphs(root: Element) -> list[Element]:
    return [one for name in ("preamble", "mainBody") for part in _find(root, name)
            for one in _find(part, "paragraph", "container")
            if "".join(one.itertext()).strip() and not _find(one, "table")]  # fmt: skip


def _choose(chance: random.Random, found: Sequence[Element]) -> Element | None:
    return chance.choice(list(found)) if found else None


def drop_a_paragraph(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _list_paragraphs(root))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def repeat_a_paragraph(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _list_paragraphs(root))
    if chosen is not None:
        chosen.addnext(copy.deepcopy(chosen))
    return chosen is not None


def swap_two_paragraphs(chance: random.Random, root: Element) -> bool:
    found = [one for one in _list_paragraphs(root) if one.getnext() is not None]
    chosen = _choose(chance, found)
    if chosen is not None:
        chosen.getnext().addnext(chosen)
    return chosen is not None


def join_two_paragraphs(chance: random.Random, root: Element) -> bool:
    """Put the texts of the next paragraph into one, as a text of their own or not."""
    found = [one for one in _list_paragraphs(root)
             if one.getnext() is not None and one.getnext().tag == one.tag and _find(one, "p")
             and _find(one.getnext(), "p")]  # fmt: skip
    chosen = _choose(chance, found)
    if chosen is None:
        return False
    last, other = _find(chosen, "p")[-1], chosen.getnext()
    if chance.random() < 0.5:
        last.addnext(_find(other, "p")[0])
    else:
        last.append(_find(other, "p")[0])
        last[-1].tag = last.tag.replace("}p", "}span")
    for further in _find(other, "p"):
        _find(chosen, "p")[-1].addnext(further)
    _remove(other)
    return True


def split_a_paragraph(chance: random.Random, root: Element) -> bool:
    """Divide the text of a paragraph in two, at an element in it."""
    found = [one for part in _list_paragraphs(root) for one in _find(part, "p")
             if len(one) and (one[-1].tail or "").strip()]  # fmt: skip
    chosen = _choose(chance, found)
    if chosen is None:
        return False
    second = etree.Element(chosen.tag)
    second.text, chosen[-1].tail = chosen[-1].tail, None
    chosen.addnext(second)
    return True


def drop_a_note(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "authorialNote"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def repeat_a_note(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "authorialNote"))
    if chosen is not None:
        other = copy.deepcopy(chosen)
        chosen.tail, other.tail = None, chosen.tail
        chosen.addnext(other)
    return chosen is not None


def drop_a_label(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "num"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def change_a_label(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, [one for one in _find(root, "num") if one.text and len(one) == 0])
    if chosen is not None:
        chosen.text = f"{chosen.text.rstrip(' .')} bis."
    return chosen is not None


def drop_a_row(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "tr"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def drop_a_cell(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "td"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def empty_a_cell(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, [one for one in _find(root, "td") if "".join(one.itertext()).strip()])
    if chosen is not None:
        for inner in list(chosen):
            chosen.remove(inner)
        chosen.text = None
    return chosen is not None


def drop_the_last_lines(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "conclusions"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def drop_an_annex(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "attachment"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def drop_the_opening(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "formula"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def drop_a_heading(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _find(root, "subheading", "heading", "crossHeading"))
    if chosen is not None:
        _remove(chosen)
    return chosen is not None


def put_in_what_nobody_knows(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, [one for one in _find(root, "p", "span") if (one.text or "").strip()])
    if chosen is not None:
        inner = etree.Element(chosen.tag.replace("}p", "}unheardOf").replace("}span", "}unheardOf"))
        inner.text, chosen.text = chosen.text, None
        chosen.insert(0, inner)
    return chosen is not None


def put_in_something_empty(chance: random.Random, root: Element) -> bool:
    chosen = _choose(chance, _list_paragraphs(root))
    if chosen is not None:
        chosen.addnext(etree.Element(chosen.tag))
    return chosen is not None


Way = Callable[[random.Random, Element], bool]
WAYS: tuple[Way, ...] = (
    drop_a_paragraph, repeat_a_paragraph, swap_two_paragraphs, join_two_paragraphs,
    split_a_paragraph, drop_a_note, repeat_a_note, drop_a_label, change_a_label, drop_a_row,
    drop_a_cell, empty_a_cell, drop_the_last_lines, drop_an_annex, drop_the_opening, drop_a_heading,
    put_in_what_nobody_knows, put_in_something_empty,
)  # fmt: skip
