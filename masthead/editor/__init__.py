"""A paper while it is being written: what a person's editor asks of it, without a protocol.

Everything here works on a text that need not be saved, and need not be whole.
"""
