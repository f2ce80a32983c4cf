"""A long paragraph's text is encoded once, not anew for each of its lines."""

from __future__ import annotations

from types import SimpleNamespace

from masthead.render.pdf import lineends


def test_a_text_is_encoded_once_until_it_is_another():
    box = SimpleNamespace(text="核武器" * 10)
    first = lineends._encode(box)
    assert lineends._encode(box) is first == box.text.encode()
    box.text = box.text[1:]  # as WeasyPrint copies a box, with all that was noted in it
    assert lineends._encode(box) == box.text.encode() != first
