"""Texts of the desk, a file for each piece of it; `desk.texts` holds them together."""
