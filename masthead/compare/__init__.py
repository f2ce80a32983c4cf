"""Two versions of a paper: which units are the same, and which words of them were changed."""
