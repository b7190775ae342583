"""Figures: number words, hedges, units and what is counted."""
