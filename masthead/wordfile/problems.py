"""What can be wrong with a Word file, so that it is not read."""

from __future__ import annotations

from masthead.diagnostic import Problem

TOO_LARGE = Problem(
    "W001", "the file is larger than {limit} MB", "make its pictures smaller, or divide it"
)
ENCRYPTED = Problem("W002", "the file is locked with a password", "save it without one in Word")
NO_WORD = Problem("W003", "this is no Word file: {reason}", "give a .docx file, as Word saves it")
DAMAGED = Problem("W004", "the file is damaged: {reason}", "open it in Word, and save it again")
UNPACKED = Problem(
    "W005", "{part} unpacks to more than {limit} MB, and is not read", "divide the file"
)
ENTITIES = Problem(
    "W006", "{part} declares entities or a DTD, which no Word file does", "do not trust the file"
)
NO_TEXT = Problem("W007", "there is no text in the file", "")
CHANGES = Problem(
    "W008", "the file has {count} tracked changes: {found}",
    "say what to do with them: --changes accept, or --changes reject",
)  # fmt: skip
NO_OFFICE = Problem(
    "W009", "{kind} files are read with LibreOffice, which is not installed here",
    "install it, or save the file as .docx in Word",
)  # fmt: skip
NOT_CONVERTED = Problem(
    "W010", "LibreOffice does not understand this {kind} file", "save it as .docx in Word"
)
