"""Whoever goes through a paper sees every text of it, however units are built inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from pydantic import BaseModel

from masthead.paper import (
    UNITS,
    Heading,
    Note,
    Paper,
    Slot,
    Subparagraph,
    Unit,
    walk_slots,
    walk_texts,
    walk_units,
)
from masthead.paper.model import HIDDEN, Model
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.syntax.text import Text
from tests.strategies import papers

SOURCE = Path(__file__).parents[2] / "source"


def find_texts(value: object) -> Iterator[Text]:
    """Find texts without asking units for their parts."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields.keys() - HIDDEN:
            yield from find_texts(getattr(value, field))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from find_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from find_texts(inner)


def check_walkers(paper: Paper) -> None:
    # A text of all languages is one text.
    seen = [
        one for entry in walk_texts(paper) for one in {id(text) for text in entry.texts.values()}
    ]
    assert len(seen) == len(set(seen))
    assert set(seen) == {id(text) for text in find_texts(paper)}
    slots = [id(found.slot.texts) for found in walk_slots(paper.text)]
    assert slots == [id(entry.texts) for entry in walk_texts(paper)
                     if isinstance(entry.unit, Unit) and not entry.key]  # fmt: skip
    units = dict.fromkeys(id(found.unit) for found in walk_slots(paper.text))
    assert set(units) == {id(unit) for unit in walk_units(paper.text) if any(unit.contents())}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_text_of_a_paper_is_walked_once(project: Project, path: Path) -> None:
    check_walkers(read_paper(project, path).require())


@settings(max_examples=25)
@given(source=papers())
def test_every_text_of_a_random_paper_is_walked_once(project: Project, source: str) -> None:
    check_walkers(read_source(project, source.encode(), "source/random.yaml").require())


@pytest.mark.parametrize("kind", [*UNITS.values(), Subparagraph, Note])
def test_a_kind_names_itself_once(kind: type[Unit]) -> None:
    assert kind.__name__.lower() == kind.kind.replace("_", "")
    assert UNITS.get(kind.kind, kind) is kind


def test_texts_stand_in_the_order_in_which_they_are_read(project: Project) -> None:
    class Pair(Unit):
        """A unit between whose texts stands another unit."""

        kind = "pair"

        def parts(self) -> Iterator[Slot | Unit]:
            yield Slot("before", {})
            yield Heading(heading={})
            yield Slot("after", {})

    walked = [(found.unit.kind, found.slot.name) for found in walk_slots([Pair()])]
    assert walked == [("pair", "before"), ("heading", "title"), ("pair", "after")]
    assert [slot.name for slot in Pair().contents()] == ["before", "after"]
    assert [unit.kind for unit in Pair().children()] == ["heading"]


def test_every_model_knows_how_its_keys_are_written(project: Project) -> None:
    read_paper(project, project.source / "samples/A_80_XX.yaml").require()

    def list_models(model: type[Model]) -> Iterator[type[Model]]:
        for inner in model.__subclasses__():
            yield inner
            yield from list_models(inner)

    vague = [model.__name__ for model in list_models(Model)
             if not model.__pydantic_fields_complete__]  # fmt: skip
    assert vague == []
