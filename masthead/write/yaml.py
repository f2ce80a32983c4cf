"""Trees as YAML: plainly, for machines, and as a person would type them.

A person writes prose in blocks (``|-``), a paragraph to a line; facts and names that are short
between braces; and each unit after an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml
from yaml.emitter import ScalarAnalysis

from masthead.syntax.text import Text
from masthead.write.tree import Branch

WIDTH = 100
"""How long a line between braces may be."""
_ENDLESS = 2**20
_NOT_IN_BLOCKS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What must be escaped, and so between quotes."""


def _stands_in_block(text: str) -> bool:
    """Whether a text can stand in a block without more ado."""
    if not text or text[0] in " \n" or text[-1] in " \n" or " \n" in text:
        return False
    return not _NOT_IN_BLOCKS.search(text)


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and prose as literal blocks.

    A long paper is nearly all prose, which PyYAML looks through letter by letter, twice: what can
    stand in a block in any case is found and written as a whole.
    """

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out where it stands."""
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        """Find out how a text can be written."""
        if getattr(self.event, "style", None) == "|" and _stands_in_block(scalar):
            several = "\n" in scalar
            return ScalarAnalysis(
                scalar, empty=False, multiline=several, allow_flow_plain=False,
                allow_block_plain=False, allow_single_quoted=False, allow_double_quoted=True,
                allow_block=True,
            )  # fmt: skip
        return super().analyze_scalar(scalar)

    def write_literal(self, text: str) -> None:
        """Write a text as a block."""
        if not _stands_in_block(text):
            super().write_literal(text)
            return
        self.write_indicator("|-", True)
        for line in text.split("\n"):
            self.write_line_break()
            if line:
                self.write_indent()
                self.stream.write(line)
        self.write_line_break()


class _FlowDumper(_Dumper):
    """Writes everything in one line."""


def _represent_decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    kind = "float" if "." in str(number) else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", str(number))


def _represent_block(dumper: yaml.SafeDumper, text: Text) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text.raw), style="|")


def _represent_words(dumper: yaml.SafeDumper, text: Text) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text.raw))


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_str(str(text))


for _one in (_Dumper, _FlowDumper):
    _one.add_representer(Branch, yaml.SafeDumper.represent_dict)
    _one.add_representer(Decimal, _represent_decimal)
    _one.add_multi_representer(str, _represent_text)
_Dumper.add_representer(Text, _represent_block)
_FlowDumper.add_representer(Text, _represent_words)


def dump_tree(tree: Branch | dict[str, Any] | list[Branch]) -> str:
    """Write a tree, or parts of one, with prose in blocks and all else plainly, in its order."""
    return str(yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS))


def write_flow(value: Any) -> str:
    """Write a value in one line, with braces and brackets."""
    written = yaml.dump(
        value, Dumper=_FlowDumper, allow_unicode=True, sort_keys=False, width=_ENDLESS,
        default_flow_style=True,
    )  # fmt: skip
    return str(written).removesuffix("\n").removesuffix("\n...")


@lru_cache(maxsize=1000)
def _write_key(key: str) -> str:
    return write_flow(key)


def write_entry(key: str, value: Any, indent: int, *, brief: bool = False) -> Iterator[str]:
    """Write a key and its value, as lines; ``brief``: texts are words, and need no block."""
    start = " " * indent + _write_key(key) + ":"
    brief = getattr(value, "is_brief", brief)
    if isinstance(value, Text) and not (brief and _is_line(value)):
        yield from _write_text(start, value.raw, indent + 2)
    elif isinstance(value, Mapping) and value:
        if flow := _try_flow(value, len(start), brief=brief):
            yield f"{start} {flow}"
        else:
            yield start
            yield from write_mapping(value, indent + 2, brief=brief)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        yield start
        yield from write_items(value, indent)
    else:
        yield f"{start} {write_flow(value)}"


def write_mapping(mapping: Mapping[str, Any], indent: int, *, brief: bool = False) -> Iterator[str]:
    """Write the keys of a mapping below each other; a unit begins with its kind."""
    brief = getattr(mapping, "is_brief", brief)
    if (begins := getattr(mapping, "begins", "")) in mapping:
        mapping = {begins: mapping[begins], **mapping}
    for key, value in mapping.items():
        yield from write_entry(key, value, indent, brief=brief)


def write_items(items: Iterable[Any], indent: int) -> Iterator[str]:
    """Write the items of a list below each other."""
    for item in items:
        yield from write_item(item, indent)


def write_item(item: Any, indent: int) -> Iterator[str]:
    """Write an item of a list; its dash stands at ``indent``."""
    if isinstance(item, Mapping) and item:
        flow = _try_flow_item(item, indent)
    else:
        flow = write_flow(item)
        if isinstance(item, list) and item and len(flow) + indent + 2 > WIDTH:
            flow = ""
    if flow:
        yield f"{' ' * indent}- {flow}"
    elif isinstance(item, Mapping):
        yield from put_dash(write_mapping(item, indent + 2), indent)
    else:
        yield from put_dash(write_items(item, indent + 2), indent)


def put_dash(lines: Iterable[str], indent: int) -> Iterator[str]:
    """Make lines an item of a list, with its dash in place of a space of the first one."""
    for number, line in enumerate(lines):
        yield line if number else f"{line[:indent]}-{line[indent + 1 :]}"


def _is_line(text: Text) -> bool:
    return "\n" not in text.raw


def _try_flow(mapping: Mapping[str, Any], before: int, *, brief: bool) -> str:
    """Write a mapping of facts in one line, if neither prose nor more than facts is in it."""
    for value in mapping.values():
        if isinstance(value, Text) and not (brief and _is_line(value)):
            return ""
        if isinstance(value, Mapping) or (
            isinstance(value, list) and any(isinstance(item, dict | list | Text) for item in value)
        ):
            return ""
    flow = write_flow(mapping)
    return flow if before + 1 + len(flow) <= WIDTH else ""


def _try_flow_item(mapping: Mapping[str, Any], indent: int) -> str:
    """Write an item in one line: names in each language stand so, units only if brief."""
    brief = getattr(mapping, "is_brief", False)
    if getattr(mapping, "is_unit", False) and not brief:
        return ""
    for value in mapping.values():
        if isinstance(value, Mapping | list) or (isinstance(value, Text) and not _is_line(value)):
            return ""
    flow = write_flow(mapping)
    return flow if indent + 2 + len(flow) <= WIDTH else ""


def _write_text(start: str, raw: str, indent: int) -> Iterator[str]:
    """Write a text in a block, or between quotes what a block cannot hold."""
    if not raw or raw[0] in " \n" or raw[-1] in " \n" or _NOT_IN_BLOCKS.search(raw):
        quoted = yaml.dump(str(raw), default_style='"', allow_unicode=True, width=_ENDLESS)
        yield f"{start} {quoted.removesuffix(chr(10))}"
        return
    yield f"{start} |-"
    for line in raw.split("\n"):
        yield " " * indent + line if line else ""
