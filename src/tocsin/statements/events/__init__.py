"""Meetings, visits, exercises and what else happens, gathered from all the places that tell of them."""
