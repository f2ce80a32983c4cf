"""docs/series.md: every key of a series is told, and every example is what a shipped file says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from masthead.diagnostic import Place
from masthead.measures import load_measures
from masthead.project import Project
from masthead.series.series import Joint, Line, Series, SeriesKind, load_series
from masthead.syntax.yaml import load_yaml
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "series.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml ([a-z-]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("model", [Series, SeriesKind, Line, Joint])
def test_every_key_is_told(model: type[Any]) -> None:
    keys = set(model.model_fields) - {"second"}
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()


@pytest.mark.parametrize(("name", "example"), [one for one in EXAMPLES if one[0] != "styles"])
def test_examples_are_of_shipped_series(project: Project, name: str, example: str) -> None:
    written = load_yaml(project.read("series", f"{name}.yaml"), name)
    assert is_part(load_yaml(example.encode(), "docs/series.md"), written)


def is_part(example: Any, whole: Any) -> bool:
    """Whether all that an example says stands in a whole, in whichever company."""
    if isinstance(example, dict):
        return isinstance(whole, dict) and all(
            key in whole and is_part(value, whole[key]) for key, value in example.items()
        )
    if isinstance(example, list):
        return all(any(is_part(one, other) for other in whole) for one in example)
    return str(example) == str(whole)


def test_a_series_has_measures_of_its_own(tmp_path: Any) -> None:
    (example,) = (text for name, text in EXAMPLES if name == "styles")
    (tmp_path / "styles").mkdir()
    shipped = (ROOT / "styles" / "new-york.yaml").read_text(encoding="utf-8")
    assert "\nseries:" not in shipped
    own = shipped.replace("\nlanguages:\n", f"\n{example}languages:\n", 1)
    (tmp_path / "styles" / "new-york.yaml").write_text(own, encoding="utf-8")
    measures = load_measures(Project(tmp_path), "new-york", "en", "trusteeship-council")
    assert measures.masthead.sessions.baseline == 224


def test_the_looks_that_the_page_names_are_of_every_station(project: Project) -> None:
    for station in ("new-york", "geneva"):
        text = load_measures(project, station, "en").text
        assert {"organ", "body_name", "session", "subsidiary", "subsidiary_large"} <= set(text)
    assert load_series(project, "human-rights-council", Place("x")).subsidiaries
