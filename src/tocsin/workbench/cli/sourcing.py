"""Commands about sources: add, list, check, watch. Filled in when the catalogue is there."""
