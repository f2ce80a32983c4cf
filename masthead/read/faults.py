"""Explaining what the schema refuses: where it stands, in the terms of the source format."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from masthead import paper
from masthead.data import describe, explain_error, known_keys, suggest
from masthead.diagnostic import Diagnostic, Place
from masthead.language.problems import UNKNOWN_LANGUAGE
from masthead.read.problems import NO_TEXT
from masthead.series.problems import BAD_JOB
from masthead.syntax import problems
from masthead.syntax.yaml import LocatedDict, LocatedList, LocatedText

_KINDS: dict[str, type[BaseModel]] = {
    "heading": paper.Heading, "paragraph": paper.Paragraph, "annex": paper.Annex,
}  # fmt: skip
_MODELS: dict[str, type[BaseModel]] = {
    "subparagraphs": paper.Subparagraph, "notes": paper.Note, "versions": paper.Version,
    "meeting": paper.Meeting, "agenda": paper.Agenda, "job": paper.Job, "annex": paper.AnnexBody,
}  # fmt: skip
_HIDDEN = {"place", "places", "file"}


def is_beside(fault: dict[str, Any]) -> bool:
    """Whether an error only says that a mapping or list is not the other thing it may be."""
    return fault["loc"][-1:] in (("str",), ("int",)) and isinstance(fault["input"], dict | list)


def explain_fault(
    fault: dict[str, Any], tree: Any, name: str, languages: tuple[str, ...]
) -> Diagnostic:
    """Turn one of pydantic's errors into a diagnostic with its place and a remedy."""
    kind = fault["type"]
    place, model = _locate(tree, fault["loc"], Place(name), at_key=kind == "extra_forbidden")
    key = str(fault["loc"][-1] if fault["loc"] else "").strip()
    if kind == "extra_forbidden":
        known = [known for known in known_keys(model) if known not in _HIDDEN]
        if issubclass(model, paper.Subparagraph | paper.Note):
            known = [known for known in known if known != "text"]
            if len(key) == 2:
                hint = suggest(key, list(languages))
                return UNKNOWN_LANGUAGE.at(place, len(key), code=key, hint=hint)
        return problems.UNKNOWN_KEY.at(place, len(key), key=key, hint=suggest(key, known))
    if kind == "text_type":
        return problems.WRONG_TYPE.at(
            place, found=describe(fault["input"]), wanted="text",
            hint="put it in quotes, or in a block: |-" if fault["input"] else "use a block: |-",
        )  # fmt: skip
    if fault["loc"] in (("job", "str"), ("job", "Job")):  # it may be either, and is neither
        return BAD_JOB.at(place, written=str(fault["input"]))
    if kind == "model_type":
        return problems.WRONG_TYPE.at(
            place, found=describe(fault["input"]), wanted="a mapping", hint=_list_keys(model)
        )
    if kind == "too_short" and fault["loc"][-1] == "text":
        return NO_TEXT.at(place)
    if kind == "string_pattern_mismatch":
        return _explain_form(fault, place)
    return explain_error({**fault, "place": place}, tree, name, model)


def _explain_form(fault: dict[str, Any], place: Place) -> Diagnostic:
    """Explain what is not written in the form that is wanted: a date code, or else an id."""
    what, hint = "an id", "small letters, digits and hyphens, a letter first, at most 64"
    if fault["loc"][0] == "job":
        what, hint = "a date code", "day, month and year with two digits each: '160524'"
    message = f"{describe(fault['input'])} is not {what}"
    return problems.WRONG_VALUE.at(place, message=message, hint=hint)


def _list_keys(model: type[BaseModel]) -> str:
    return "its keys: " + ", ".join(key for key in known_keys(model) if key not in _HIDDEN)


def _locate(
    tree: Any, path: tuple[Any, ...], place: Place, *, at_key: bool
) -> tuple[Place, type[BaseModel]]:
    """Walk along an error's path: say where it leads, to key or value, and which model is wanted.

    Pydantic's paths have steps that are not in the file: the kind of a unit after its number, and
    ``text`` where the language keys of a unit were gathered.
    """
    model: type[BaseModel] = paper.Paper
    place = getattr(tree, "place", place)
    before: Any = None
    in_units = False
    for step in path:
        if in_units and isinstance(before, int) and step in _KINDS:
            model, before = _KINDS[step], step
            continue
        if isinstance(tree, LocatedDict):
            key = step.strip() if isinstance(step, str) else step
            if key in tree:
                place = (tree.keys_at if at_key else tree.values_at)[key]
                tree = tree[key]
                model = _MODELS.get(key, model)
                in_units = key == "text"
        elif isinstance(tree, LocatedList) and isinstance(step, int) and step < len(tree):
            place, tree = tree.items[step], tree[step]
        before = step
    if isinstance(tree, LocatedText) and not at_key:
        place = tree.origin.place()
    return place, model
