"""Labels as they are typed are found before their texts."""

from __future__ import annotations

import pytest

from masthead.draft.labels import Reading, load_labels
from masthead.language.language import load_language
from masthead.project import Project


@pytest.mark.parametrize(
    ("text", "label", "number"),
    [
        ("عاشرا - المشاركون", "عاشرا -", 10),
        ("حادي عشر - المشاركون", "حادي عشر -", 11),
        ("تاسع\xa0عشر\xa0- المشاركون", "تاسع\xa0عشر\xa0-", 19),
        ("حادي عشر مشاركا", "", 0),  # no label: “eleven participants”
        ("كلمات عشر - المشاركون", "", 0),
    ],
)
def test_headings_in_arabic_are_counted_in_two_words_from_eleven_on(
    project: Project, text: str, label: str, number: int
) -> None:
    labels = load_labels(project, load_language(project, "ar"))
    assert labels.split(text, heading=True) == label
    assert (Reading("heading", 1, number) in labels.read(label)) == bool(label)
