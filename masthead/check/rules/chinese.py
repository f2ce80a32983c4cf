"""Chinese: full-width marks, parentheses, spaces, characters, titles, dates, dashes."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.check.cited import find_foreign
from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.pattern import Pattern, hide, list_words
from masthead.check.rule import Hit, rule
from masthead.check.variants import find_variants
from masthead.patterns import compile_later

CHINESE = ("zh",)
MARKS = "GB/T 15834-2011, punctuation; practice of Chinese documents of the United Nations"
BLANKS = "the source format: the gap between Han and Latin is made by layout"
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSED = f"{HAN}，。；：？！、）》”’」』"

_WIDE = str.maketrans(",.;:?!", "，。；：？！")
_HALF = Pattern(
    rf"(?<=[{HAN}》”’)）])[,;:?!](?!\d)|(?<=[{HAN}》”’)）])\.(?![A-Za-z0-9.])|[,;:?!](?=[{HAN}《“])"
    rf"|(?<=\d)[,;](?=[{HAN}])",
    *",.;:?!",
)  # fmt: skip


@rule(
    "S201",
    "{found!r} is half-width",
    "type {wanted}",
    source=MARKS,
    languages=CHINESE,
    mends=True,
)
def type_full_width_marks(passage: Passage) -> Iterator[Hit]:
    """Marks beside Chinese characters, ，。；：？！, are full-width.

    Half-width marks come from a keyboard that was not switched, and stick to what is before them.

    Good: 透明、可核查和不可逆转，相互关联。
    Good: 于2022年11月15日，见NPT/CONF.2000/28。
    Bad: 透明、可核查和不可逆转,相互关联。
    Bad: 相互关联.
    """
    text = passage.words
    for match in _HALF.find(text):
        start, end = match.span()
        while end < len(text) and text[end] == " ":
            end += 1
        yield passage.hit(start, end, match[0].translate(_WIDE), found=match[0])


_FULL_PARENTHESES, _HALF_PARENTHESES = "（）", "()"


@rule(
    "S202",
    "{found!r}, and most parentheses of the paper are {other}",
    "type {wanted}: all of one kind, in United Nations documents ( )",
    source="Chinese documents of the United Nations: ASCII parentheses; all of one kind",
    reads="paper",
    languages=CHINESE,
    mends=True,
)
def type_one_kind_of_parentheses(inspection: Inspection) -> Iterator[Hit]:
    """Parentheses are all of one kind in a paper; house style has ( ) of ASCII.

    Labels have ASCII parentheses in any case, and stand beside those of the text.

    Good: 新议程联盟(巴西、埃及)和原子能机构(维也纳)
    Bad: 新议程联盟(巴西、埃及)和原子能机构（维也纳）
    """
    passages = list(inspection.passages(CHINESE))
    full = sum(passage.text.count(mark) for passage in passages for mark in _FULL_PARENTHESES)
    half = sum(passage.text.count(mark) for passage in passages for mark in _HALF_PARENTHESES)
    if not full or (not half and full > 4):
        return
    wrong, right = (
        (_FULL_PARENTHESES, _HALF_PARENTHESES)
        if full <= max(half, 4)
        else (_HALF_PARENTHESES, _FULL_PARENTHESES)
    )
    for passage in passages:
        for position, character in enumerate(passage.prose):
            if character in wrong:
                wanted = right[wrong.index(character)]
                yield passage.hit(position, position + 1, wanted, other=right)


_BETWEEN = Pattern(
    rf"(?<=[{_CLOSED}《“]) +(?=[{HAN}，。；：？！、《》“”（）()])|(?<=[()]) +(?=[{HAN}])", " "
)
_LABEL = compile_later(r"\((?:[a-z]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,3})\)\Z")
"""The label of a member of a list inside a sentence, after which official texts have a space."""


@rule(
    "S203",
    "a space between Chinese characters",
    "delete it",
    source=MARKS,
    languages=CHINESE,
    mends=True,
)
def leave_no_blank_between_characters(passage: Passage) -> Iterator[Hit]:
    """No space stands between Chinese characters and marks.

    Chinese has none, and layout would justify the line at it.

    Good: 核裁军对于建立安全的世界，即(a) 透明；(b) 可核查
    Bad: 核裁军 对于建立安全的世界
    """
    for match in _BETWEEN.find(passage.text):
        if not _LABEL.search(passage.text, 0, match.start()):
            yield passage.hit(*match.span(), "")


_BESIDE = Pattern(
    rf"(?<=[{_CLOSED}]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%.]) +(?=[{HAN}，。；：？！、《》“”])", " "
)


@rule(
    "S204",
    "a space between Chinese and Latin",
    "delete it: layout makes the gap",
    source=BLANKS,
    languages=CHINESE,
    mends=True,
)
def leave_the_gap_to_layout(passage: Passage) -> Iterator[Hit]:
    """No space is typed between Chinese characters and Latin letters or digits.

    Layout makes a gap of a quarter of a character there; a space would be one too many.

    Good: 于2000年商定
    Bad: 于 2000 年商定
    """
    for match in _BESIDE.find(passage.text):
        yield passage.hit(*match.span(), "")


@rule(
    "S205",
    "{found} is a traditional or variant character",
    "type {wanted}",
    source="OpenCC tables of traditional and variant characters",
    reads="paper",
    languages=CHINESE,
    mends=True,
)
def type_simplified_characters(inspection: Inspection) -> Iterator[Hit]:
    """Characters are simplified ones, not traditional forms or variants.

    Chinese documents of the United Nations are in simplified characters.

    Good: 潜在的危险
    Bad: 潜在的危險
    """
    for passage in inspection.passages(CHINESE):
        for position, wanted in find_variants(inspection.project, passage.text):
            yield passage.hit(position, position + 1, wanted)


_TITLES = sorted(
    list_words(
        """
        不扩散核武器条约 全面禁止核试验条约 禁止核武器条约 不扩散条约 禁核试条约 联合国宪章
        禁止化学武器公约 化学武器公约 禁止生物武器公约 生物武器公约 世界人权宣言 维也纳条约法公约
        拉罗通加条约 特拉特洛尔科条约 佩林达巴条约 曼谷条约 联合国海洋法公约 集束弹药公约
        武器贸易条约 气候变化框架公约 巴黎协定 日内瓦四公约 罗马规约 外层空间条约
        """
    )
)
_TITLE = Pattern(
    rf"(?:(?<![《\u3400-\u9fff])|(?<=[的和与对按据在于以加入批准缔执行反违]))(?:{'|'.join(_TITLES)})",
    *_TITLES,
)
_BODY = Pattern(
    r"缔约国[^，。；]{0,16}(?:大会|会议|委员会)|组织|机构|筹备委员会",
    "缔约国",
    "组织",
    "机构",
    "筹备委员会",
)


@rule(
    "S206",
    "{found} without 《》",
    "write 《{found}》",
    source=MARKS,
    languages=CHINESE,
)
def put_title_marks_round_treaties(passage: Passage) -> Iterator[Hit]:
    """Titles of treaties stand in 《》; names of conferences that hold them do not.

    The marks tell the instrument from what it is about.

    Good: 《不扩散核武器条约》规定
    Good: 不扩散核武器条约缔约国2026年审议大会
    Bad: 加入不扩散核武器条约
    """
    text = passage.text
    for match in _TITLE.find(text):
        start, end = match.span()
        if text.rfind("《", 0, start) > text.rfind("》", 0, start):
            continue
        following = _BODY.search(text[end : end + 24])
        if following is not None and following.start() == 0:
            continue
        yield passage.hit(start, end, wanted=f"《{match[0]}》")


_ZERO = Pattern(r"(?<=\d年)0\d(?=月)|(?<=月)0\d(?=日)", "年0", "月0")
_ISO = Pattern(r"(?<![\d/.-])(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?![\d/.-])")
_HAN_YEAR = Pattern(r"[一二][〇○零一二三四五六七八九]{3}年", "年")
_HYPHENED = Pattern(r"(?<=[日月])[-–—~～](?=\d)", *"-–—~～")


@rule(
    "S207",
    "{found!r} is not the form of a date",
    "{hint}",
    source="GB/T 15835-2011, numerals; practice of Chinese documents of the United Nations",
    languages=CHINESE,
    mends=True,
)
def write_dates_with_characters(passage: Passage) -> Iterator[Hit]:
    """Dates are 2024年7月22日, and 至 joins two of them.

    Digits without zeros before them, with the characters for year, month and day.

    Good: 2024年7月22日至8月2日
    Bad: 2024年07月22日
    Bad: 2024-07-22
    Bad: 二〇二四年7月
    Bad: 7月22日-8月2日
    """
    text = passage.prose
    for match in _ZERO.find(text):
        yield passage.hit(*match.span(), match[0][1:], hint=f"write {match[0][1:]}")
    if "-" in text or "/" in text or "." in text:
        for match in _ISO.find(text):
            year, month, day = match[0].split(match[1])
            wanted = f"{year}年{int(month)}月{int(day)}日"
            yield passage.hit(*match.span(), wanted, hint=f"write {wanted}")
    for match in _HAN_YEAR.find(text):
        yield passage.hit(*match.span(), hint="write the year in digits")
    for match in _HYPHENED.find(text):
        yield passage.hit(*match.span(), "至", hint="write 至")


_DASH = Pattern(
    r"(?<![-\w])--+(?![-\w])|(?<=[\u3400-\u9fff”》])--+(?=[\u3400-\u9fff“《])|—{3,}|[―─]{2,}"
    r"|(?<!—)—(?!—)|[―─－]", "—", "--", "―", "─", "－",
)  # fmt: skip


@rule(
    "S208",
    "{found!r}",
    "a dash is ——, two characters in a row",
    source=MARKS,
    languages=CHINESE,
    mends=True,
)
def write_dashes_as_two(passage: Passage) -> Iterator[Hit]:
    """A dash is ——, two em dashes without a space.

    A single one is as wide as a character, and looks like 一.

    Good: 这一做法——也是唯一的做法，布特罗斯-加利
    Bad: 这一做法—也是唯一的做法
    Bad: 这一做法--也是唯一的做法
    """
    for match in _DASH.find(passage.words):
        # A single one may join a name, or the ends of a way, where a hyphen is wanted.
        sure = len(match[0]) > 1
        yield passage.hit(*match.span(), "——" if sure else None)


_ELLIPSIS = Pattern(
    r"(?<!…)…(?!…)|\.{3,}|。{2,}|…{3,}|･･･|・・・", "…", "...", "。。", "･･･", "・・・"
)


@rule(
    "S209",
    "{found!r}",
    "an ellipsis is ……, two characters in a row",
    source=MARKS,
    languages=CHINESE,
    mends=True,
)
def write_ellipses_as_two(passage: Passage) -> Iterator[Hit]:
    """An ellipsis is ……, six points in two characters.

    Three points are half of it.

    Good: 《条约》……仍然有效
    Bad: 《条约》…仍然有效
    Bad: 《条约》...仍然有效
    """
    for match in _ELLIPSIS.find(passage.words):
        yield passage.hit(*match.span(), "……")


_FULL = Pattern(
    "[０-９Ａ-Ｚａ-ｚ％／．]+",
    *"０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ％／．",
)


@rule(
    "S210",
    "{found!r}: full-width letters or digits",
    "type {wanted}",
    source="GB/T 15835-2011, numerals",
    languages=CHINESE,
    mends=True,
)
def type_narrow_digits(passage: Passage) -> Iterator[Hit]:
    """Digits and Latin letters are half-width.

    Full-width ones are of another font and cannot be searched.

    Good: 2024年
    Bad: ２０２４年
    """
    for match in _FULL.find(passage.text):
        narrow = "".join(chr(ord(character) - 0xFEE0) for character in match[0])
        yield passage.hit(*match.span(), narrow)


_TWICE = Pattern(
    r"(?<!目)的的(?!确)|与与(?!会)|和和(?![平睦解谐气蔼])|在在(?![线职任场])|是是(?!非)|被被|把把|或或|及及(?![时早其])"
    r"|对对(?![方手话象应称比策口于])|为为(?![期人数止首])|于于|向向(?![前上])|以以(?![色上下前后及往])",
    *(c * 2 for c in "的与和在是被把或及对为于向以"),
)


_BEFORE_TWICE = {"于于": "关由基属鉴对等限位处", "的的": "有"}
"""After these characters the first of the two belongs to the word before."""
_SURE = ("的的", "被被", "把把")


@rule(
    "S211",
    "{found}: a character twice",
    "type it once",
    source="practice of editors",
    languages=CHINESE,
    mends=True,
)
def type_particles_once(passage: Passage) -> Iterator[Hit]:
    """No particle stands twice in a row.

    It is left over where words were changed.

    Good: 核武器国家的义务
    Bad: 核武器国家的的义务
    """
    for match in _TWICE.find(passage.text):
        if passage.text[max(match.start() - 1, 0)] not in _BEFORE_TWICE.get(match[0], ""):
            yield passage.hit(*match.span(), match[0][0] if match[0] in _SURE else None)


_QUOTES = Pattern("[\"'「」『』＂＇]", *"\"'「」『』＂＇")
_CURLED = {"「": "“", "」": "”", "『": "‘", "』": "’"}


@rule(
    "S212",
    "{found} is no quotation mark of simplified Chinese",
    "quote with “ ”, and ‘ ’ inside",
    source=MARKS,
    languages=CHINESE,
    mends=True,
)
def quote_with_curled_marks(passage: Passage) -> Iterator[Hit]:
    """Quotation marks are “ ” and, inside them, ‘ ’.

    Corner brackets are of traditional Chinese, straight marks of typewriters.

    Good: “不首先使用”政策
    Bad: "不首先使用"政策
    Bad: 「不首先使用」政策
    """
    text = hide(passage.prose, find_foreign(passage.prose, passage.code))
    sure = sum(text.count(mark) for mark in '"＂') % 2 == 0
    opened = False
    for match in _QUOTES.find(text):
        wanted = _CURLED.get(match[0])
        if wanted is None and match[0] in '"＂':
            wanted = ("”" if opened else "“") if sure else None
            opened = not opened
        yield passage.hit(*match.span(), wanted)


_WIDE_COMMA = Pattern(r"(?<=\d)，(?=\d{3}(?!\d))", "，")


@rule(
    "S213",
    "{found!r} inside a number",
    "type a space, or write two numbers apart",
    source="GB/T 15835-2011, numerals",
    languages=CHINESE,
)
def keep_numbers_in_one_piece(passage: Passage) -> Iterator[Hit]:
    """No full-width comma stands inside a number.

    It looks like the mark between two numbers; official texts divide thousands by a space.

    Good: 12 500枚, 1.25万枚
    Bad: 12，500枚
    """
    for match in _WIDE_COMMA.find(passage.text):
        yield passage.hit(*match.span())
