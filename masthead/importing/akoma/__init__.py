"""Reads Akoma Ntoso, as the Organization publishes its resolutions and decisions."""
