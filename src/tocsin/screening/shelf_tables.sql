-- The file of lists and cases, version 1. Texts of entries are kept once, however many vintages hold them.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE vintage (
  id INTEGER PRIMARY KEY, list TEXT NOT NULL, part TEXT NOT NULL, authority TEXT NOT NULL, format TEXT NOT NULL,
  date TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL, loaded_at TEXT NOT NULL, damaged INTEGER NOT NULL,
  entries INTEGER NOT NULL, findings TEXT NOT NULL, UNIQUE (list, part, digest));
CREATE TABLE content (hash TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE stands (
  vintage INTEGER NOT NULL REFERENCES vintage (id), reference TEXT NOT NULL, entity_id TEXT NOT NULL,
  hash TEXT NOT NULL REFERENCES content (hash), PRIMARY KEY (vintage, reference)) WITHOUT ROWID;
CREATE TABLE subject (
  id TEXT PRIMARY KEY, body TEXT NOT NULL, added_by TEXT NOT NULL, added_at TEXT NOT NULL, expires_on TEXT NOT NULL,
  removed_at TEXT) WITHOUT ROWID;
CREATE TABLE told (subject TEXT NOT NULL, list TEXT NOT NULL, reference TEXT NOT NULL, stay TEXT NOT NULL,
  evidence TEXT NOT NULL, told_at TEXT NOT NULL, PRIMARY KEY (subject, list, reference, stay, evidence)) WITHOUT ROWID;
CREATE TABLE decision (
  id INTEGER PRIMARY KEY, subject TEXT NOT NULL, list TEXT NOT NULL, reference TEXT NOT NULL, evidence TEXT NOT NULL,
  verdict TEXT NOT NULL, user TEXT NOT NULL, reason TEXT NOT NULL, decided_at TEXT NOT NULL, expires_on TEXT NOT NULL,
  undoes INTEGER REFERENCES decision (id));
CREATE INDEX decision_pair ON decision (subject, list, reference);
CREATE TABLE asked (
  id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, name TEXT, asked_by TEXT NOT NULL, asked_at TEXT NOT NULL,
  hits INTEGER NOT NULL, expires_on TEXT NOT NULL);
CREATE TABLE purge (
  id INTEGER PRIMARY KEY, purged_at TEXT NOT NULL, before TEXT NOT NULL, rows INTEGER NOT NULL, proof TEXT NOT NULL);
