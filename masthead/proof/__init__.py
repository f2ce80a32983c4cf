"""Proof: our pages laid over an official PDF, to see how close they are.

``reading`` reads glyphs and lines with their places, ``positions`` compares the places of lines
that both files have, ``pictures`` lays page over page.
"""
