"""Stage 2, resolve: Paper and language to Edition, everything decided."""
