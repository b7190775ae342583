"""Bytes to text, by the kind that the bytes show themselves to be.

1. `parsing`    the port: limits, what a parser gives, and the one place where a library's failure is told.
2. `kinds`      what the bytes are: leading bytes first, what was declared only where those leave it open.
3. `encodings`  bytes of text to characters.
4. `text`, `html`, `pdf`, `docx`, `xml`  one parser each.
5. `archive`    a zip file to its members, each a raw document of its own.
"""
