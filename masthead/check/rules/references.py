"""References and length: what is cited is there, and the paper is not too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage, Subject
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.check.rules.structure import list_groups
from masthead.paper import Operative, Paragraph, Unit

_REFERENCES = {
    "en": Pattern(
        r"\b[Pp]aras?(?:graphs?|\.) (?P<number>\d{1,4})(?: ?\([a-z]+\))* "
        r"(?:above|below|of th(?:e present|is) (?:working )?(?:paper|document|report))"
        r"|\b(?:[Ss]ee|in) [Pp]ara(?:graph|\.) (?P<other>\d{1,4})(?: ?\([a-z]+\))*(?=[.,;)])",
        "para",
        "Para",
    ),
    "zh": Pattern(
        r"(?:[上下]文|本(?:文件|文|报告|工作文件))第(?P<number>\d{1,4})(?P<other>)段(?:\([a-z]\))*",
        "段",
    ),
    "fr": Pattern(
        r"\bpar(?:agraphe|\.) (?P<number>\d{1,4})(?P<other>)(?: [a-z]\))? "
        r"ci-(?:dessus|dessous|après)",
        "par",
    ),
    "es": Pattern(
        r"\bpárr(?:afo|\.) (?P<number>\d{1,4})(?P<other>)(?: [a-z]\))? (?:supra|infra)", "párr"
    ),
    "ru": Pattern(
        r"\b(?:пункт\w*|п\.) (?P<number>\d{1,4})(?P<other>)(?: [a-z]\))? (?:выше|ниже)", "п"
    ),
    "ar": Pattern(r"الفقرة (?P<number>\d{1,4})(?P<other>)(?: \(\w\))? (?:أعلاه|أدناه)", "الفقرة"),
}  # fmt: skip


def _find_typed_references(passage: Passage) -> Iterator[re.Match[str]]:
    pattern = _REFERENCES.get(passage.code)
    return pattern.find(passage.prose) if pattern else iter(())


@rule(
    "X008",
    "{found!r} is typed",
    "refer with [@id]: it follows when paragraphs move",
    source="the source format: references are never typed",
)
def refer_by_id(passage: Passage) -> Iterator[Hit]:
    """References to other parts of the same paper are made with [@id].

    A number that is typed stays behind when a paragraph is added before it.

    Good: as said in [@first]
    Bad: as said in paragraph 3 above
    """
    for match in _find_typed_references(passage):
        yield passage.hit(*match.span())


@rule(
    "X009",
    "{found!r}: the paper has {count} paragraphs",
    "correct the number, or better, refer with [@id]",
    source="UN Editorial Manual, references to paragraphs",
    reads="paper",
)
def refer_to_what_is_there(inspection: Inspection) -> Iterator[Hit]:
    """A paragraph that is referred to by number is there.

    A reference beyond the last paragraph leads nowhere.

    Good: see paragraph 2 above, in a paper of twelve paragraphs
    Bad: see paragraph 20 above, in a paper of twelve paragraphs
    """
    count = max(sum(_is_counted(unit) for unit in group) for group in list_groups(inspection))
    for passage in inspection.passages():
        for match in _find_typed_references(passage):
            # What is only "see paragraph 20" may be of the document that was named before.
            if match["number"] and int(match["number"]) > count:
                yield passage.hit(*match.span(), count=count)


@rule(
    "X010",
    "{words:,} words; papers of the Secretariat have at most 8,500",
    "a paper of another body may have 10,700",
    source="UN Editorial Manual, length of documents; General Assembly resolution 52/214",
    reads="paper",
)
def keep_within_secretariat_length(inspection: Inspection) -> Iterator[Hit]:
    """A paper of the Secretariat has at most 8,500 words, notes included.

    Longer ones need a waiver before they are translated.

    Good: a paper of 8,500 words
    Bad: a paper of 9,000 words
    """
    for title, words in _count_words(inspection):
        if 8_500 < words <= 10_700:
            yield Hit(title.place, 0, {"words": words}, title)


@rule(
    "X011",
    "{words:,} words, and no paper may have more than 10,700",
    "shorten it, or ask for a waiver",
    source="UN Editorial Manual, length of documents; General Assembly resolution 52/214",
    reads="paper",
)
def keep_within_length(inspection: Inspection) -> Iterator[Hit]:
    """A paper has at most 10,700 words, notes included.

    Longer ones are not processed without a waiver.

    Good: a paper of 10,700 words
    Bad: a paper of 11,000 words
    """
    for title, words in _count_words(inspection):
        if words > 10_700:
            yield Hit(title.place, 0, {"words": words}, title)


def _count_words(inspection: Inspection) -> Iterator[tuple[Subject, int]]:
    """Count the words of the first version in a language that divides words by spaces.

    Gives the title, or what it is made of, with them: there a paper that is too long is told;
    without a title, as in the Security Council, the first words of all.
    """
    subjects = inspection.subjects
    title = next((one for one in subjects if one.kind in ("title", "from")), subjects[0])
    for code in inspection.paper.built_versions:
        language = inspection.language(code)
        if language is not None and language.script != "han":
            words = sum(len(passage.text.split()) for passage in inspection.passages((code,)))
            yield title, words
            return


def _is_counted(unit: Unit) -> bool:
    """Whether a paragraph has a number."""
    if isinstance(unit, Operative):
        return unit.numbered
    return isinstance(unit, Paragraph) and unit.counted
