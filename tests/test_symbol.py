"""Document symbols: sixty-two real ones, ten broken ones, and where they stand in running text."""

from __future__ import annotations

import pytest

from masthead.symbol import (
    break_symbol,
    find_fault,
    find_symbols,
    is_document,
    is_held,
    is_pending,
    make_address,
    make_stem,
    read_roman,
    split_joint,
    split_symbol,
)  # fmt: skip

REAL = """
NPT/CONF.2026/PC.II/WP.5; NPT/CONF.2000/28 (Parts I and II); NPT/CONF.2000/28(Parts I and II);
NPT/CONF.2000/MC.I/SR.4; NPT/CONF.2020/PC.II/WP.26; NPT/CONF.2026/PC.I/WP.5;
NPT/CONF.2015/PC.II/WP.42; NPT/CONF.2020/DEC.2; A/80/400; A/INF/76/1; A/RES/70/1; A/RES/1514(XV);
S/RES/1718(2006); S/RES/2231 (2015); A/HRC/WG.6/34/ITA/3; A/HRC/RES/48/13;
ECE/TRADE/C/CEFACT/2020/18; ECE/TRADE/C/CEFACT/2010/20/Rev.2;
E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1; E/CN.7/2003/10; A/80/6 (Sect. 3)/Add.1; A/80/6 (Sect. 3);
A/AC.109/2019/L.18; A/74/L.75; A/C.3/57/SR.39; A/C.1/79/L.8/Rev.1; S/PV.9000;
S/PV.9000 (Resumption 1); S/PRST/2024/1; S/2024/612; ST/CS/SER.A/44/Rev.1*; ST/AI/2023/1;
A/59/2005/Add.2; A/57/3 (Parts I and II); A/520/Rev.17; A/ES-11/L.1; A/RES/ES-11/1; A/S-27/2;
A/CONF.32/41; CCPR/C/GC/36; CEDAW/C/CHN/CO/9; FCCC/CP/2015/L.9/Rev.1; CRC/C/GC/26; TD/B/EX(70)/2;
PCNICC/2000/WGRPE(7)/DP.1; UNEP/EA.5/Res.14; CD/2300; JIU/REP/2020/6; A/78/123/Corr.1;
A/78/123/Add.1/Rev.1; E/2024/100; DP/2024/1; A/78/PV.1; UNODA/2024/1; SPLOS/34/4; A/INF/76/1/Rev.1;
S/AC.44/2024/1; IDB.51/1; BWC/CONF.IX/9; CCW/GGE.1/2024/WP.1; CTBT-Art.XIV/2023/1;
TPNW/MSP/2023/WP.3
"""
SYMBOLS = [" ".join(symbol.split()) for symbol in REAL.split(";")]
BROKEN = [
    "NPT/CONF.2026//WP.5", "npt/conf.2026/pc.ii/wp.5", "NPT/CONF.2026/PC.II/WP.",
    "NPT CONF.2026/PC.II", "A/RES/", "/A/RES/70/1", "A/RES/70/1/", "A\\\\RES\\\\70",
    "NPT/CONF.2026/PC.II/WP.?", "NPT／CONF.2026",
]  # fmt: skip


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_real_symbols_are_good(symbol: str) -> None:
    assert find_fault(symbol) is None
    assert not is_pending(symbol)
    assert make_stem(symbol).isascii()
    assert "/" not in make_stem(symbol)
    assert "".join(break_symbol(symbol)) == symbol
    assert "".join(split_symbol(symbol)) == symbol


def test_all_samples_are_here() -> None:
    assert len(SYMBOLS) == len(set(SYMBOLS)) == 62
    assert len(BROKEN) == 10


@pytest.mark.parametrize(
    "symbol", [*BROKEN, "", "A", "A/80/400 ", " A/80/400", "A/80/400\n", "А/80/1"]
)
def test_broken_symbols_are_refused_with_a_reason(symbol: str) -> None:
    fault = find_fault(symbol)
    assert fault is not None
    assert all(fault)


@pytest.mark.parametrize(
    ("symbol", "pending"),
    [
        ("NPT/CONF.2026/PC.II/WP.XX", True), ("A/80/XXX", True), ("A/80/XX/Add.1", True),
        ("A/RES/3374(XXX)", False), ("A/RES/3000 (XX)", False), ("BWC/CONF.XX/9", True),
    ],
)  # fmt: skip
def test_number_not_assigned_yet(symbol: str, pending: bool) -> None:
    assert find_fault(symbol) is None
    assert is_pending(symbol) is pending


def test_joint_symbols() -> None:
    assert split_joint("A/78/1–S/2024/2") == ("A/78/1", "S/2024/2")
    assert find_fault("A/78/1-S/2024/2") is None
    assert find_fault("A/78/1–S/2024/") is not None
    assert make_stem("A/78/1 – S/2024/2") == "A_78_1-S_2024_2"
    assert split_joint("A/RES/ES-11/1") == ("A/RES/ES-11/1",)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbols_are_found_in_running_text(symbol: str) -> None:
    for before, after in (("See ", "."), ("(", ")"), ("提交的", "号工作文件"), ("“", "”, and")):
        text = before + symbol + after
        found = [text[start:end] for start, end in find_symbols(text)]
        assert found == [symbol], text


@pytest.mark.parametrize(
    "text",
    [
        "and/or", "A/B", "AND/OR", "24/7", "https://docs.un.org/en/A/RES/70/1", "Tier/1",
        "Windows/10",
        "https://example.org/?q=A/80/1",
        "km/h", "TCP/IP", "2023/24", "x/A/80/1", "Mr./Ms.", "3/4",
    ],
)  # fmt: skip
def test_what_is_no_symbol(text: str) -> None:
    assert find_symbols(text) == []


def test_several_symbols() -> None:
    text = "A/RES/70/1, S/RES/2231 (2015) and A/80/6 (Sect. 3)/Add.1; A/80/400."
    found = [text[start:end] for start, end in find_symbols(text)]
    assert found == ["A/RES/70/1", "S/RES/2231 (2015)", "A/80/6 (Sect. 3)/Add.1", "A/80/400"]


def test_address() -> None:
    assert make_address("ST/CS/SER.A/44/Rev.1*", "en") == (
        "https://docs.un.org/en/ST/CS/SER.A/44/Rev.1"
    )
    assert make_address("S/RES/2231 (2015)", "zh") == "https://docs.un.org/zh/S/RES/2231%20(2015)"


@pytest.mark.parametrize(
    "symbol",
    [
        "A/80/400", "S/25704", "CD/2300", "E/CN.4/2003/10", "ST/AI/2023/1", "A/520/Rev.17",
        "FCCC/CP/2015/L.9/Rev.1", "CTBT-Art.XIV/2023/1", "UNEP/EA.5/Res.14", "NPT/CONF.2000/28",
    ],
)  # fmt: skip
def test_what_the_united_nations_has(symbol: str) -> None:
    assert is_document(symbol)
    assert is_held(symbol)


@pytest.mark.parametrize(
    "symbol",
    [
        "INFCIRC/140", "GOV/2023/57", "CTBT/PTS/INF.1663", "COM/2021/118", "WP.5/Add.1", "WHA/77/1",
        "ISO/27001", "C-28/DEC.7", "SWD/2021/24", "A/80", "S/2024", "IDB.51/1", "Add.1/Rev.1",
    ],
)  # fmt: skip
def test_what_it_does_not_have(symbol: str) -> None:
    assert not (is_document(symbol) and is_held(symbol))


def test_roman_numerals() -> None:
    numerals = {"I": 1, "II": 2, "IV": 4, "IX": 9, "XIV": 14, "XL": 40, "XCIX": 99}
    assert {numeral: read_roman(numeral) for numeral in numerals} == numerals
