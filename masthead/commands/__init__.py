"""The commands, a module each: a click command named ``command``."""
