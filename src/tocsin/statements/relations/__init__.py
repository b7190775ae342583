"""Offices held, parts of bodies, meetings and cooperation."""
