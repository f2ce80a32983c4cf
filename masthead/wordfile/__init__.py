"""Word files, read as they stand: paragraphs, tables, notes, lists, changes. Nothing is guessed."""
