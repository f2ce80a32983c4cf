"""The language of the source: YAML cut down to its plain part, the inline markup, and places."""
