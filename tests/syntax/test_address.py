"""Addresses: what a link may lead to."""

from __future__ import annotations

import pytest

from masthead.syntax.address import is_address


@pytest.mark.parametrize(
    "text",
    [
        "https://docs.un.org/en/A/80/1", "http://a", "https://a.example:8080/b?c=d&e='f'#g?h",
        "https://例.中国/路?查=1#片", "https://xn--fsq.example/", "https://a.example/%E4%BE%8B",
        "https://un.org/x_(y)_z", "mailto:info@un.org", "mailto:a.b+c@un.org?subject=x%20y",
        "https://a.example/a@b:c", "https://a_b.example//..",
    ],
)  # fmt: skip
def test_good_ones(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "https://", "https://?", "http://:80/", "https://a..b/", "https://[x", "http://%zz/",
        "http://a:b/", "https://a.example:99999/", "https://a.example/%zz", "https://a/b#c#d",
        "https://a.example/]", "https://user:secret@a.example/", "https://xn--a/", "https://a b/",
        "https://xn--ß/", "http://a:١/", "mailto:@un.org", "mailto:a@", "mailto:a@b@c",
        "javascript:alert(1)",
        "file:///etc/passwd", "//a.example/", "https://a.example/\"x", "data:text/html,x",
        "https://" + "a" * 64,
    ],
)  # fmt: skip
def test_bad_ones(text):
    assert not is_address(text)
