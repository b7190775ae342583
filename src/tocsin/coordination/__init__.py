"""Acting together: what bodies decide and how.

No step, position or status without evidence; everything else is derived, and says from what.
"""
