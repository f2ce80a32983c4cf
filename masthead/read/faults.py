"""Explaining what the schema refuses: where it stands, in the terms of the source format."""

from __future__ import annotations

import difflib
import re
from typing import Any, get_args

from pydantic import BaseModel

from masthead.data import describe, explain_error, find_model, known_keys, suggest
from masthead.diagnostic import Diagnostic, Place
from masthead.language.problems import UNKNOWN_LANGUAGE
from masthead.paper.cells import Row
from masthead.paper.localized import Localized
from masthead.paper.model import HIDDEN
from masthead.paper.paper import Paper
from masthead.paper.unit import UNITS, LanguagesUnit, NestedUnit, Unit, tell_kind
from masthead.read.problems import NO_TEXT, NOT_A_UNIT, NOT_INSIDE
from masthead.series.problems import BAD_JOB
from masthead.syntax import problems
from masthead.syntax.yaml import LocatedDict, LocatedList, LocatedText

_SHORT = re.compile(r"[^\n{}\[\],:#\"']{1,60}")
"""A text that may be shown in braces without quotes."""
_OUTER = {"item": "list"}
"""What a thing stands in is called, where its own name would not tell."""


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
        return _explain_key(key, place, model, languages)
    if (kind == "dict_type" and _is_text(model, key)) or (
        kind == "model_type" and issubclass(model, LanguagesUnit) and _is_word(fault["input"])
    ):
        return _explain_languages(fault["input"], place, tree, languages)
    if kind == "text_type" and key not in languages:
        hint = "only languages stand here: write it further out, below the unit's own key"
        return problems.UNKNOWN_KEY.at(place, key=key, hint=hint)
    if found := _explain_value(fault, key, place):
        return found
    if kind == "model_type" and issubclass(model, Row):
        hint = "write its cells in brackets: [a, b]; or section:, subtotal: or total:"
        return problems.WRONG_TYPE.at(
            place, found=describe(fault["input"]), wanted="a row", hint=hint
        )
    if kind == "model_type":
        return problems.WRONG_TYPE.at(
            place, found=describe(fault["input"]), wanted="a mapping", hint=_list_keys(model)
        )
    return explain_error({**fault, "place": place}, tree, name, model)


def _explain_key(
    key: str, place: Place, model: type[BaseModel], languages: tuple[str, ...]
) -> Diagnostic:
    """Explain a key that is not known where it stands: it belongs elsewhere, or is misspelt."""
    known = [known for known in known_keys(model) if known not in HIDDEN]
    if issubclass(model, LanguagesUnit):
        known = [known for known in known if known != "text"]
        if len(key) == 2:
            hint = suggest(key, list(languages))
            return UNKNOWN_LANGUAGE.at(place, len(key), code=key, hint=hint)
    hint = suggest(key, known)
    if key in UNITS and model in UNITS.values():
        hint = f"begin a new unit with it: - {key}:"
    elif key in UNITS and issubclass(model, Unit) and hasattr(model, "kind"):
        return NOT_INSIDE.at(place, len(key), what=key, outer=_OUTER.get(model.kind, model.kind))
    elif issubclass(model, NestedUnit) and key in known_keys(find_model(model, (model.kind,))):
        hint = f"write it further in, with the keys under {model.kind}:"
    return problems.UNKNOWN_KEY.at(place, len(key), key=key, hint=hint)


def _is_word(value: object) -> bool:
    """Whether something is words alone, without their language."""
    return isinstance(value, str)


def _is_text(model: type[BaseModel], key: str) -> bool:
    """Whether a model has at a key a text in each language."""
    wanted = (
        field.annotation
        for name, field in model.model_fields.items()
        if (field.alias or name) == key
    )
    return any(Localized in (kind, *get_args(kind)) for kind in wanted)


def _explain_value(fault: dict[str, Any], key: str, place: Place) -> Diagnostic | None:
    """Explain a value of which more can be said than that it is of another type."""
    kind, value = fault["type"], fault["input"]
    if kind == "text_type":
        hint = "put it in quotes, or in a block: |-"
        if value is None:
            hint = f"write {key}: |- and the words in the next line, further in"
        return problems.WRONG_TYPE.at(place, found=describe(value), wanted="text", hint=hint)
    if kind == "missing" and (hint := _hint_missing(fault["loc"])):
        return problems.MISSING_KEY.at(place, key=key, hint=hint)
    if kind == "agenda_item":
        return _explain_item(fault, place)
    if fault["loc"] in (("job", "str"), ("job", "Job")):  # it may be either, and is neither
        return BAD_JOB.at(place, written=str(value))
    if kind == "no_unit":
        return NOT_A_UNIT.at(place, hint=_suggest_unit(value))
    if kind in ("too_short", "too_long"):
        return _explain_length(fault, key, place)
    return _explain_form(fault, place) if kind == "string_pattern_mismatch" else None


def _explain_length(fault: dict[str, Any], key: str, place: Place) -> Diagnostic:
    """Explain a list with too few entries, or too many."""
    if fault["type"] == "too_long":
        most, found = fault["ctx"]["max_length"], fault["ctx"]["actual_length"]
        message = f"{key}: has {found} entries, and may have {most}"
        return problems.WRONG_VALUE.at(place, message=message, hint="divide them")
    if key == "text":
        return NO_TEXT.at(place)
    hint = "write at least one entry, or delete the key"
    return problems.WRONG_VALUE.at(place, message=f"{key}: is empty", hint=hint)


def _suggest_unit(value: object) -> str:
    """Suggest the key with which a unit was meant to begin, or name all there are."""
    for key in value if isinstance(value, dict) else ():
        word = str(key).strip().lower()
        begun = [kind for kind in UNITS if len(word) > 2 and kind.startswith(word)]
        for near in begun or difflib.get_close_matches(word, UNITS, n=1, cutoff=0.7):
            return f"did you mean {near}: for {key}:?"
    *most, last = (f"{begins}:" for begins in UNITS)
    return f"a unit begins with {', '.join(most)} or {last}"


def _hint_missing(path: tuple[Any, ...]) -> str:
    """Say what to write where a key is missing, if more than that it is."""
    if path[-1] == "alt":
        return "write what the picture shows, for who cannot see it"
    if path[0] == "communication":
        return "a letter is called after who writes, to whom and when: from:, to: and date:"
    return ""


def _explain_languages(
    value: object, place: Place, tree: Any, languages: tuple[str, ...]
) -> Diagnostic:
    """Explain a text without its language: what to type, in the language of the original."""
    code = tree.get("original") if isinstance(tree, LocatedDict) else None
    code = code if code in languages else languages[0]
    text = value if isinstance(value, str) and _SHORT.fullmatch(value) else "…"
    return problems.WRONG_TYPE.at(
        place, found=describe(value), wanted="a text in each language",
        hint=f"write the language before the text: {{{code}: {text}}}",
    )  # fmt: skip


def _explain_item(fault: dict[str, Any], place: Place) -> Diagnostic:
    """Explain what is no agenda item; a number in quotes is text, and only its quotes are wrong."""
    written = fault["input"] if isinstance(fault["input"], list) else [fault["input"]]
    quoted = next((item for item in written if isinstance(item, str) and item.isdecimal()), None)
    if quoted is None:
        message = f"{describe(fault['input'])} does not fit"
        return problems.WRONG_VALUE.at(place, message=message, hint=f"wanted: {fault['msg']}")
    return problems.WRONG_TYPE.at(
        place, found=f"{quoted!r} in quotes", wanted="an agenda item",
        hint=f"without quotes: {quoted}",
    )  # fmt: skip


def _explain_form(fault: dict[str, Any], place: Place) -> Diagnostic:
    """Explain what is not written in the form that is wanted: a date code, or else an id."""
    what, hint = "an id", "small letters, digits and hyphens, a letter first, at most 64"
    if fault["loc"][0] == "job":
        what, hint = "a date code", "day, month and year with two digits each: '160524'"
    message = f"{describe(fault['input'])} is not {what}"
    return problems.WRONG_VALUE.at(place, message=message, hint=hint)


def _list_keys(model: type[BaseModel]) -> str:
    return "its keys: " + ", ".join(key for key in known_keys(model) if key not in HIDDEN)


def _locate(
    tree: Any, path: tuple[Any, ...], place: Place, *, at_key: bool
) -> tuple[Place, type[BaseModel]]:
    """Walk along an error's path: say where it leads, to key or value, and which model is wanted.

    Pydantic's paths have steps that are not in the file: which of several models was tried, and
    ``text`` where the language keys of a unit were gathered.
    """
    model: type[BaseModel] = Paper
    place = getattr(tree, "place", place)
    for step in path:
        if isinstance(tree, LocatedDict):
            key = step.strip() if isinstance(step, str) else step
            if key in tree:
                place = (tree.keys_at if at_key else tree.values_at)[key]
                tree, model = tree[key], find_model(model, (key,))
        elif isinstance(tree, LocatedList) and isinstance(step, int) and step < len(tree):
            place, tree = tree.items[step], tree[step]
            if model is Unit:
                model = UNITS.get(tell_kind(tree) or "", Unit)
        elif isinstance(tree, LocatedList):  # written short: the key of what it stands for
            model = find_model(model, (step,))
    if isinstance(tree, LocatedText) and not at_key:
        place = tree.origin.place()
    return place, model
