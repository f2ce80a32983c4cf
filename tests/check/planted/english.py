"""Faults of English, and labels and words typed twice in either language."""

from __future__ import annotations

import random
import re

from tests.check.planted.fault import Planted, Unit, change, kind, substitute


@kind
def spell_otherwise(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Spell a word with -ise, or as in America."""
    words = {
        "programmes": "programs", "fulfilment": "fulfillment", "recognize": "recognise",
        "fulfil ": "fulfill ", "modernization": "modernisation", "characterized": "characterised",
        "standardized": "standardised", "defensive": "defensive", "spiralling": "spiralling",
    }  # fmt: skip
    words = {one: other for one, other in words.items() if one != other}
    pattern = "|".join(words)
    return substitute(lines, units, chance, "en", pattern, lambda match: words[match[0]])


@kind
def write_figures_wrongly(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Write a date, a range or a small number in a form that is not the house's."""
    changes = {
        "3 January 2022": ("January 3, 2022", "3rd January 2022", "3 Jan. 2022"),
        "2023–2026": ("2023-2026", "2023 – 2026"),
        "three principles": ("3 principles",),
        "15 and 16 November 2022": ("15 and 16 November, 2022", "15 and 16th November 2022"),
    }
    pattern = "|".join(map(re.escape, changes))
    return substitute(
        lines, units, chance, "en", pattern, lambda match: chance.choice(changes[match[0]])
    )


@kind
def punctuate_wrongly(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a serial comma, a straight quotation mark, an em dash, two blanks, a lost blank."""
    changes = [
        (r"(?<=[a-z]), ([a-z]+) and (?=[a-z]+\b)", lambda match: f", {match[1]}, and "),
        (r"[“”]", lambda _: '"'),
        (r"’", lambda _: "'"),
        (r"(?<=[a-z]), (?=which|such|including|as)", lambda _: "—"),
        (r"(?<=[a-z,]) (?=[a-z])", lambda _: "  "),
        (r"(?<=[a-z]), (?=[a-z])", lambda _: ","),
        (r"(?<=[a-z]),", lambda _: " ,"),
    ]
    pattern, wanted = chance.choice(changes)
    return substitute(lines, units, chance, "en", pattern, wanted)


@kind
def write_states_wrongly(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Write States parties or nuclear-weapon States in a form that is not the Treaty's."""
    changes = {
        "States parties": ("States Parties", "states parties"),
        "nuclear-weapon States": ("nuclear weapon States", "nuclear-weapon states"),
        "All States": ("All states",),
    }
    pattern = "|".join(changes)
    return substitute(
        lines, units, chance, "en", pattern, lambda match: chance.choice(changes[match[0]])
    )


@kind
def say_a_word_twice(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a word, or a particle of Chinese, twice."""
    if chance.random() < 0.6:
        pattern = r"\b(?:the|of|and|to|in|for|nuclear|weapons)\b(?= )"
        return substitute(
            lines, units, chance, "en", pattern, lambda match: f"{match[0]} {match[0]}"
        )
    return substitute(
        lines, units, chance, "zh", "(?<![目有])[的和在对]", lambda match: match[0] * 2
    )


@kind
def type_a_label(lines: list[str], units: list[Unit], chance: random.Random) -> Planted | None:
    """Type a label or a number before a text."""
    code = chance.choice(("en", "zh"))
    label = chance.choice(("(a) ", "1. ", "- ", "(i) ")) if code == "en" else "(一)"
    unit = chance.choice([unit for unit in units if unit.indent > 4])
    number = getattr(unit, code)
    indent = " " * unit.indent
    return change(lines, number, f"{indent}{label}{lines[number].strip()}")
