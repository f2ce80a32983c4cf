"""The tests: a package of its own name, whatever other packages install as theirs."""
