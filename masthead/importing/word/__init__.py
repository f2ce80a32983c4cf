"""From a Word file to a draft: what a paragraph is, by style, tabs, indents and label."""
