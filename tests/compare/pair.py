"""Two versions of a small paper, with changes of every sort."""

from __future__ import annotations

from typing import Any

from masthead.compare.matching import match_papers
from masthead.compare.versions import Side, mark_versions
from masthead.compare.whereabouts import Whereabouts
from masthead.edition.edition import Edition
from masthead.edition.marks import OLD
from masthead.language.language import load_language
from masthead.project import Project
from masthead.read.reader import read_source
from tests.compare.conftest import write_paper

THREE = {
    "en": "A third paragraph stays as it is; see [@last].",
    "zh": "第三段不变；见[@last]。",
    "ar": "فقرة ثالثة كما هي؛ انظر [@last].",
}
FACTS: dict[str, Any] = {"versions": {"en": {}, "zh": {}, "ar": {}}}


def make_table(count: int, *more: list[Any]) -> dict[str, Any]:
    rows = [[{"en": "Wheat", "zh": "小麦", "ar": "قمح"}, count], *more]
    columns = [{"en": "Crop", "zh": "作物", "ar": "محصول"}, {"en": "Tons", "zh": "吨", "ar": "طن"}]
    return {"table": {"title": {"en": "Crops", "zh": "作物", "ar": "محاصيل"}, "columns": columns,
                      "rows": rows}}  # fmt: skip


def make_texts() -> tuple[list[Any], list[Any]]:
    heading = {"heading": {"en": "Old purpose", "zh": "旧目的", "ar": "الغرض القديم"}}
    first = {"paragraph": {"en": "The first paragraph says one thing[^n].",
                           "zh": "第一段说一件事[^n]。",
                           "ar": "تقول الفقرة الأولى شيئا[^n]."}}  # fmt: skip
    gone = {
        "paragraph": {"en": "What was here is gone.", "zh": "此处已删。", "ar": "ما كان هنا ذهب."}
    }
    third = {"paragraph": THREE, "subparagraphs": [
        {"en": "a part of it", "zh": "一部分", "ar": "جزء منها"},
    ]}  # fmt: skip
    last = {"paragraph": {"en": "The last.", "zh": "末段。", "ar": "الأخيرة."}, "id": "last"}
    old = [heading, first, gone, third, make_table(12), last]
    come = {"paragraph": {"en": "A wholly new one, *with emphasis*.",
                          "zh": "全新的一段，有*强调*。",
                          "ar": "فقرة جديدة تماما، *بتشديد*."}}  # fmt: skip
    changed = {
        "paragraph": {
            "en": "The first paragraph says two things[^n].",
            "zh": "第一段说两件事[^n]。",
            "ar": "تقول الفقرة الأولى شيئين[^n].",
        }
    }
    new = [
        {"heading": {"en": "New purpose", "zh": "新目的", "ar": "الغرض الجديد"}}, come, changed,
        {**third, "subparagraphs": [
            {"en": "a part of it", "zh": "一部分", "ar": "جزء منها"},
            {"en": "and one more", "zh": "又一部分", "ar": "وجزء آخر"},
        ]},
        make_table(15, [{"en": "Rice", "zh": "稻米", "ar": "أرز"}, 3]), last,
    ]  # fmt: skip
    return old, new


def mark_pair(project: Project, code: str) -> tuple[Edition, dict[str, str]]:
    """Mark the pair in a language, and say where its nodes are."""
    title = {"en": "On drafts", "zh": "关于草案", "ar": "عن المشاريع"}
    note = {"en": "A note.", "zh": "脚注。", "ar": "حاشية."}
    return mark_texts(project, code, *make_texts(), **FACTS, title=title, notes={"n": note})


def mark_texts(
    project: Project, code: str, old: list[Any], new: list[Any], **facts: Any
) -> tuple[Edition, dict[str, str]]:
    """Mark two texts in a language, the second one of a revision."""
    papers = [
        read_source(project, source.encode(), f"source/{name}.yaml").require()
        for source, name in (
            (write_paper(old, **facts), "old"),
            (write_paper(new, **facts, symbol="NPT/CONF.2026/PC.II/WP.7/Rev.1"), "new"),
        )
    ]
    matching = match_papers(*papers, (code,))
    edition = mark_versions(project, matching, code, (Side(project, "draft-1"), Side(project)))
    before, after = (
        Whereabouts(paper, load_language(project, code)).list_names() for paper in papers
    )
    return edition, {**{OLD + name: said for name, said in before.items()}, **after}
