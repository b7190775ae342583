"""Who owes what to whom by when, and in what mood it is said."""
