"""Bodies: listed, written on a head noun, and tagged in Russian."""
