"""Stage 3, check: what an editor would catch, with line and remedy, before anything is built."""
