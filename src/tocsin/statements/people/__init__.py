"""People, their names and offices."""
