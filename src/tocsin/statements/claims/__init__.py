"""Who says what: the words that speak, the words said, the person or body meant, and the stance."""
