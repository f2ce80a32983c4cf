"""Tables: letters of notes, widths of columns, how cells are set, which rows stay together."""

from __future__ import annotations

from masthead.edition.edition import Table, TableCall, plain_text
from masthead.project import Project
from tests.edition.papers import resolve, write_paper

HEADS = """
- table:
    columns:
    - {en: 'One[^one]', zh: '一[^one]'}
    - group: {en: 'Both[^both]', zh: '二[^both]'}
      columns: [{en: 'Under[^under]', zh: '三[^under]'}, 2024]
    - {en: 'Last[^last]', zh: '四[^last]', width: 20}
    rows:
    - [{en: A long programme in all regions, zh: 方案}, 1, 25, {paragraphs: [{en: Prose, zh: 文}]}]
    - [null, 3, 1234, 5]
    - subtotal: [{en: Sum, zh: 和}, 4, 1259, 5]
    - total: [{en: All, zh: 共}, 4, 1259, 5]
    notes:
      under: {en: Under., zh: 三。}
      last: {en: Last., zh: 四。}
      one: {en: One., zh: 一。}
      both: {en: Both., zh: 二。}
"""


def make(project: Project, text: str = HEADS) -> Table:
    table = resolve(project, write_paper(text, codes="en zh"), "en").body[0]
    assert isinstance(table, Table)
    return table


def test_notes_of_heads_have_their_letters_row_by_row(project: Project) -> None:
    table = make(project)
    calls = [
        inline.mark
        for row in table.head for cell in row.cells for inline in cell.content
        if isinstance(inline, TableCall)
    ]  # fmt: skip
    assert calls == ["a", "b", "c", "d"]
    told = [plain_text(note.paragraphs[0]) for note in table.notes]
    assert told == ["One.", "Both.", "Last.", "Under."]


def test_columns_share_the_width_by_their_words(project: Project) -> None:
    one, under, year, last = make(project).widths
    assert last == 20
    assert one > 2 * year >= 2 * under
    assert abs(one + under + year - 80) < 0.5


def test_prose_in_a_column_of_figures_is_set_as_prose(project: Project) -> None:
    table = make(project)
    assert [cell.align for cell in table.rows[0].cells] == ["start", "end", "end", "start"]


def test_rows_that_stay_with_the_next_one(project: Project) -> None:
    assert make(project).list_kept() == {"t1-r1", "t1-r2", "t1-r3"}
    rows = "\n".join(f"    - [{number}]" for number in range(6))
    text = f"- table:\n    columns: [2024]\n    rows:\n{rows}\n"
    assert make(project, text).list_kept() == {"t1-r1", "t1-r5"}
