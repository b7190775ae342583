"""Numbered steps that make a store or bring it up to date.

`0001_record.sql` runs on both back ends; a name with `.sqlite.sql` or `.postgresql.sql` runs on that one only
and counts as the same step. Statements are separated by a line that holds only `--`. A step that was released
is never edited: its digest is recorded in every store it ran on.
"""
