"""Attacks: trigger frames, what is told around them, and learned fillers for English."""
