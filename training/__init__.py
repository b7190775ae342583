"""Recipes that make the learned files inside the package, one command each."""
