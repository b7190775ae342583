"""Readers of designation lists, one small module a format."""
