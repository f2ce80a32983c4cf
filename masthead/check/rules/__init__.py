"""The rules, a module for each family: one rule is one small function."""
