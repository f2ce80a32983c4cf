"""Data files: languages, series and measures, checked against a model as they are loaded."""

import difflib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Generic, TypeVar, get_args

import pydantic
from pydantic import BaseModel, ConfigDict, ValidationError

from masthead.checkeddata import keep_checked, recall_checked
from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.project import Project, Room
from masthead.syntax import problems
from masthead.syntax.values import explain_date, hint_value, is_quoted
from masthead.syntax.yaml import LocatedDict, LocatedList, load_yaml


def _do_without_plugins() -> None:
    """Have pydantic look for no plugins: nobody may change our models, and looking takes 14 ms.

    It would read the metadata of all packages, and import email and sockets for that.
    """
    stand_in: Any = ModuleType("pydantic.plugin._loader")
    stand_in.get_plugins = tuple
    sys.modules.setdefault(stand_in.__name__, stand_in)


_do_without_plugins()


class Data(BaseModel):
    """A model of a data file: unknown keys are errors, and nothing changes once loaded."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Value = TypeVar("Value")


class Listing(pydantic.RootModel[Value], Generic[Value]):
    """A model of a data file that has no keys of its own: names of any kind, or a list."""

    model_config = ConfigDict(frozen=True, defer_build=True)


Model = TypeVar("Model", bound=BaseModel)
_MOST_SHOWN = 24
_PLAIN_WORDS = {
    "string": "text", "integer": "a whole number", "boolean": "true or false", "list": "a list",
    "dictionary": "a mapping", "date": "a date",
}  # fmt: skip
"""What pydantic calls a kind of value, and what an author calls it."""


def load_data(project: Project, room: Room, name: str, model: type[Model]) -> Model:
    """Load the data file ``name`` of a room, once for each project.

    Raises PaperError with the file's line for each fault, FileNotFoundError when there is none.
    """
    return project.remember(
        (room, name, model), lambda: check_data(project.read(room, name), f"{room}/{name}", model)
    )


def check_data(data: bytes, name: str, model: type[Model]) -> Model:
    """Check the text of a data file against its model. Raises PaperError."""
    if (known := recall_checked(data, name, model)) is not None:
        return known  # type: ignore[no-any-return]
    tree = load_yaml(data, name)
    try:
        found = model.model_validate(tree)
    except ValidationError as error:
        raise PaperError(
            explain_error(dict(fault), tree, name, model) for fault in error.errors()
        ) from None
    keep_checked(data, name, model, found)
    return found


def change_data(values: Model, written: bytes, name: str, *paths: tuple[str, str]) -> Model:
    """Put over a file's values what it says for a case, such as ``("languages", "zh")``.

    ``written`` is the file itself, for the places of what is wrong in it. Raises PaperError.
    """
    for key, case in paths:
        changes = getattr(values, key).get(case)
        if not changes:
            continue
        kept = {key: getattr(values, key) for key, _ in paths}
        try:
            values = type(values).model_validate({**merge(values.model_dump(), changes), **kept})
        except ValidationError as error:
            tree = load_yaml(written, name)[key][case]
            raise PaperError(
                explain_error(dict(fault), tree, name, type(values)) for fault in error.errors()
            ) from None
    return values


def explain_error(
    fault: dict[str, Any], tree: Any, name: str, model: type[BaseModel]
) -> Diagnostic:
    """Turn one of pydantic's errors into a diagnostic with its place and a remedy."""
    path = fault["loc"]
    place = fault.get("place") or find_place(tree, path, name)
    kind = fault["type"]
    if kind == "extra_forbidden":
        key = str(path[-1]).strip()
        hint = suggest(key, known_keys(find_model(model, path[:-1])))
        return problems.UNKNOWN_KEY.at(place, len(key), key=key, hint=hint)
    if kind == "missing":
        return problems.MISSING_KEY.at(place, key=str(path[-1]), hint="add it")
    if kind == "value_error":  # said by a validator of ours
        return problems.WRONG_VALUE.at(place, message=str(fault["ctx"]["error"]), hint="")
    message = fault["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    message = _PLAIN_WORDS.get(message, message)
    value = fault["input"]
    if "date" in kind and isinstance(value, str) and (reason := explain_date(value)):
        hint = hint_value(kind, value)
        return problems.WRONG_VALUE.at(place, message=f"{value!r} is no date: {reason}", hint=hint)
    if kind.endswith(("_type", "_parsing")):
        found = f"{describe(value)} in quotes" if is_quoted(kind, value) else describe(value)
        return problems.WRONG_TYPE.at(
            place, found=found, wanted=message, hint=hint_value(kind, value)
        )
    return problems.WRONG_VALUE.at(
        place, message=f"{describe(fault['input'])} does not fit", hint=f"wanted: {message}"
    )


def find_model(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel]:
    """Find the model of what stands at ``path`` in a file of ``model``."""
    for step in path:
        for key, field in model.model_fields.items():
            if (field.alias or key) == step or issubclass(model, pydantic.RootModel):
                model = next(iter(list_models(field.annotation)), model)
                break
    return model


def list_models(annotation: Any) -> Iterator[type[BaseModel]]:
    """List the models that a field's annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from list_models(argument)


def find_place(tree: Any, path: tuple[int | str, ...], name: str) -> Place:
    """Find where the node at ``path`` stands: its key for a mapping, its start otherwise."""
    place = getattr(tree, "place", Place(name))
    for step in path:
        if isinstance(tree, LocatedDict) and step in tree:
            place, tree = tree.keys_at[str(step)], tree[str(step)]
        elif isinstance(tree, LocatedList) and isinstance(step, int) and step < len(tree):
            place, tree = tree.items[step], tree[step]
    return place


def merge(values: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Put changes over values, mapping by mapping."""
    merged = dict(values)
    for key, change in changes.items():
        old = merged.get(key)
        if isinstance(change, dict) and isinstance(old, dict):
            merged[key] = merge(old, change)
        else:
            merged[key] = change
    return merged


def describe(value: object) -> str:
    """Name a value as its author would: the kind of thing it is, or the thing when it is short."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    shown = str(value)
    return repr(shown if len(shown) <= 60 else f"{shown[:57]}…")


def suggest(word: str, known: list[str]) -> str:
    """Suggest the nearest known word, or list what there is."""
    if nearest := difflib.get_close_matches(word, known, n=1, cutoff=0.6):
        return f"did you mean {nearest[0]!r}?"
    shown = known if len(known) <= _MOST_SHOWN else [*known[:_MOST_SHOWN], "…"]
    return f"known: {', '.join(shown)}"


def known_keys(model: type[BaseModel]) -> list[str]:
    """List the keys that a model's file may have."""
    return [field.alias or key for key, field in model.model_fields.items()]
