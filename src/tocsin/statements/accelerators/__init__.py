"""Optional stages that ask a model for what the rules missed; off unless a user configures one.

1. `windows` cuts a page into overlapping stretches, so that no sentence is left out.
2. A `port` is asked for each: an endpoint that answers in JSON (`endpoint`), or a local model that marks names
   (`marking`). Where they come from, network or disk, is not this package's to know.
3. `findings` holds each answer to the text: a quote that does not stand there is rejected and counted.
4. What is left becomes drafts of the same schemata, beside those of the stages before (`drafting`).
"""
