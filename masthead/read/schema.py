"""The JSON Schema of the source format: what editors check and explain as one writes.

It is made from the models of :mod:`masthead.paper`. What only the project's data know is put in:
the languages, the series and stations, the cities. Draft 7, which every editor understands.
"""

from __future__ import annotations

import ast
import inspect
import json
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from masthead import paper
from masthead.data import list_models
from masthead.diagnostic import Place
from masthead.language.cities import load_cities
from masthead.language.language import list_languages, load_language
from masthead.paper.model import Form
from masthead.paper.unit import ANY_UNIT
from masthead.project import Project
from masthead.series.kinds import load_kinds
from masthead.series.series import load_series

_DRAFT = "http://json-schema.org/draft-07/schema#"
_CODES = {("Paper", "original"), ("Version", "from")}
"""Properties that are a language code."""


def make_schema(project: Project) -> dict[str, Any]:
    """Make the schema for the languages, series and cities of a project."""
    models = {model.__name__: model for model in _find_models(paper.Paper, *paper.UNITS.values())}
    definitions: dict[str, Any] = {}
    for model in models.values():
        schema = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
        definitions |= schema.pop("$defs", {})
        definitions.setdefault(model.__name__, schema)
    made = definitions.pop("Paper")
    languages = {code: load_language(project, code).name for code in list_languages(project)}
    for name, definition in {**definitions, "Paper": made}.items():
        _explain(definition, models[name])
        _fill_languages(definition, models[name], languages)
    _fill_facts(project, made, definitions)
    status = definitions["Version"]["properties"]["status"]
    status["enumDescriptions"] = [paper.STATUSES[value] for value in status["enum"]]
    made, definitions = _put_units((made, definitions), _tell_units(definitions))
    definitions["Localized"] = {
        "description": "The same text in each language version of the paper.",
        **_list_languages(languages),
        "additionalProperties": False,
        "type": "object",
    }
    tidied: dict[str, Any] = _tidy({**made, "definitions": dict(sorted(definitions.items()))})
    return {"$schema": _DRAFT, **tidied, "title": "A United Nations paper"}


def _find_models(*models: type[BaseModel]) -> dict[type[BaseModel], None]:
    """Find models, and those of what may stand in them; units are found by their kinds."""
    found: dict[type[BaseModel], None] = {}
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        if model not in found and model is not paper.Unit:
            found[model] = None
            for field in model.model_fields.values():
                waiting += list_models(field.annotation)
    return found


def write_schema(project: Project) -> str:
    """Write the schema as text."""
    return json.dumps(make_schema(project), indent=2, ensure_ascii=False) + "\n"


def _list_languages(languages: dict[str, str]) -> dict[str, Any]:
    """The properties of a mapping from language to text."""
    return {
        "properties": {
            code: {"type": "string", "description": f"{name}. {paper.MARKUP}"}
            for code, name in languages.items()
        }
    }


def _explain(definition: dict[str, Any], model: type[BaseModel]) -> None:
    """Describe properties by the docstrings that stand under the fields of their model."""
    docstrings = read_docstrings(model)
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    for key, written in definition.get("properties", {}).items():
        docstring = docstrings.get(names.get(key, key)) or docstrings.get("text")
        if docstring and "description" not in written:
            written["description"] = docstring


def read_docstrings(model: type) -> dict[str, str]:
    """Read the docstrings under the fields of a model and of those it builds on.

    pydantic can (``use_attribute_docstrings``), but does so whenever a model is made: 0.3 s at the
    start of every command, for what one of them needs.
    """
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if kind in (object, BaseModel):
            continue
        body = ast.parse(inspect.getsource(kind)).body[0]
        statements = body.body if isinstance(body, ast.ClassDef) else []
        for field, below in pairwise(statements):
            match field, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[name] = " ".join(text.replace("``", "`").split())
                case _:
                    pass
    return found


def _fill_languages(
    definition: dict[str, Any], model: type[BaseModel], languages: dict[str, str]
) -> None:
    """Name the languages wherever a text, or anything else, stands in several of them."""
    by_language = {
        field.alias or name
        for name, field in model.model_fields.items()
        if Form.BY_LANGUAGE in field.metadata
    }
    for key, written in definition.get("properties", {}).items():
        if (model.__name__, key) in _CODES:
            _find_string(written)["enum"] = list(languages)
        elif key in by_language:
            several = written["anyOf"][-1] if "anyOf" in written else written  # or one for all
            kept = several.pop("additionalProperties")
            several["properties"] = {
                code: {**kept, "description": language} for code, language in languages.items()
            }
            several["additionalProperties"] = False
        else:
            _point_to_localized(written)
    if definition.pop("patternProperties", None):
        definition["properties"] = {
            **_list_languages(languages)["properties"], **definition["properties"],
        }  # fmt: skip


def _point_to_localized(written: dict[str, Any]) -> None:
    """Put the definition of a text in several languages where one is wanted."""
    for place in (written, written.get("items", {}), *written.get("anyOf", [])):
        inner = place.get("additionalProperties")
        if isinstance(inner, dict) and inner.get("description") == paper.MARKUP:
            for key in ("additionalProperties", "type"):
                del place[key]
            if place is written:  # beside $ref, other keys count for nothing in draft 7
                place["allOf"] = [{"$ref": "#/definitions/Localized"}]
                place["type"] = "object"  # editors put a colon after the key, and its languages
            else:
                place["$ref"] = "#/definitions/Localized"


def _tell_units(definitions: dict[str, Any]) -> dict[str, Any]:
    """Tell units by the key with which they begin.

    An editor then finds fault with the right one, and offers the keys of all where nothing is
    written. A key that no unit has is named itself, and nothing is said to be missing for it.
    """
    units = {kind: model.__name__ for kind, model in paper.UNITS.items()}
    keys = {key for name in units.values() for key in definitions[name]["properties"]}
    return {
        "type": "object",
        "patternProperties": {f"^(?:{'|'.join([*units, *sorted(keys - set(units))])})$": {}},
        "additionalProperties": False,
        "minProperties": 1,
        "allOf": [
            *(
                {"if": _tell_unit(key, units, definitions), "then": _point_to_unit(name)}
                for key, name in units.items()
            ),
            {
                "if": {"propertyNames": {"enum": sorted(keys - set(units))}},
                "then": {"required": ["paragraph"]},
            },
        ],
    }


def _tell_unit(key: str, units: dict[str, str], definitions: dict[str, Any]) -> dict[str, Any]:
    """Tell a unit by its key, which may stand in one of another kind, too: there it says less."""
    others = [
        other
        for other, name in units.items()
        if other != key and key in definitions[name]["properties"]
    ]
    if not others:
        return {"required": [key]}
    return {"required": [key], "not": {"anyOf": [{"required": [other]} for other in others]}}


def _point_to_unit(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _put_units(written: Any, units: dict[str, Any]) -> Any:
    """Put what tells units wherever a unit of any kind may stand."""
    if written == ANY_UNIT:
        return units
    if isinstance(written, dict):
        return {key: _put_units(inner, units) for key, inner in written.items()}
    if isinstance(written, list | tuple):
        return [_put_units(inner, units) for inner in written]
    return written


def _find_string(written: dict[str, Any]) -> dict[str, Any]:
    return next(
        (place for place in written.get("anyOf", []) if place.get("type") == "string"), written
    )


def _fill_facts(project: Project, made: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Name the series, kinds of papers, stations, cities and standard notes that there are."""
    names = project.names("series", ".yaml")
    place = Place("series")
    series = {name: load_series(project, name, place) for name in names}
    properties = made["properties"]
    properties["series"]["enum"] = list(names)
    _find_string(properties["kind"])["enum"] = list(load_kinds(project).root)
    properties["series"]["enumDescriptions"] = [series[name].name["en"] for name in names]
    stations = sorted({station for one in series.values() for station in one.stations})
    _find_string(properties["station"])["enum"] = stations
    keys = {key for one in series.values() for key in one.standing_notes}
    for code in list_languages(project):
        keys |= set(load_language(project, code).standing_notes)
    _find_string(definitions["Note"]["properties"]["standard"])["examples"] = sorted(keys)
    for model in ("Meeting", "SignatureBody"):
        city = definitions[model]["properties"]["city"]
        _find_string(city)["enum"] = sorted(load_cities(project).root)


def _tidy(written: Any) -> Any:
    """Leave out titles that pydantic makes of names, and defaults that say nothing."""
    if isinstance(written, list):
        return [_tidy(item) for item in written]
    if not isinstance(written, dict):
        return written
    kept = {key: _tidy(value) for key, value in written.items()}
    if "properties" not in written or "type" in written:
        if isinstance(kept.get("title"), str):
            del kept["title"]
        if kept.get("default", "") in ({}, [], None):
            kept.pop("default", None)
    return kept
