"""Writing sources: from a Paper to the YAML that a person would have typed."""
