"""Stage 3, check: rules over the Paper and its Editions."""
