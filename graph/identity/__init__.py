"""Which records are one real person, organisation or place."""
