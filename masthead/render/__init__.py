"""Stage 4, render: Edition to bytes."""
