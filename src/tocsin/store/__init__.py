"""The memory: one port, on SQLite and on PostgreSQL."""

from tocsin.store.opening import open_store
from tocsin.store.port import Counts, Hit, Kept, Repeat, Store, Value, View, Writer

__all__ = ["Counts", "Hit", "Kept", "Repeat", "Store", "Value", "View", "Writer", "open_store"]
