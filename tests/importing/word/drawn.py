"""Random papers in six languages: the structure of tests/strategies, in words that people write.

What a random text may hold is tested there; here each text is one of a language, and no other text
of the paper is like it, so that it can be found in a built file.
"""

from __future__ import annotations

import random
import re
from typing import Any

import yaml

SIX = ("en", "ar", "zh", "fr", "ru", "es")
WORDS = {
    "en": "review report of all measures taken since spring with new posts for field offices and "
    "training courses held under joint plans within budget",
    "fr": "examen rapport des mesures prises depuis printemps avec nouveaux postes pour bureaux "
    "locaux et cours tenus selon plans communs dans budget",
    "es": "examen informe sobre medidas tomadas desde primavera con nuevos puestos para oficinas "
    "locales y cursos dados según planes comunes dentro presupuesto",
    "ru": "обзор доклад меры принятые весной новые должности для местных отделений курсы "
    "проведённые согласно общим планам рамках бюджета также работа",
    "ar": "استعراض تقرير التدابير المتخذة منذ الربيع مع وظائف جديدة للمكاتب المحلية ودورات تدريبية "
    "عقدت وفق خطط مشتركة ضمن الميزانية",
    "zh": "审查 报告 各项 措施 春季 以来 新设 员额 外地 办事处 培训 课程 联合 计划 预算 范围 工作",
}  # fmt: skip
_LETTERS = {
    "ru": "абвгдежзиклмно", "ar": "بتحدرسصطعفقلمن", "zh": "甲乙丙丁戊己庚辛壬癸子丑寅卯",
}  # fmt: skip
_KEPT = re.compile(r"\[\^[\w-]+\]|\[@[\w-]+\]|\n\n")
_MARKED = re.compile(r"\[[^\]]*\]\([^)]*\)|\*\*|\*|[\^~]\w+[\^~]|\\\n")
_GIVEN = re.compile(r"OP en|[A-Z][a-z]+, [A-Z][a-z]+|[\w./-]+\.(?:svg|png)")
"""Labels, States that voted, pictures: they stay as they are."""


class Writer:
    """Writes the words of a paper, no two texts alike."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = 0

    def _name(self, code: str) -> str:
        """Make a word that no other text has."""
        letters = _LETTERS.get(code, "abcdefghijklmn")
        number, name = self.count, ""
        for _ in range(3):
            number, digit = divmod(number, 14)
            name = letters[digit] + name
        return (
            "ق" if code == "ar" else "ж" if code == "ru" else "" if code == "zh" else "q"
        ) + name

    def say(self, code: str, least: int = 3, most: int = 12) -> str:
        """Write words of a language."""
        words = self.chance.choices(WORDS[code].split(), k=self.chance.randint(least, most))
        words.insert(self.chance.randint(1, len(words)), self._name(code))
        text = ("" if code == "zh" else " ").join(words)
        return text[:1].upper() + text[1:]

    def rewrite(self, text: str, code: str) -> str:
        """Write a text anew: its calls, references and paragraphs stay, and some of its looks."""
        self.count += 1
        if not text.strip():
            return text
        space = "" if code == "zh" else " "
        made = ""
        for place, piece in enumerate(re.split(f"({_KEPT.pattern})", text)):
            if place % 2:
                made = made.rstrip() + piece if piece[1] == "^" else made + space + piece
                made += space if piece[0] == "[" else ""
            elif piece.strip() or not place:
                if place and not made.endswith("\n"):
                    made = made.rstrip(" ") + " " if made.endswith(" ") else made
                made += self._dress(piece, self.say(code), code)
        return made.strip()

    def _dress(self, old: str, words: str, code: str) -> str:
        if not _MARKED.search(old):
            return words
        space = "" if code == "zh" else " "
        look = self.chance.choice(("*{}*", "**{}**", "[{}](https://example.org/a)", "m^2^"))
        return f"{words}{space}{look.format(self.say(code, 1, 2))}"


def draw_paper(source: str, seed: int) -> str:
    """Write a drawn paper in six languages."""
    writer = Writer(seed)
    paper = _translate(yaml.safe_load(source), writer)
    paper["versions"] = {code: {} for code in SIX}
    return str(yaml.safe_dump(paper, allow_unicode=True, sort_keys=False, width=90))


def _translate(value: Any, writer: Writer) -> Any:
    if isinstance(value, list):
        return [_translate(inner, writer) for inner in value]
    if not isinstance(value, dict):
        return value
    if {"en", "zh"} <= value.keys() and isinstance(value["en"], str):
        return _say_in_six(value, writer)
    if value.get("same") is True:
        return {next(iter(value)): writer.rewrite("x", "en"), **dict(list(value.items())[1:])}
    return {key: _translate(inner, writer) for key, inner in value.items()}


def _say_in_six(value: dict[str, Any], writer: Writer) -> dict[str, Any]:
    english, chinese = value["en"], value["zh"]
    rest = {key: _translate(kept, writer) for key, kept in value.items() if key not in ("en", "zh")}
    if english.endswith((".svg", ".png")) or re.fullmatch(
        "OP en|[A-Z][a-z]+, [A-Z][a-z]+", english
    ):
        return {**{code: value["zh"] if code == "zh" else english for code in SIX}, **rest}
    number = re.match(r"\d+ ", english)  # of an item of an agenda
    texts = {
        code: (number[0] if number else "")
        + writer.rewrite(chinese if code == "zh" else english, code)
        for code in SIX
    }
    return {**texts, **rest}
