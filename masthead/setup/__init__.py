"""Set-up: what a machine must have before a paper can be built or a test can run.

Everything here runs on a bare Python 3.11 with the standard library alone, because it runs before
anything else is installed: `python3 -m masthead.setup`. Every step first looks whether its work is
already done, by hash or by looking for the thing itself, and then does nothing, without network.
"""


class SetupError(Exception):
    """Something is missing and could not be installed; the message says what a person has to do."""
