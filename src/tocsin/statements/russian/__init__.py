"""Russian names found by a tagger whose weights come with the package."""
