"""The pages, a file each: what a page reads, what it writes down, and the template that shows it."""
