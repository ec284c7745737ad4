"""The command line: composes the packages, explains, exits with the right code."""
