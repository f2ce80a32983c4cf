"""The schema that editors use."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from masthead import paper as format_
from masthead.read.schema import make_schema, write_schema
from tests.commands.conftest import ROOT


class _Loader(yaml.SafeLoader):
    """Reads YAML as editors do: a date is text."""


_Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in kept if not tag.endswith("timestamp")]
    for key, kept in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def schema(project):
    return make_schema(project)


@pytest.fixture
def written():
    path = next((ROOT / "source").glob("*.yaml"))
    return yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506


def faults(schema, written):
    validator = jsonschema.Draft7Validator(schema)
    return {f"{error.json_path}: {error.message}" for error in validator.iter_errors(written)}


def test_the_one_that_is_kept_is_current(project):
    kept = (ROOT / "source" / "paper.schema.json").read_text("utf-8")
    assert kept == write_schema(project), "run: ./build.py schema"


def test_it_is_a_schema(schema):
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("path", sorted((ROOT / "source").rglob("*.yaml")), ids=lambda p: p.stem)
def test_every_paper_of_the_project_is_right_by_it(schema, path):
    assert faults(schema, yaml.load(path.read_text("utf-8"), _Loader)) == set()  # noqa: S506


def test_it_finds_what_the_reader_finds(schema, written):
    written["versions"]["xx"] = {}
    written["meting"] = {}
    written["original"] = "klingon"
    written["text"][1]["paragraph"]["de"] = "Deutsch"
    written["text"].append({"paragrph": {"en": "x"}})
    found = faults(schema, written)
    for said in ("'xx' was unexpected", "'meting' was unexpected", "'klingon' is not one of",
                 "$.text[1].paragraph: Additional properties are not allowed ('de'"):  # fmt: skip
        assert any(said in fault for fault in found), said
    assert len(found) == 5


def test_a_misspelt_kind_is_named_and_nothing_is_missing_for_it(schema, written):
    written["text"] = [{"paragraf": {"en": "x"}}]
    assert {fault.partition(": ")[2] for fault in faults(schema, written)} == {
        "'paragraf' does not match any of the regexes: "
        f"'{next(iter(schema['properties']['text']['items']['patternProperties']))}'"
    }
    written["text"] = [{"id": "a"}]
    assert {fault.partition(": ")[2] for fault in faults(schema, written)} == {
        "'paragraph' is a required property"
    }


def test_texts_in_several_languages_are_known_for_mappings(schema):
    """So that editors put a colon after the key, and offer the languages."""
    texts = [schema["properties"][key] for key in ("title", "byline")]
    texts += [schema["definitions"][kind.title()]["properties"][kind]
              for kind in ("heading", "paragraph")]  # fmt: skip
    assert {text["type"] for text in texts} == {"object"}


def test_kinds_of_units_are_offered_once(schema):
    """By their own definitions, which know the rest of their keys."""
    units = schema["properties"]["text"]["items"]
    assert "properties" not in units
    assert "anyOf" not in units


def test_each_status_is_described_for_itself(schema):
    status = schema["definitions"]["Version"]["properties"]["status"]
    assert len(set(status["enumDescriptions"])) == len(status["enum"]) == 3


def test_series_cities_and_languages_are_named(schema, project):
    properties = schema["properties"]
    assert properties["series"]["enum"] == list(project.names("series", ".yaml"))
    assert len(properties["series"]["enumDescriptions"]) == len(properties["series"]["enum"])
    assert {"ar", "en", "es", "fr", "ru", "zh"} <= set(properties["versions"]["properties"])
    city = schema["definitions"]["Meeting"]["properties"]["city"]
    assert "geneva" in json.dumps(city)
    chinese = schema["definitions"]["Subparagraph"]["properties"]["zh"]
    assert chinese["type"] == "string"
    assert chinese["description"].startswith("中文")


def test_every_key_is_explained(schema):
    bare = [
        f"{name}.{key}"
        for name, definition in {**schema["definitions"], "Paper": schema}.items()
        for key, written in definition.get("properties", {}).items()
        if "description" not in written and "$ref" not in written
    ]
    assert bare == []
    assert format_.MARKUP in json.dumps(schema, ensure_ascii=False)


def test_the_command_writes_and_prints(empty_desk):
    assert empty_desk.type("schema") == "source/paper.schema.json\n"
    text = (empty_desk.root / "source" / "paper.schema.json").read_text("utf-8")
    assert empty_desk.type("schema", "--print") == text
