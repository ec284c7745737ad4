"""The read model: what was published, in the desk's database; made anew at any time, written by the project step alone."""
