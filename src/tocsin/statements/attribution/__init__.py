"""Who said what in English prose, learned from PolNeAR: cues, then the source and the content of each.

1. `tokens`: words, marks of quotation and what a small dictionary knows of each word (`lexicon`).
2. `cues`: a CRF marks the words that attribute (*said*, *according to*, *has long argued*).
3. `spans`: a second CRF, once a cue, marks who speaks and what is said around that cue.
4. `finder`: the two together, with one calibrated score for each attribution.

The weights, their tables and the model card lie in `weights`; `training/attribution.py` makes them again.
"""
