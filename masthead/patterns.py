"""Regular expressions that are compiled when they are first needed.

A start compiles every pattern that a module makes as it is imported, a tenth of a millisecond each,
large character classes ten times as much. Those that most papers never need wait until then.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Waiting:
    """Stands for a pattern. Once it is compiled, it has what the pattern has."""

    def __init__(self, *wanted: Any) -> None:
        self._wanted = wanted

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._wanted)
        self.__dict__.update(
            (known, getattr(compiled, known))
            for known in dir(compiled)
            if not known.startswith("_")
        )
        return getattr(compiled, name)


def compile_later(expression: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Give a pattern that is compiled at its first use. Raises re.error only then."""
    return cast("re.Pattern[str]", _Waiting(expression, flags))
