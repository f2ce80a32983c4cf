"""What is right in the prose of official papers, and was found fault with, or mended, once."""

from __future__ import annotations

import pytest

from masthead.check.checker import EVERYTHING
from masthead.check.papers import ROUNDS, mend_source
from masthead.project import Project
from masthead.read.reader import read_source
from tests.check.papers import HEAD, NAMES, find_findings, write_paper


def write_note(code: str, text: str) -> str:
    calls = {
        "ar": "نشرت دراسة في الموضوع[^a].", "zh": "关于这一专题已有研究发表。[^a]",
        "en": "A study exists.[^a]",
        "fr": "Une étude existe[^a].", "ru": "Исследование опубликовано[^a].",
        "es": "Existe un estudio[^a].",
    }  # fmt: skip
    return write_paper({code: calls[code]}) + f"notes:\n  a:\n    {code}: |-\n      {text}\n"


def write_units(code: str, units: str, title: str = "", extra: str = "") -> str:
    head = HEAD.format(
        original=code, versions=f"{code}: {{}}", titles=f"{code}: {title or NAMES[code]}"
    )
    return head.replace("text:\n", f"{extra}text:\n") + units


def list_codes(project: Project, source: str) -> list[str]:
    return [found.code for found in find_findings(project, source)]


NAMES_AND_TITLES = [
    ("en", "The Organisation of African, Caribbean and Pacific States met the Ministry of Labor."),
    ("en", "She leads the Center for Coastal Programs at Pearl Harbor, beside Mr. Gray."),
    ("en", "The film “The Color of Honor: A Theater of Dialog” was shown."),
    ("en", "He edits the *Journal of Behavior and Labor* and reads «Le Modernisateur»."),
    ("en", "Write to colour-desk@organisation.example or see www.center.example/program."),
    ("en", "The report, *Towards 50% Less: The U.N. and “States Parties”*, is out."),
    ("en", "Work goes on in workstream 1 and subprogramme 4, under pillar 2 and outcome 3."),
    ("en", "The States Parties to that Convention met; all States Parties took part."),
    ("en", "The Meeting of States Parties was held, and States parties spoke."),
    ("en", "It adopted recommendation 11-16 and resolution 46 (Cg-17)."),
    ("en", "Walla Walla and Pago Pago were visited by Boutros Boutros-Ghali."),
    ("en", "UN News, the UN Chronicle and UN‑Women reported on the forty‑fourth session."),
    ("en", "The parcel went to P.O. Box 12345, postal code 10000, room 4512."),
    ("en", "Since 12 - 5 = 7, and 7 < 9, nothing changes."),
    ("en", "Held in Perth, Australia, and attended by all, it ended at 5 p.m."),
    ("fr", "L’Accord du 10 Décembre, rue du 4 Septembre, reste cité."),
    ("fr", "Il a demandé : « Pourquoi pas ? » Elle a crié : « Jamais ! »"),
    ("es", "El Convenio sobre el Mar de 10 de Diciembre de 1982 sigue en vigor."),
    ("ru", "Программа “FishBase” и доклад “The Ocean and Us” упомянуты."),
    ("ru", "Это потребует бóльших усилий и бо́льшей точности."),
    ("zh", "圣地亚哥-德孔波斯特拉和亚洲-太平洋国家组派代表出席，所需经费为3 738 600美元。"),
    ("zh", "采购原则是：(a) 公平；(b) 诚信；(c) 透明，所有有关各方均须遵守。"),
    ("zh", "关于于会前散发文件的提议和和平利用核能的提议在在线会议上讨论。"),
    ("ar", "وحقوق الطفل الطفلَ نفسَه تعني، كما جاء في شارع 6 أكتوبر."),
    ("ar", "وقد مارس الوفد حقه في الرد، وأشار إلى مجموعة الـ 77 والصين."),
]  # fmt: skip
"""Names, titles, addresses and numbers of things, left as they are."""


@pytest.mark.parametrize(("code", "text"), NAMES_AND_TITLES)
def test_official_names_and_quoted_titles_respelt(project: Project, code: str, text: str) -> None:
    assert list_codes(project, write_paper({code: text})) == []


CITATIONS = [
    ("ar", "John Example, *Who Knows? A Study of Rules* (Geneva, Example Press, 2019), pp. 5, 7."),
    ("zh", "John Example, “Who Knows?”, *Example Review*, vol. 3, No. 2 (2019), p. 5."),
    ("ru", "Jane Example, *Notes on Law, 1990-1995* (London: Example House, 2001), p. 12."),
    ("ru", "United Nations, *Treaty Series*, vol. 999, No. 14668."),
    ("ru", "International Example Organization, document EXA/CONF.3/12."),
    ("ar", "Ibid., vol. 75, No. 973."),
    ("zh", "EX-96/DG.1。"),
    (
        "en",
        "Jean Exemple, *Modernisation et programme*, n° 3 (Paris, Éditions Exemple, 2001), p. 8.",
    ),
    ("en", "https://example.org/report"),
    ("fr", "www.example.org/rapport"),
    ("es", "Disponible en https://example.org/informe"),
    ("en", "Available at https://example.org/colour/index.html"),
]


@pytest.mark.parametrize(("code", "text"), CITATIONS)
def test_note_citing_a_foreign_work(project: Project, code: str, text: str) -> None:
    assert list_codes(project, write_note(code, text)) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "See the report of the Secretary-General on the matter."),
        ("zh", "See General Assembly resolution 70/1, annex, for all details of it."),
        ("ar", "The Treaty remains in force for all States that joined it."),
    ],
)
def test_note_that_was_not_translated_is_found_all_the_same(
    project: Project, code: str, text: str
) -> None:
    assert "C040" in list_codes(project, write_note(code, text))


PAIRED = [
    ("fr", "Plus de 90 États (soit plus de 70 %, selon le point 4) l’ont signé (voir plus loin)."),
    ("fr", "Voir l’article 3 b), et le paragraphe 12 a) ii) du texte (art. 5 c))."),
    ("fr", "Le Comité (créé en 1999) a dit : « Il faut agir (vite !) »."),
    ("fr", "Il parle de « l’article “premier” du texte »."),
    ("es", "Varios países (más de 20) lo firmaron (véase el párr. 3 b)) en 2001."),
    ("es", "Las opciones son: a) no hacer nada; b) esperar (hasta 2030); c) actuar ya."),
    ("es", "Lo llamó «el “primer” paso» (ver más abajo)."),
    ("ru", "Ряд стран (более 30) подписали его (см. ниже); см. пункт 5 а) и b)."),
    ("ru", "Доклад «О „новой“ политике» и статья «“Умный” город» обсуждались (их было 2)."),
    ("ru", "Он сказал: «Это „первый“ и „последний“ раз» и вышел (в 5 ч)."),
    ("ru", "Варианты: а) ждать; b) действовать (до 2030 г.)."),
    ("ar", "وجاء في الوثيقة المعنونة ”عالم للجميع“ أن العمل مستمر."),
    ("ar", "وجاء في الوثيقة المعنونة “عالم للجميع” (انظر الفقرة 3) أن العمل مستمر."),
    ("zh", "见《关于〈公约〉的协定》(第3条)和“‘新’办法”。"),
    ("en", "The list (annex (b) (ii)) and the “so-called ‘new’ list” differ."),
]


@pytest.mark.parametrize(("code", "text"), PAIRED)
def test_parenthesis_before_number_and_nested_quotation_marks(
    project: Project, code: str, text: str
) -> None:
    assert list_codes(project, write_paper({code: text})) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Plus de 90 États (soit plus de 70 % l’ont signé."),
        ("fr", "Voir plus loin), comme il est dit."),
        ("es", "Varios países más de 20 personas) lo firmaron."),
        ("ru", "Он назвал это «вопросом „первой очереди» в докладе."),
        ("ru", "Он назвал это вопросом“ в докладе."),
        ("ar", "وجاء في الوثيقة (انظر الفقرة أن العمل مستمر."),
    ],
)
def test_mark_without_its_partner_is_found_all_the_same(
    project: Project, code: str, text: str
) -> None:
    assert "S010" in list_codes(project, write_paper({code: text}))


RESOLUTION = """\
- paragraph:
    en: |-
      *The General Assembly*,
  numbered: false
- paragraph:
    en: |-
      *Recalling* its earlier decisions on the matter,
  numbered: false
- paragraph:
    en: |-
      *Guided* by the purposes that follow:
  numbered: false
  subparagraphs:
  - en: |-
      To keep the peace,
  - en: |-
      To keep the archives,
- paragraph:
    en: |-
      *Takes note* of the report;
- paragraph:
    en: |-
      *Requests* that the following be done:
  subparagraphs:
  - en: |-
      To write a list;
  - en: |-
      To read it;
- paragraph:
    en: |-
      *Decides* to remain seized of the matter.
"""
RUSSIAN = """\
- paragraph: {{ru: "*ссылаясь* на свои решения,"}}
  numbered: false
- paragraph: {{ru: "*учитывая* доклад по этому вопросу,"}}
  numbered: false
- paragraph: {{ru: "*постановляет* рассмотреть этот вопрос;"}}
- paragraph: {{ru: "*просит* представить доклад."}}
""".replace("{{", "{").replace("}}", "}")


@pytest.mark.parametrize(("code", "units"), [("en", RESOLUTION), ("ru", RUSSIAN)])
def test_preambles_end_and_begin_as_they_do(project: Project, code: str, units: str) -> None:
    assert list_codes(project, write_units(code, units)) == []


@pytest.mark.parametrize(
    "title",
    [
        "Letter dated 3 May 2024 from the Permanent Representative of Cuba to the United Nations",
        "Implementation of the Declaration on the Rights of Everybody",
        "Note by the Department of Management Strategy and Compliance",
    ],
)
def test_title_made_of_names_has_their_capitals(project: Project, title: str) -> None:
    assert list_codes(project, write_units("en", "- paragraph: {en: It is long.}\n", title)) == []


def test_lines_of_a_programme_end_without_marks(project: Project) -> None:
    units = "".join(
        f"- paragraph: {{en: 'Day {day}: general debate'}}\n  numbered: false\n" for day in "ABC"
    )
    assert list_codes(project, write_units("en", units)) == []


MENDED = [
    ("en", "Mr. Boutros Boutros-Ghali saw Pearl Harbor; Ms. Center wrote.", ""),
    ("en", "Lawyers practise, since ’tis so, and nobody may disenfranchise them.", ""),
    ("en", "In Jan. 5 and 9mm it is, in the '90s.", "In 5 January and 9 mm it is, in the ’90s."),
    ("en", "Rock 'n' roll, 5\" of it, and a 3-2 score with 4 - 1 = 3.", ""),
    ("en", "A café-owned shop, an Italy-based firm and a Sicily-held post.", ""),
    ("en", "U.S. Steel met J.R.R. Example in the bully-led game.", ""),
    ("en", "They recognise highly-enriched fuel.", "They recognize highly enriched fuel."),
    ("en", "An e-mail of May 16, 2024 on 50%.", "An email of 16 May 2024 on 50 per cent."),
    ("en", "It was checked in in May and what it is is known.", ""),
    ("en", "It asks for for more of of it.", "It asks for more of it."),
    ("en", "The June 4 Movement, the 3rd of May group and ISO 1234-5678 stay.", ""),
    ("en", "All states of matter, the from 2023–2026 review cycle papers.", ""),
    ("en", "The Treaty ... remains, they said.", "The Treaty … remains, they said."),
    ("en", "Node.Js, a:b and Yahoo!Example are names,and so on.",
     "Node.Js, a:b and Yahoo!Example are names, and so on."),
    ("ru", "Он назвал это «вопросом „первой“ очереди» в докладе.", ""),
    ("ru", "Это политика “новых шагов” и “FishBase”.", "Это политика «новых шагов» и “FishBase”."),
    ("fr", "La place du 8 Mai et le 1 mai 2024, 5%.", "La place du 8 Mai et le 1er mai 2024, 5 %."),
    ("es", "La calle 5 de Mayo, del 5-9 de mayo de 2003.",
     "La calle 5 de Mayo, del 5 al 9 de mayo de 2003."),
    ("zh", "布特罗斯-加利和伊拉克-科威特观察团到会。", ""),
    ("zh", "北京—上海，和和平，以以色列，对对方，目的的，关于于年内。", ""),
    ("zh", "国家的的义务,即透明。", "国家的义务，即透明。"),
    ("zh", "见John Example, *Rules, Old and New* (Geneva, 2020), p. 5。", ""),
    ("ar", "في 5 يناير/كانون الثاني 2025.", "في 5 كانون الثاني/يناير 2025."),
    ("ar", "وفي 5 أيار/مايو 2025، وبلدان الـ 77، وأمـم.",
     "وفي 5 أيار/مايو 2025، وبلدان الـ 77، وأمم."),
    ("ar", "انظر Example, *A List, and More* (Geneva, 2020), p. 5.", ""),
    ("fr", "Le livre “The Way: Ahead” est cité.", ""),
    ("fr", "L’annuaire Yahoo! est cité: un; deux.", "L’annuaire Yahoo! est cité : un ; deux."),
    ("es", "Del 5-9 de mayo, el 1° de junio, a 40° aproximadamente.",
     "Del 5 al 9 de mayo, el 1º de junio, a 40° aproximadamente."),
    ("es", "Duró del 5-9 de mayo.", "Duró del 5 al 9 de mayo."),
    ("ru", "Закон Иванова - Петрова: северо - запад, 5 - 3 = 2.", ""),
    ("ru", "Комитет - главный орган.", "Комитет — главный орган."),
    ("ar", "وزار الوفد پاکستان ثم إيران.", ""),
    ("en", "Co-op and Yahoo!Example; 'yes', '60s.", "Co-op and Yahoo!Example; 'yes', ’60s."),
    ("en", "A ratio of 10:30, Genesis 1:3, 7 Dec. 2018.",
     "A ratio of 10:30, Genesis 1:3, 7 December 2018."),
]  # fmt: skip
"""Language, text, and what --fix makes of it: nothing where it is empty."""


@pytest.mark.parametrize(("code", "before", "after"), MENDED)
def test_fix_changes_names(project: Project, code: str, before: str, after: str) -> None:
    source = data = write_paper({code: before}).encode()
    for _ in range(ROUNDS):
        data, count = mend_source(project, data, "paper.yaml", EVERYTHING)
        if not count:
            break
    wanted = source.decode().replace(before, after or before)
    assert data.decode() == wanted


def test_typed_initial_is_no_label(project: Project) -> None:
    source = write_note("en", "V. Example, *Lists* (Geneva, 2020), p. 5.")
    assert "X001" not in list_codes(project, source)
    assert read_source(project, source.encode(), "x.yaml").paper is not None


SWAPPED = [
    ("en", "fr", "All States are bound by it.", "Tous les États sont liés par le texte."),
    ("en", "es", "It is for the States to decide.", "Los Estados y las partes lo deciden."),
    ("fr", "es", "Les États sont liés par le texte.", "Los Estados y sus partes lo deciden."),
]


@pytest.mark.parametrize(("one", "other", "text", "counterpart"), SWAPPED)
def test_texts_of_two_languages_that_changed_places(
    project: Project, one: str, other: str, text: str, counterpart: str
) -> None:
    right = write_paper({one: text, other: counterpart})
    assert "C042" not in list_codes(project, right)
    found = find_findings(project, write_paper({one: counterpart, other: text}), "C042")
    assert [kept.severity.value for kept in found] == ["error", "error"]


@pytest.mark.parametrize(
    "text",
    [
        "The film “Les uns et les autres” was shown to all of them.",
        "Los Angeles y San Salvador.",
        "De la Cruz, El Niño and Los Alamos were named.",
        "See paras. 3 and 4; para. 5; para. 6; para. 7.",
    ],
)
def test_names_of_another_language_make_no_other_text(project: Project, text: str) -> None:
    assert "C042" not in list_codes(project, write_paper({"en": text}))


@pytest.mark.parametrize(
    ("symbol", "distribution", "found"),
    [
        ("A/80/L.5", "", ["M013"]), ("A/80/L.5", "general", ["M013"]), ("A/80/L.5", "limited", []),
        ("A/C.3/80/L.12/Rev.1", "", ["M013"]), ("A/80/L.XX", "", ["M013"]),
        ("E/2025/L.7", "", ["M013"]), ("A/80/123", "general", []), ("A/80/123", "limited", []),
    ],
)  # fmt: skip
def test_draft_without_distribution_goes_out_as_general(
    project: Project, symbol: str, distribution: str, found: list[str]
) -> None:
    series = "economic-and-social-council" if symbol[0] == "E" else "general-assembly"
    said = f"distribution: {distribution}\n" if distribution else ""
    source = (
        f"symbol: {symbol}\nseries: {series}\nsession: 80\ndate: 2025-10-01\noriginal: en\n{said}"
        "versions: {en: {}}\ntitle: {en: Title}\ntext:\n- paragraph: {en: It is long.}\n"
    )
    if symbol[0] == "E":
        source = source.replace("session: 80\n", "")
    assert [kept.code for kept in find_findings(project, source, "M013")] == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Example International (Geneva); Association Exemple; Fundación Ejemplo."),
        ("ar", "Example House; Example Network for Children; Casa Ejemplo."),
        ("ru", "Féderation Exemple, Association Chrétienne."),
    ],
)
def test_names_of_organizations_are_in_no_language(project: Project, code: str, text: str) -> None:
    assert list_codes(project, write_paper({code: text})) == []


CALLS = """\
- paragraph:
    en: One[^a] and two.
    fr: Un{first} et deux.
- paragraph:
    en: Three[^b] and four.
    fr: Trois{second} et quatre.
notes:
  a: {{en: See A/RES/70/1., fr: Voir A/RES/70/1.}}
  b: {{en: See A/RES/71/1., fr: Voir A/RES/71/1.}}
"""


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("[^a]", "[^b]", []),
        ("[^a] et[^b]", "", ["C001:warning"] * 2),  # the numbers are the same
        ("[^b]", "[^a]", ["C001:warning"] * 4 + ["C002:error"]),
    ],
)
def test_note_called_elsewhere_is_an_error_where_it_has_another_number(
    project: Project, first: str, second: str, found: list[str]
) -> None:
    head = HEAD.format(original="en", versions="en: {}, fr: {}", titles="en: Title, fr: Titre")
    source = head + CALLS.format(first=first, second=second)
    hits = find_findings(project, source, "C001", "C002")
    assert sorted(f"{hit.code}:{hit.severity.value}" for hit in hits) == found


ANNEXED = """\
- paragraph: {en: "See paragraph 3 below, and paragraph 8 of that report."}
- annex:
    title: {en: Terms}
    text:
    - paragraph: {en: One.}
    - paragraph: {en: Two.}
    - paragraph: {en: "Three: see paragraph 2 above."}
"""


def test_paragraphs_of_annexes_are_there_to_be_referred_to(project: Project) -> None:
    assert find_findings(project, write_units("en", ANNEXED), "X009") == []
    further = ANNEXED.replace("paragraph 3 below", "paragraph 4 below")
    (found,) = find_findings(project, write_units("en", further), "X009")
    assert found.severity.value == "error"
