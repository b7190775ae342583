"""Bytes to text that can be cited.

1. `formats`     bytes become text by their kind: plain text, HTML, PDF, Word; archives become their members.
2. `paragraphs`  the text is cut at blank lines; it is never altered, so every offset counts in what was read.
3. `titles`      the page's own title is found, with the date that stands with it.
4. `teasers`     what stands above it is told apart: teasers of other pages, each with its own date.
5. `interviews`  questions and answers are told apart; `segments` puts the parts together.
6. `dates`       the day of publication, as the page itself gives it; never that of a teaser or an event.
7. `genre`       report, interview, speech, statement or announcement; and the language.
8. `duplicates`  signatures by which repeated teasers and articles are found.
"""
