"""Document symbols: their grammar, the stem of the files, the parts of the masthead, the address.

The grammar is the general one of United Nations documents (Dag Hammarskjöld Library's description
of symbols): components joined by ``/``, the first one names the organ. ``XX`` stands for a number
that is not assigned yet.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_SUFFIX = r"(?: ?\((?:[IVXLC]+|\d{1,4}|Parts? [IVX]+(?:(?:, | and |–)[IVX]+)*|Vol\. [IVX]+|Sects?\. \d+[A-Z]?(?:[-–]\d+)?|Income sects?\. \d+|SUPP|Resumption \d+)\))?"  # noqa: E501
_FIRST = r"[A-Z][A-Za-z]*(?:\.\d+)?"
_COMPONENT = (
    r"(?:\d{1,5}(?:[A-Z](?:-[A-Z])?)?|ES-\d+|S-\d+|XX+"
    r"|[A-Z][A-Za-z]{0,11}(?:-[A-Z0-9][A-Za-z0-9]*)*(?:\.(?:\d+[A-Z]?|[IVXLC]+|XX+|[A-Z])(?:-\d+)?)*)"
)
_SYMBOL = re.compile(rf"{_FIRST}(?:/{_COMPONENT}{_SUFFIX})+\*{{0,3}}")
_EXCEPTIONS = re.compile(r"CTBT-Art\.XIV/\d{4}/\d+")
_JOINT = re.compile(r"\s*[–—-]\s*(?=[A-Z]+/)")
_PENDING = re.compile(r"(?<![A-Za-z])XX+(?![A-Za-z])")
_PARENTHESES = re.compile(r"\(.*?\)")  # A/RES/3374(XXX) is of the thirtieth session
_IN_TEXT = re.compile(
    rf"(?<![A-Za-z0-9/.=_%&#@-])(?:CTBT-Art\.XIV/\d{{4}}/\d+|{_FIRST}(?:/{_COMPONENT}{_SUFFIX})+\*{{0,3}})"
    r"(?![A-Za-z0-9/])"
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LONGEST = 150
"""Characters of a symbol: the longest there are have half of it."""
ADDRESS = "https://docs.un.org"
DOCUMENTS = ADDRESS + "/{code}/{symbol}"
"""Where the United Nations has its documents, by language and symbol."""
_HELD = re.compile(
    r"(?:A|S|E|T|ST|ACC|AT|CEB|CD|CCD|DC|ENDC|ECE|ESCAP|LC|TD|UNEP|HS|HSP|DP|JIU|PBC|INSTRAW|UNITAR"
    r"|UNODA|CAT|CCPR|CED|CEDAW|CERD|CMW|CRC|CRPD|HRI|OPCAT|NPT|BWC|CCW|CCM|APLC|TPNW|FCCC|ICCD|CAC"
    r"|CTOC|LOS|SPLOS|ISBA|PCNICC|TIM|TRADE|TRANS|WFC)[/.]"
)
"""The first parts of symbols whose documents it has: its organs, and the bodies with a series of
their own. Source: the Dag Hammarskjöld Library's description of symbols. Specialized agencies and
other organizations keep theirs elsewhere.
"""
_DISTRIBUTION = re.compile(r"/([LR])\.(?:\d|XX)")
_DISTRIBUTIONS = {"L": "limited", "R": "restricted"}
_BARE = re.compile(r"A/\d{1,3}|[SE]/(?:19|20)\d\d")  # a session or a year, with no document of it
DRAFT = "-DRAFT"
"""What stands at the end of the names of a draft's files, before what tells formats apart."""


def find_fault(symbol: str) -> tuple[str, str] | None:
    """Say what is wrong with a symbol and what to do; None when it is a good one.

    Joint symbols (``A/78/1–S/2024/2``) are good when each of them is.
    """
    if len(symbol) > LONGEST:  # its files' names would be longer than file systems take
        return f"it is longer than {LONGEST} characters", "for example NPT/CONF.2026/PC.II/WP.5"
    faults = (_find_fault_of_one(part) for part in split_joint(symbol))
    return next((fault for fault in faults if fault), None)


def _find_fault_of_one(part: str) -> tuple[str, str] | None:
    if _SYMBOL.fullmatch(part) or _EXCEPTIONS.fullmatch(part):
        return None
    if not part:
        return "it is empty", "for example A/80/400"
    if strange := re.search(r"[^A-Za-z0-9/.()* ,–-]", part):
        return (
            f"{strange[0]!r} cannot stand in a symbol",
            "write it in Latin letters and digits",
        )
    if part.startswith("/") or part.endswith("/") or "//" in part:
        return "a part between slashes is empty", "for example NPT/CONF.2026/PC.II/WP.5"
    if "/" not in part:
        return "it has no slash", "for example A/80/400"
    if part.endswith("."):
        return "the number after the point is missing", "write XX while it is not known"
    if part == part.lower():
        return "it is in small letters", f"perhaps {part.upper()}"
    return "it does not follow the grammar of symbols", "for example NPT/CONF.2026/PC.II/WP.5"


def split_joint(symbol: str) -> tuple[str, ...]:
    """Split a joint symbol (``A/…–S/…``) into its symbols; most papers have one."""
    return tuple(_JOINT.split(symbol))


def is_pending(symbol: str) -> bool:
    """Whether a number of the symbol is not assigned yet (``WP.XX``)."""
    return bool(_PENDING.search(_PARENTHESES.sub("", symbol)))


def read_distribution(symbol: str) -> str | None:
    """Read the distribution that a symbol names: ``-/L.`` limited, ``-/R.`` restricted."""
    match = _DISTRIBUTION.search(symbol)
    return _DISTRIBUTIONS[match[1]] if match else None


def make_stem(symbol: str) -> str:
    """Make the stem of a paper's files, as the Official Document System names files."""
    stems = (
        re.sub(r"[()\[\]*]", "", part).replace("/", "_").replace(" ", "_")
        for part in split_joint(symbol)
    )
    return "-".join(stems)


def split_symbol(symbol: str) -> tuple[str, str]:
    """Split a symbol into the part set large and the rest, which begins with its slash."""
    large, slash, small = symbol.partition("/")
    return large, slash + small


def break_symbol(symbol: str) -> tuple[str, ...]:
    """Cut a symbol into the pieces between which a line may break: after each slash."""
    return tuple(re.findall(r"[^/]+/?|/", symbol))


def make_address(symbol: str, code: str, pattern: str = DOCUMENTS) -> str:
    """Make the address at which a document is found in a language."""
    address = quote(symbol.rstrip("*"), safe="/().,")
    return pattern.replace("{code}", code).replace("{symbol}", address)


def is_held(symbol: str) -> bool:
    """Whether the United Nations has a document of this symbol on its site."""
    return bool(_HELD.match(symbol) or _EXCEPTIONS.fullmatch(symbol))


def is_document(symbol: str) -> bool:
    """Whether a symbol names a document, and not a session or a year (``A/80``)."""
    return not _BARE.fullmatch(symbol)


def find_symbols(text: str) -> list[tuple[int, int]]:
    """Find the document symbols in running text: where each begins and ends.

    A symbol has a digit or an assigned number somewhere, so ``and/or`` and ``A/B`` are none.
    """
    return [
        match.span()
        for match in _IN_TEXT.finditer(text)
        if re.search(r"\d|XX", match[0]) and re.match(r"[A-Z]+(?:\.\d+)?/|CTBT", match[0])
    ]


def read_roman(numeral: str) -> int:
    """Read a Roman numeral in capital letters."""
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))
