"""The desk for programs: what the pages show, as JSON, to the same users under the same rules."""
