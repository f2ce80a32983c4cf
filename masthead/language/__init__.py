"""What differs by language: labels, numerals, dates, masthead words, fonts."""
