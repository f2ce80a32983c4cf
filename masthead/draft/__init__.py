"""Drafts: what a file that comes in says in one language, before it is a paper."""
