"""What people wrote down of flags, cases and requests: kept beside the store, never an event of a source."""
