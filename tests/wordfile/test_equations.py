"""Equations become a line that says the same."""

from __future__ import annotations

import pytest
from lxml import etree

from masthead.wordfile.equations import read_equation
from masthead.wordfile.names import M


def write(inner: str) -> str:
    """Write an equation: raised letters between ^, lowered ones between ~."""
    root = etree.fromstring(f'<m:oMath xmlns:m="{M[1:-1]}">{inner}</m:oMath>')
    signs = {0: "", 1: "^", -1: "~"}
    return "".join(f"{signs[shift]}{text}{signs[shift]}" for text, shift in read_equation(root))


def t(text: str) -> str:
    return f"<m:r><m:rPr/><m:t>{text}</m:t></m:r>"


def e(inner: str, name: str = "e") -> str:
    return f"<m:{name}>{inner}</m:{name}>"


SQUARE = f"<m:sSup>{e(t('x'))}{e(t('2'), 'sup')}</m:sSup>"


@pytest.mark.parametrize(
    ("equation", "line"),
    [
        (t("E=m") + f"<m:sSup>{e(t('c'))}{e(t('2'), 'sup')}</m:sSup>", "E=mc^2^"),
        (f"<m:sSubSup>{e(t('a'))}{e(t('i'), 'sub')}{e(SQUARE, 'sup')}</m:sSubSup>", "a~i~^x^2^"),
        (f"<m:f>{e(t('a+b'), 'num')}{e(SQUARE, 'den')}</m:f>", "(a+b)/(x^2)"),
        (f"<m:f>{e(t('1'), 'num')}{e(t('2'), 'den')}</m:f>", "1/2"),
        (f"<m:rad>{e(t('3'), 'deg')}{e(t('x+1'))}</m:rad>", "^3^√(x+1)"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            f"{e(t('i=1'), 'sub')}{e(t('n'), 'sup')}{e(SQUARE)}</m:nary>", "∑~i=1~^n^ x^2^",
        ),
        (f"<m:d>{e(t('x'))}{e(t('y'))}</m:d>", "(x|y)"),
        (
            '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>'
            f"{e(SQUARE)}</m:d>", "[x^2^]",
        ),
        (f"<m:func>{e(t('sin'), 'fName')}{e(t('x'))}</m:func>", "sin x"),
        (f"<m:limLow>{e(t('lim'))}{e(t('n→∞'), 'lim')}</m:limLow>", "lim~n→∞~"),
        (f"<m:acc>{e(t('x'))}</m:acc>", "x\u0302"),
        (f"<m:m><m:mr>{e(t('1'))}{e(t('0'))}</m:mr><m:mr>{e(t('0'))}{e(t('1'))}</m:mr></m:m>",
         "[1, 0; 0, 1]"),
        (f"<m:borderBox>{e(t('z'))}</m:borderBox><!-- no words -->", "z"),
    ],
)  # fmt: skip
def test_an_equation_is_written_in_a_line(equation: str, line: str) -> None:
    assert write(equation) == line
