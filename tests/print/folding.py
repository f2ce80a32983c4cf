"""Paper, simulated: what a person finds who stacks, folds and reads printed sheets.

Nothing of the package is used, so that what is compared with it leans on nothing it should prove. A
sheet is a pair of sides, a side its cells from left to right; a back is seen after the sheet was
turned like a leaf, so what is on the right of the back lies behind the left of the front.
"""

from __future__ import annotations

from collections.abc import Sequence

Cells = Sequence[int | None]
Sheets = Sequence[tuple[Cells, Cells]]
Leaf = tuple[int | None, int | None]
"""What is on the side that is read first, and what is behind it."""


def fold_signature(sheets: Sheets, spine: str) -> list[Leaf]:
    """Nest sheets, the first one outside, fold them along the middle, and leaf through.

    The book lies with its spine on the left or on the right, its front up.
    """
    near, far = [], []
    for (front_left, front_right), (back_left, back_right) in sheets:
        left_half = (front_left, back_right)  # front, and what is behind it
        right_half = (front_right, back_left)
        if spine == "left":
            # The right half is the upper leaf: its front is the page read first.
            near.append(right_half)
            far.append(left_half[::-1])
        else:
            near.append(left_half)
            far.append(right_half[::-1])
    return near + far[::-1]


def read_leaves(leaves: Sequence[Leaf]) -> list[int | None]:
    """Read leaf after leaf, front then back."""
    return [page for leaf in leaves for page in leaf]


def read_stack(sheets: Sheets, spine: str, columns: int) -> list[int | None]:
    """Read a stapled stack: each side row by row, from the side of the spine."""
    step = 1 if spine == "left" else -1
    return [
        page
        for front, back in sheets
        for side in (front, back)
        for row in range(0, len(side), columns)
        for page in list(side[row : row + columns])[::step]
    ]
