"""Stage 1, read: YAML to Paper, with a diagnostic for everything that is wrong."""
