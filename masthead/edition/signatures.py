"""Signatures: that it is signed, by whom, in which function, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError
from masthead.edition.edition import Signature
from masthead.edition.problems import NOT_NAMED
from masthead.edition.wording import fill_pattern
from masthead.language.dates import write_date

if TYPE_CHECKING:
    from masthead.edition.counting import Numbered
    from masthead.edition.edition import Content
    from masthead.edition.resolver import Resolver
    from masthead.paper import Signature as SignatureUnit


def make_signature(resolver: Resolver, unit: SignatureUnit, numbered: Numbered) -> Signature:
    """Make a signature: place and day, "(Signed)" and the name, the function."""
    body, language = unit.signature, resolver.language
    name = body.name.get(language.code)
    signed = (
        resolver.maker.make(fill_pattern(language.letters.signed, {"name": name.content}))
        if name
        else resolver.make(body.name)
    )
    function = resolver.make(body.function)
    lines = [function, signed] if language.letters.function_first else [signed, function]
    return Signature(
        numbered.id, _make_place(resolver, unit), tuple(line for line in lines if line)
    )


def _make_place(resolver: Resolver, unit: SignatureUnit) -> Content:
    """Make the line that says where and when it was signed; nothing where neither is said."""
    body, language = unit.signature, resolver.language
    date = write_date(language, body.date) if body.date else ""
    if body.city is None:
        return resolver.maker.say(date) if date else ()
    names = resolver.cities.root.get(body.city, {})
    if language.code not in names:
        file, what = "language/cities.yaml", body.city
        raise PaperError([NOT_NAMED.at(unit.place, file=file, what=what, code=language.code)])
    city = names[language.code]
    pattern = language.session.place_dates
    return resolver.maker.say(pattern.format(city=city, dates=date) if date else city)
