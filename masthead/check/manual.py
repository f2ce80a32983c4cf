"""The list of rules: for the terminal, and as a page (``docs/rules.md``)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from masthead.check.checker import FAMILIES, load_rules
from masthead.check.codes import list_problems
from masthead.check.rule import Rule
from masthead.syntax.unseen import is_unseen

LEFT_TO_THE_EDITOR = (
    ("Names of States", "they follow UNTERM, which changes; a list would be out of date"),
    (
        "Possessives of countries and organizations",
        "Egypt’s is wrong where the State is meant and right where the country is",
    ),
    (
        "Abbreviations expanded at their first use",
        "what is an abbreviation, a symbol or a name cannot be told by its capitals",
    ),
    (
        "Currently, recently, at present",
        "they are right where the text says when it was written, and wrong where it does not",
    ),
    ("Numbers of one kind in a sentence alike", "what is of one kind is a question of meaning"),
    ("Italics and bold not for emphasis", "titles and foreign words are right in italics"),
    ("Which noun a pronoun means, and whether not is missing", "they need a reader"),
    (
        "Spaces that do not break, calls before or after a mark",
        "layout decides them by the language, whatever is typed",
    ),
    (
        "Letters of Arabic that are easily confused (ي and ى, ه and ة)",
        "both are right in some word",
    ),
)
"""What the Editorial Manual asks, and a machine would judge badly."""

_INTRODUCTION = """\
# Rules

What `./build.py check` looks for. `./build.py rules CODE` explains one rule. A finding
that is right in general and wrong here is allowed beside its unit, with the reason:

```yaml
allow: {S110: "the sign is quoted from the report"}
```

The letter of a code is its family: C concordance of the language versions, M the masthead's facts,
X structure, S style (S0 every language, S1 English, S2 Chinese, S3 French, S4 Spanish, S5 Russian,
S6 Arabic), T the finished pages (T001 always, the others with `--layout`). R, E and K are not
rules: they say why a paper cannot be read or resolved, or that an allowance does not fit, and
cannot be allowed, but for R062 at a note, and R032 at a unit, that some versions do not have.

**Severity.** An error is what makes a document wrong, ambiguous or impossible to set: versions
that call other notes or name other documents, a text under another language, a label that stands
twice, a character that is none. Errors stop a build. Whatever concerns wording, typing and style is
a warning, however sure the rule is: it is shown and counted, and no build stops at it, unless
`check --strict`, `build --strict` or a `language/check.yaml` of the project asks for it. A note is
worth a look and most often right.
`masthead/check/severity.py` is the one table of it.

✎ marks what `check --fix` mends: only what cannot be wrong, whatever the text is.

This page is generated (`python -m tests.check.rules_page`). Do not edit it.
"""
_TITLES = {
    "concordance": "Concordance: parts", "meaning": "Concordance: meaning",
    "drafts": "Concordance: brackets", "tongues": "Concordance: languages",
    "spelling": "Style: spelling",
    "facts": "The masthead's facts", "signatures": "Signatures", "structure": "Structure",
    "tables": "Tables and figures",
    "references": "References and length", "endings": "Endings", "resolutions": "Resolutions",
    "text": "Style in every language", "pairs": "Pairs of marks",
    "lookalikes": "Characters that look like others",
    "residue": "Left over from elsewhere", "english_spelling": "English: spelling",
    "english_dates": "English: dates and times", "english_numbers": "English: numbers",
    "english_usage": "English: usage", "english_capitals": "English: capitals",
    "chinese": "Chinese", "french": "French",
    "spanish": "Spanish", "russian": "Russian", "arabic": "Arabic",
    "keyboard": "What keyboards lack", "layout": "Layout",
}  # fmt: skip


def list_rules_briefly() -> str:
    """List the rules, one to a line: code, severity, languages, what it wants."""
    lines = []
    for rule in load_rules():
        languages = ",".join(rule.languages) or "all"
        mark = "✎" if rule.mends else " "
        lines.append(
            f"{rule.code}  {rule.problem.severity.value:<7}  {languages:<3} {mark}  {rule.summary}"
        )
    return "\n".join(lines) + "\n"


def explain_rule(rule: Rule) -> str:
    """Explain one rule: what it wants and why, where that is from, and examples."""
    parts = [
        f"{rule.code} ({rule.problem.severity.value})  {rule.summary}",
        f"  {rule.reason}",
        f"  source: {rule.source}",
    ]
    if rule.mends:
        parts.append("  check --fix mends it")
    parts += [f"  good: {example}" for example in rule.good]
    parts += [f"  bad:  {example}" for example in rule.bad]
    return "\n".join(parts) + "\n"


def write_page(measured: Mapping[str, Any], official: Mapping[str, Any]) -> str:
    """Write the page about the rules, with what was measured on planted faults and right texts."""
    rules = load_rules()
    parts = [_INTRODUCTION, _write_measured(measured), _write_official(official)]
    for family in FAMILIES:
        members = [rule for rule in rules if rule.family == family]
        parts.append(f"## {_TITLES[family]}\n")
        parts += [_write_rule(rule, measured["rules"], official["rules"]) for rule in members]
    parts.append(_write_left())
    parts.append(_write_problems())
    return "\n".join(parts)


def _write_measured(measured: Mapping[str, Any]) -> str:
    """Write how much of what was planted into the paper was found."""
    planted, found = measured["planted"], measured["found"]
    lines = [
        "## Measured on planted faults\n",
        f"{planted} single faults of {len(measured['kinds'])} kinds were planted into the paper in",
        f"`source/` (seed {measured['seed']}), and {found} were found at the line where they are",
        f"({found / planted:.1%}). Fingerprints of accepted translations (C011), which would find",
        "every change of an original, were left out. Notes do not count as found.\n",
        "| Planted | Found | Kind |",
        "|---:|---:|---|",
    ]
    lines += [f"| {all_} | {seen} | {kind} |" for kind, (seen, all_) in measured["kinds"].items()]
    lines += [
        "",
        "With each rule stands how often it found something in a text with a planted fault, how",
        "often elsewhere, and how often in the paper as it is.\n",
    ]
    return "\n".join(lines)


def _write_official(official: Mapping[str, Any]) -> str:
    """Write how much was found in texts that are right."""
    said = (
        f"{official['texts']} official texts, in up to six languages each, were made papers and "
        f"checked (`make official FOLDER=…`): {official['remark']}"
    )
    lines = [
        "## Measured on official texts\n",
        f"{textwrap.fill(said, 100)}\n",
        "| Language | Paragraphs | Errors | Warnings | in 20 paragraphs | Mended by --fix |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for code, (paragraphs, errors, warnings, _) in official["languages"].items():
        share = f"{20 * warnings / paragraphs:.2f}"
        mended = official["fixes"].get(code, 0)
        lines.append(f"| {code} | {paragraphs} | {errors} | {warnings} | {share} | {mended} |")
    lines += [
        "",
        "Findings about two languages are counted under the translation. With each rule stands how",
        "often it found something in these texts.\n",
    ]
    return "\n".join(lines)


def _write_rule(
    rule: Rule, measured: Mapping[str, list[int]], official: Mapping[str, Mapping[str, int]]
) -> str:
    mark = " ✎" if rule.mends else ""
    texts = sum(official.get(rule.code, {}).values())
    right, wrong, untouched = measured.get(rule.code, [0, 0, 0])
    lines = [
        f"### {rule.code}{mark} {rule.summary}\n",
        f"{rule.reason}\n",
        f"*{rule.problem.severity.value.capitalize()}. Source: {rule.source}. "
        f"Found in planted texts {right}, elsewhere {wrong}, in the paper {untouched}, "
        f"in official texts {texts}.*\n",
        *_write_examples("Good", rule.good),
        *_write_examples("Bad", rule.bad),
        "",
    ]
    return "\n".join(lines)


def _write_examples(name: str, examples: Iterable[str]) -> list[str]:
    return [f"- {name}: {_quote(example)}" for example in examples]


def _quote(example: str) -> str:
    """Quote an example as code, whatever is in it."""
    shown = "".join(
        kept if kept.isprintable() and not is_unseen(kept) else f"⟨U+{ord(kept):04X}⟩"
        for kept in example
    )
    fence = "``" if "`" in shown else "`"
    return f"{fence}{shown}{fence}"


def _write_left() -> str:
    lines = [
        "## Left to the editor\n",
        "What the Editorial Manual asks, and a machine judges badly:\n",
    ]
    lines += [f"- **{what}**: {why}." for what, why in LEFT_TO_THE_EDITOR]
    return "\n".join([*lines, ""])


def _write_problems() -> str:
    lines = [
        "## What reading and resolving report\n",
        "| Code | Severity | What | What to do |",
        "|---|---|---|---|",
    ]
    for problem in list_problems().values():
        cells = (problem.code, problem.severity.value, problem.message, problem.hint)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])
