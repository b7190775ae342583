"""Statements put together: who is who, what is the same thing, and the decisions of people about it.

1. `profiles`  what one document says of one thing, as far as it tells things apart.
2. `people`, `bodies`, `places`, `events`, `instruments`  links between profiles that are the same, with reasons.
3. `grouping`  links and judgements become groups; a *not same* is never overruled by a link.
4. `resolve`   the groups are kept; `assemble` reads a thing with all its sources; `decide` adds judgements.
"""
