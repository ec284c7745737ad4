"""What leaves the system as files: one module a family of formats, and one table of them."""
