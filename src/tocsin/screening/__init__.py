"""Who: published designation lists, explained matches of names, decisions by two people."""
