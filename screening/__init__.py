"""What the law makes of a structure, pure as well."""
