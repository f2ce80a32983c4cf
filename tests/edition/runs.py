"""Left-to-right runs as they stand in Arabic papers, made at random: what is one thing, whole."""

from __future__ import annotations

import random
from collections.abc import Callable

NAMES = (
    "Smith", "Łukasiewicz", "Müller", "O’Brien", "Nguyễn", "Iva\u0301n Pérez", "São Tomé", "Москва",
    "Ελλάδα", "Côte d’Ivoire", "UNIDIR", "e\u0301tude", "Jean-Luc", "AT&T",
)  # fmt: skip
TITLES = (
    "A History",
    "The Long Way (abridged)",
    "Peace: a Study",
    "L’eau",
    "Über Wasser",
    "No 1+1",
)
HOSTS = ("example.org", "www.example.org", "docs.example.org")


def _digits(chance: random.Random, count: int) -> str:
    return "".join(str(chance.randint(1, 9)) for _ in range(count))


def _make_address(chance: random.Random) -> str:
    end = chance.choice(("", "/", "/a_b_c/page_one.html", "/?q=a+b&c=1#d", "/~x/(y)", "/2015/07"))
    return f"{chance.choice(('https', 'http'))}://{chance.choice(HOSTS)}{end}"


def _make_mail(chance: random.Random) -> str:
    return f"{chance.choice(('info_desk', 'a.b', 'x-y', 'n1'))}@{chance.choice(HOSTS)}"


def _make_amount(chance: random.Random) -> str:
    number = chance.choice((
        f"{_digits(chance, 1)} {_digits(chance, 3)} {_digits(chance, 3)}",
        f"{_digits(chance, 1)},500.75", _digits(chance, 2),
        f"{_digits(chance, 1)}.{_digits(chance, 1)}", f"1/{_digits(chance, 1)}",
    ))  # fmt: skip
    shape = chance.choice(
        ("{}", "$ {}", "€{}", "{} %", "{}%", "{} °C", "-{}", "+{}", "{} km", "±{}", "£{}", "{} €")
    )
    return shape.format(number)


def _make_book(chance: random.Random) -> str:
    number = f"978-92-1-{_digits(chance, 6)}-{_digits(chance, 1)}"
    return chance.choice(
        (number, f"ISBN {number}", f"E.{_digits(chance, 2)}.IV.{_digits(chance, 1)}")
    )


def _make_telephone(chance: random.Random) -> str:
    last = f"{_digits(chance, 3)}-{_digits(chance, 4)}"
    return chance.choice(
        (f"+41 22 917 {_digits(chance, 4)}", f"(212) {last}", f"+1 (212) {last}", f"1-212-{last}")
    )


def _make_date(chance: random.Random) -> str:
    day = f"{chance.randint(10, 28)}"
    return chance.choice((
        f"2024-05-{day}", f"{day}/05/2024", f"{day} May 2024", f"2024-05-{day}T10:30Z", "10:30",
        f"May {day}, 2024",
    ))  # fmt: skip


def _make_citation(chance: random.Random) -> str:
    name, title = chance.choice(NAMES), chance.choice(TITLES)
    volume = chance.choice((f"vol. {_digits(chance, 3)}, No. 1", f"p. {_digits(chance, 2)}"))
    return chance.choice((f"{name}, {volume}", f"“{title}”, {volume}", f"{name} [{title}]", volume))


def _make_symbol(chance: random.Random) -> str:
    return chance.choice((
        f"A/{chance.randint(50, 80)}/{_digits(chance, 3)}", f"CRC/C/GC/{_digits(chance, 2)}*",
        f"S/RES/{_digits(chance, 4)} (2004)", "A/80/6 (Sect. 3)/Add.1", "NPT/CONF.2026/PC.I/WP.5",
        "A/HRC/WG.6/34/ITA/3, annex I", "E/2024/1/Rev.2*",
    ))  # fmt: skip


def _make_name(chance: random.Random) -> str:
    name = chance.choice(NAMES)
    shape = chance.choice(
        ("{}", "{} (NPT)", "{} [1968]", "{}, Inc.", "“{}”", "{} C++", "#{}", "@{}_1")
    )
    return shape.format(name)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    _make_address, _make_mail, _make_amount, _make_book, _make_telephone, _make_date,
    _make_citation, _make_symbol, _make_name,
)  # fmt: skip


def make_runs(count: int, seed: int) -> list[str]:
    """Make runs of every kind in turn."""
    chance = random.Random(seed)
    return [KINDS[number % len(KINDS)](chance) for number in range(count)]
