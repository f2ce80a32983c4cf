"""Aligning languages: which blocks of several drafts say the same."""
