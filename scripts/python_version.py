"""Ends with a clear sentence when this Python is too old; runs on any Python 3."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Tocsin needs Python 3.11 or newer; this is %d.%d. Name another: make PYTHON=python3.12 install"
        % sys.version_info[:2]
    )
