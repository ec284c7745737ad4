"""A made-up harbour town: its events, its planted structures, and the truth about them."""
