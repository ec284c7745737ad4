"""What events claim: mentions, relations, steps in cases, decisions."""
