"""Edition to HTML: the one body markup for PDF, EPUB and screen."""
