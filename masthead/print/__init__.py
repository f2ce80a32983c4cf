"""Print copies: a built PDF becomes the sheets that a printer or a print shop needs.

Layout (which page stands where) and geometry are pure functions; only the modules that open or
write PDF import pikepdf, and only once they are called.
"""
