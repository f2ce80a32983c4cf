"""Figures: the numbers, dates and labels that a text states, whatever language states them."""
