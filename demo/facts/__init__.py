"""What happens in the town, each fact as the events by which the systems report it."""
