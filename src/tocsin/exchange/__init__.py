"""The record going out: JSON Lines for programs, a brief for people."""
