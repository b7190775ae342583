"""Documents on their way: their names and how far they have come."""
