"""Run by a Python that has LibreOffice's UNO (Debian: python3-uno), not by that of the tests.

    python3 libreoffice.py PROFILE < lines of "verb<TAB>source<TAB>target"

Opens each Word file, lets LibreOffice accept or reject all changes (or "keep" them), and saves it.
"""

import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

VERBS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def connect(pipe, program):
    """Wait for LibreOffice; None when it ends instead."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    while program.poll() is None:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.05)
    return None


def name(key, value):
    """Make a property."""
    made = PropertyValue()
    made.Name, made.Value = key, value
    return made


def main():
    """Do what standard input says."""
    profile = sys.argv[1]
    pipe = f"masthead{hash(profile) & 0xFFFFFFFF:x}"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    program = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"])
    context = connect(pipe, program)
    if context is None:
        program = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"])
        context = connect(pipe, program)
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    try:
        for line in sys.stdin:
            verb, source, target = line.rstrip("\n").split("\t")
            document = desktop.loadComponentFromURL(
                uno.systemPathToFileUrl(source), "_blank", 0, (name("Hidden", True),)
            )
            if document is None:
                sys.exit(f"LibreOffice cannot open {source}")
            if verb in VERBS:
                frame = document.CurrentController.Frame
                dispatcher.executeDispatch(frame, VERBS[verb], "", 0, ())
            kind = (name("FilterName", "MS Word 2007 XML"),)
            document.storeToURL(uno.systemPathToFileUrl(target), kind)
            document.close(True)
    finally:
        desktop.terminate()
        program.wait()


main()
