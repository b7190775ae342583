"""Tocsin: public documents in, quoted statements, a sourced record and a brief out."""

from __future__ import annotations

__version__ = "0.1.0"
