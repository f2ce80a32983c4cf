"""Stage 5, build: what to build, fingerprints, cache, workers, manifest."""
