"""Equations of Word files, written in a line: (a+b)/c, √(x), with raised and lowered letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from masthead.wordfile.names import Element, M

Part = tuple[str, int]
"""Characters, and whether they are raised (1) or lowered (-1)."""
_SCRIPTS = {"sub": -1, "sup": 1, "lim": -1}


def read_equation(element: Element) -> Iterator[Part]:
    """Read an equation from its start to its end."""
    for child in element:
        name = _name(child)
        if name in _READERS:
            yield from _READERS[name](child)
        elif not name.endswith("Pr"):
            yield from read_equation(child)


def _read_text(run: Element) -> Iterator[Part]:
    for child in run:
        if _name(child) == "t" and child.text:
            yield child.text, 0


def _read_scripts(element: Element) -> Iterator[Part]:
    """Read a base and what is raised or lowered beside it, above or below it."""
    upper = 1 if _name(element) == "limUpp" else -1
    yield from _inside(element, "e")
    for name, shift in _SCRIPTS.items():
        if text := _flat(element, name):
            yield text, upper if name == "lim" else shift


def _read_fraction(element: Element) -> Iterator[Part]:
    above, below = _flat(element, "num"), _flat(element, "den")
    if _setting(element, "f", "type", "bar") == "noBar":  # n over k, in parentheses
        yield f"{above} | {below}", 0
    else:
        yield f"{_group(above)}/{_group(below)}", 0


def _read_root(element: Element) -> Iterator[Part]:
    if degree := _flat(element, "deg"):
        yield degree, 1
    yield f"√{_group(_flat(element, 'e'))}", 0


def _read_sum(element: Element) -> Iterator[Part]:
    """Read a sum, an integral: its sign, its limits, what it is of."""
    yield _setting(element, "nary", "chr", "∫"), 0
    for name in ("sub", "sup"):
        if text := _flat(element, name):
            yield text, _SCRIPTS[name]
    yield " ", 0
    yield from _inside(element, "e")


def _read_brackets(element: Element) -> Iterator[Part]:
    yield _setting(element, "d", "begChr", "("), 0
    for number, inner in enumerate(_list(element, "e")):
        if number:
            yield _setting(element, "d", "sepChr", "|"), 0
        yield from read_equation(inner)
    yield _setting(element, "d", "endChr", ")"), 0


def _read_function(element: Element) -> Iterator[Part]:
    yield from _inside(element, "fName")
    yield " ", 0
    yield from _inside(element, "e")


def _read_accent(element: Element) -> Iterator[Part]:
    yield _flat(element, "e") + _setting(element, "acc", "chr", "\u0302"), 0


def _read_rows(element: Element) -> Iterator[Part]:
    """Read a matrix, or equations below each other."""
    if _name(element) == "m":
        rows = [", ".join(map(_join, _list(row, "e"))) for row in _list(element, "mr")]
        yield f"[{'; '.join(rows)}]", 0
    else:
        yield "; ".join(map(_join, _list(element, "e"))), 0


_READERS: dict[str, Callable[[Element], Iterator[Part]]] = {
    "r": _read_text, "sSub": _read_scripts, "sSup": _read_scripts, "sSubSup": _read_scripts,
    "limLow": _read_scripts, "limUpp": _read_scripts, "f": _read_fraction, "rad": _read_root,
    "nary": _read_sum, "d": _read_brackets, "func": _read_function, "acc": _read_accent,
    "m": _read_rows, "eqArr": _read_rows,
}  # fmt: skip


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _list(element: Element, name: str) -> list[Element]:
    return element.findall(f"{M}{name}")


def _inside(element: Element, name: str) -> Iterator[Part]:
    for inner in _list(element, name):
        yield from read_equation(inner)


def _flat(element: Element, name: str) -> str:
    return "".join(map(_join, _list(element, name)))


def _join(element: Element) -> str:
    """Write a part in which nothing can be raised any more: x^2."""
    signs = {0: "", 1: "^", -1: "_"}
    return "".join(
        signs[shift] + (_group(text) if shift else text) for text, shift in read_equation(element)
    ).strip()


def _group(text: str) -> str:
    """Put what is more than a number or a letter into parentheses."""
    return text if text.isdecimal() or len(text) <= 1 else f"({text})"


def _setting(element: Element, of: str, name: str, otherwise: str) -> str:
    found = element.find(f"{M}{of}Pr/{M}{name}")
    return otherwise if found is None else found.get(f"{M}val", otherwise)
