"""The way in: files that exist become one paper, with a list of everything that did not arrive."""
