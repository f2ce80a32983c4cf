"""Letters: what is made of who writes to whom, in each language."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from masthead.edition.edition import Annex, Edition, Paragraph, Signature, plain_text
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source

PARTIES = {
    "en": ("the Permanent Mission of (State)", "the Secretary-General"),
    "fr": ("la Mission permanente de (État)", "au Secrétaire général"),
    "es": ("la Misión Permanente de (Estado)", "al Secretario General"),
    "ru": ("Постоянного представительства (государства)", "Генерального секретаря"),
    "zh": ("(国名)常驻联合国代表团", "秘书长"),
    "ar": ("البعثة الدائمة (للدولة)", "الأمين العام"),
}
TITLES = {
    "en": "Note verbale dated 1 May 2024 from {} addressed to {}",
    "fr": "Note verbale datée du 1er mai 2024, adressée {1} par {0}",
    "es": "Nota verbal de fecha 1 de mayo de 2024 dirigida {1} por {0}",
    "ru": "Вербальная нота {} от 1 мая 2024 года на имя {}",
    "zh": "2024年5月1日{}给{}的普通照会",
    "ar": "مذكرة شفوية مؤرخة 1 أيار/مايو 2024 موجهة إلى {1} من {0}",
}
ANNEXES = {
    "en": "Annex II to the note verbale dated 1 May 2024",
    "fr": "Annexe II à la note verbale datée du 1er mai 2024 adressée",
    "es": "Anexo II de la nota verbal de fecha 1 de mayo de 2024",
    "ru": "Приложение II к вербальной ноте Постоянного представительства",
    "zh": "2024年5月1日(国名)常驻联合国代表团给秘书长的普通照会的附件二",
    "ar": "المرفق الثاني للمذكرة الشفوية المؤرخة 1 أيار/مايو 2024",
}


def write_letter(form: str, units: str, title: str = "") -> str:
    """Write a letter in six languages."""
    from_, to = ("\n".join(f"    {code}: {parties[at]!r}" for code, parties in PARTIES.items())
                 for at in (0, 1))  # fmt: skip
    return f"""\
symbol: S/2024/1
series: security-council
date: 2024-05-03
original: en
versions: {{ {", ".join(f"{code}: {{}}" for code in PARTIES)} }}
{title}
communication:
  form: {form}
  date: 2024-05-01
  from:
{from_}
  to:
{to}
text:
{units}"""


def say(word: str) -> str:
    """Write a text that is one word in every language."""
    return "{" + ", ".join(f"{code}: {word}" for code in PARTIES) + "}"


UNITS = f"""\
- paragraph: {say("One.")}
- paragraph: {say("Two.")}
  numbered: true
- annex: {{title: {say("First")}, original: ru, text: [{{paragraph: {say("One.")}}}]}}
- annex:
    text:
    - paragraph: {say("One.")}
    - annex: {{text: [{{paragraph: {say("One.")}}}]}}
"""


def resolve(project: Project, source: str) -> Mapping[str, Edition]:
    """Resolve a letter in all its languages."""
    paper = read_source(project, source.encode(), "source/letter.yaml").require()
    return {code: resolve_edition(project, paper, code) for code in paper.built_versions}


def squash(text: str) -> str:
    """Take isolates and non-breaking spaces for what they look like."""
    return text.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def letter(project: Project) -> Mapping[str, Edition]:
    """A note verbale with two annexes and an enclosure, in six languages."""
    return resolve(project, write_letter("note-verbale", UNITS))


@pytest.mark.parametrize("code", PARTIES)
def test_titles_are_made_of_who_writes_to_whom(letter: Mapping[str, Edition], code: str) -> None:
    edition = letter[code]
    assert squash(plain_text(edition.title)) == TITLES[code].format(*PARTIES[code])
    first, second = (block for block in edition.body if isinstance(block, Annex))
    assert squash(second.label).startswith(ANNEXES[code])
    assert squash(plain_text(first.original)) == edition.language.originals["ru"]
    assert second.content == () == second.original
    enclosure = second.body[-1]
    assert isinstance(enclosure, Annex)
    assert enclosure.label == edition.language.letters.enclosure


def test_paragraphs_of_a_letter_have_no_numbers_unless_they_say_so(
    letter: Mapping[str, Edition],
) -> None:
    edition = letter["en"]
    labels = [block.label for block in edition.body if isinstance(block, Paragraph)]
    assert labels == [None, "1."]
    annex = edition.body[-1]
    assert isinstance(annex, Annex)
    assert isinstance(annex.body[0], Paragraph)
    assert annex.body[0].label == "1."


def test_a_title_of_its_own_takes_the_place_of_the_one_that_is_made(project: Project) -> None:
    source = write_letter("letter", UNITS, f"title: {say('Own')}")
    assert plain_text(resolve(project, source)["fr"].title) == "Own"


def test_notes_to_a_signature_are_counted_as_its_lines_are_printed(project: Project) -> None:
    signature = f"""\
- paragraph: {say("One.")}
- signature: {{name: {say("'N[^name]'")}, function: {say("'F[^function]'")}}}
"""
    notes = f"notes: {{name: {say('Of the name.')}, function: {say('Of the function.')}}}"
    editions = resolve(project, write_letter("letter", signature, notes))
    told = {
        code: [(note.mark, plain_text(note.paragraphs[0])) for note in edition.notes]
        for code, edition in editions.items()
    }
    assert told["en"] == [("1", "Of the name."), ("2", "Of the function.")]
    assert told["zh"] == [("1", "Of the function."), ("2", "Of the name.")]


def test_a_signature_is_written_as_each_language_has_it(project: Project) -> None:
    signature = f"""\
- paragraph: {say("One.")}
- signature: {{name: {say("N")}, function: {say("F")}, city: geneva, date: 2024-05-01}}
"""
    editions = resolve(project, write_letter("letter", signature))
    found = {}
    for code, edition in editions.items():
        block = edition.body[-1]
        assert isinstance(block, Signature)
        found[code] = [squash(plain_text(line)) for line in (block.place, *block.lines)]
    assert found["en"] == ["Geneva, 1 May 2024", "(Signed) N", "F"]
    assert found["fr"] == ["Genève, 1er mai 2024", "(Signé) N", "F"]
    assert found["es"] == ["Ginebra, 1 de mayo de 2024", "(Firmado) N", "F"]
    assert found["ru"] == ["Женева, 1 мая 2024 года", "(Подпись) N", "F"]
    assert found["zh"] == ["2024年5月1日，日内瓦", "F", "N(签名)"]
    assert found["ar"][1:] == ["(توقيع) N", "F"]
