"""The desk's own database: what its users write, and the read model of what was published."""
