"""Regular expressions and methods that are kept from one start to the next."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from masthead import generated
from masthead.generated import keep_generated

PATTERNS = (
    (r"(?P<year>\d{4})-(?P<month>\d\d)", 0),
    (r"[㐀-鿿豈-﫿]+(?=，)", 0),
    (r"\bstraße\b", re.IGNORECASE),
    (r"^ ( a | b ) + $  # spaced", re.VERBOSE | re.MULTILINE),
    (rb"(?:\x00|\xff)(.)", re.DOTALL),
    (r"(?i:é)|(x)?(?(1)y|z)", 0),
)
TEXTS = ("2024-05 and 2024-06", "震惊震惊，", "STRASSE Straße", "ab\nba", "xy z É é", "")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things are kept, in a folder of the test; whatever is new is written."""
    file = tmp_path / "new" / "generated.kept"
    monkeypatch.setattr(generated, "_find_place", lambda command: file)
    monkeypatch.setattr(generated, "FEW", 0)
    return file


def make() -> list[Any]:
    """Compile what is of this test alone, past what ``re`` remembers; say how it behaves."""
    re.purge()
    told: list[Any] = []
    for pattern, flags in PATTERNS:
        made = re.compile(pattern, flags)
        told.append((made.pattern, made.flags, made.groups, dict(made.groupindex)))
        for text in TEXTS:
            given = text.encode() if isinstance(pattern, bytes) else text
            told += [(one.span(), one.groups(), one.lastgroup) for one in made.finditer(given)]

    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Line:
        text: str
        marks: tuple[str, ...] = ()
        counts: dict[str, int] = dataclasses.field(default_factory=dict, compare=False)

    line = Line("a", ("*",))
    with pytest.raises(dataclasses.FrozenInstanceError):
        line.text = "b"  # type: ignore[misc]
    equal = line == Line("a", ("*",), {"n": 1}), hash(line) == hash(Line("a", ("*",)))
    assert line < Line("b")
    assert equal == (True, True)
    return [*told, repr(line), dataclasses.replace(line, text="c").text]


def count_compiling(run: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> tuple[Any, int]:
    """Run something while things are kept; its result, and how many texts were compiled."""
    met: list[generated._Kept] = []
    kept = generated._Kept

    class Seen(kept):  # type: ignore[misc, valid-type]
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            met.append(self)

    monkeypatch.setattr(generated, "_Kept", Seen)
    with keep_generated("test"):
        result = run()
    monkeypatch.setattr(generated, "_Kept", kept)
    return result, met[0].new


def test_what_is_kept_behaves_the_same_and_is_not_compiled_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make()
    first, compiled = count_compiling(make, monkeypatch)
    again, nothing = count_compiling(make, monkeypatch)
    assert before == first == again
    assert compiled > len(PATTERNS)
    assert nothing == 0
    assert before == make(), "and nothing of it stays afterwards"
    assert not hasattr(dataclasses, "exec")


@pytest.mark.parametrize("damage", ["cut", "changed", "other", "list"])
def test_damage_costs_only_time(place: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    before = make()
    count_compiling(make, monkeypatch)
    whole = place.read_bytes()
    place.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "changed": whole.replace(b"finditer", b"find", 1)[:-1] + b"\0",
            "other": whole.partition(b"\n")[2],
            "list": generated._write_header(b"[\0\0\0\0") + b"\n[\0\0\0\0",
        }[damage]
    )
    made, compiled = count_compiling(make, monkeypatch)
    assert made == before
    assert compiled > 0
    made, compiled = count_compiling(make, monkeypatch)
    assert made == before
    assert compiled == 0, "it was made anew"


def test_folder_that_cannot_be_written_is_no_matter(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.parent.write_text("a file where the folder would be")
    assert count_compiling(make, monkeypatch)[0] == make()


def test_what_papers_made_does_not_pile_up(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "MOST", 60)
    for number in range(20):
        count_compiling(
            lambda number=number: [re.compile(f"{number} {one}") for one in range(10)],  # type: ignore[misc]
            monkeypatch,
        )
    assert 10 <= len(generated._read(place)) <= 60


def test_faulty_patterns_are_told_as_ever(place: Path) -> None:
    with keep_generated("test"), pytest.raises(re.error, match="unterminated character set"):
        re.compile("[a")
