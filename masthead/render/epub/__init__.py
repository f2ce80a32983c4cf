"""Edition to EPUB: the body markup packaged by pandoc, then a finish."""
