"""Places: the gazetteer, mentions, and which of several places of one name is meant."""
