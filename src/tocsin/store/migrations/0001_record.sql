CREATE TABLE migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL, ran_at {whole} NOT NULL)
--
CREATE TABLE name (id {key}, text TEXT NOT NULL UNIQUE)
--
CREATE TABLE marking (id {key}, text TEXT NOT NULL UNIQUE)
--
CREATE TABLE document (
    id {key},
    sha256 TEXT NOT NULL UNIQUE,
    kept_at {whole} NOT NULL,
    done_by {whole} NOT NULL,
    holder TEXT,
    held_until {whole} NOT NULL
)
--
CREATE INDEX document_done ON document (done_by, id)
--
CREATE TABLE content (document {plainkey}, data {bytes} NOT NULL)
--
CREATE TABLE address (
    id {key},
    document {whole} NOT NULL REFERENCES document (id),
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    label TEXT NOT NULL,
    retrieved_at {whole} NOT NULL,
    media_type TEXT,
    charset TEXT,
    marking {whole} NOT NULL REFERENCES marking (id),
    learnt_at {whole} NOT NULL,
    UNIQUE (document, source, address)
)
--
CREATE TABLE reading (
    id {key},
    document {whole} NOT NULL REFERENCES document (id),
    extractor {whole} NOT NULL REFERENCES name (id),
    learnt_at {whole} NOT NULL,
    withdrawn_at {whole},
    marking {whole} NOT NULL REFERENCES marking (id),
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    retrieved_at {whole} NOT NULL,
    media_type TEXT NOT NULL,
    language TEXT,
    title TEXT,
    publication_date TEXT,
    genre TEXT NOT NULL,
    text {bytes} NOT NULL,
    segments TEXT NOT NULL,
    statements {whole} NOT NULL
)
--
CREATE UNIQUE INDEX reading_document ON reading (document) WHERE withdrawn_at IS NULL
--
CREATE INDEX reading_history ON reading (document, learnt_at)
--
CREATE INDEX reading_label ON reading (label)
--
CREATE TABLE account (
    id {plainkey},
    reading {whole} NOT NULL REFERENCES reading (id),
    passage {whole} NOT NULL,
    key TEXT NOT NULL,
    schema {whole} NOT NULL,
    origin {whole} NOT NULL,
    section {whole} NOT NULL,
    stance {whole} NOT NULL,
    score {real} NOT NULL,
    language TEXT,
    speaker TEXT,
    via TEXT,
    event_date TEXT,
    said_at TEXT,
    marking {whole} NOT NULL REFERENCES marking (id),
    statements {whole} NOT NULL
)
--
CREATE INDEX account_key ON account (key)
--
CREATE INDEX account_schema ON account (schema, id)
--
CREATE TABLE statement (
    account {whole} NOT NULL REFERENCES account (id),
    number {whole} NOT NULL,
    prop {whole} NOT NULL,
    value TEXT,
    start {whole} NOT NULL,
    "end" {whole} NOT NULL,
    PRIMARY KEY (account, number)
) {without_rowid}
--
CREATE TABLE passage (
    id {plainkey},
    reading {whole} NOT NULL REFERENCES reading (id),
    start {whole} NOT NULL,
    "end" {whole} NOT NULL,
    marking {whole} NOT NULL REFERENCES marking (id),
    schemata {whole} NOT NULL
)
--
CREATE TABLE segment_text (id {key}, hash {bytes} NOT NULL UNIQUE, minhash {bytes} NOT NULL)
--
CREATE TABLE segment_band (
    band {bytes} NOT NULL,
    segment_text {whole} NOT NULL REFERENCES segment_text (id),
    PRIMARY KEY (band, segment_text)
) {without_rowid}
--
CREATE TABLE segment (
    reading {whole} NOT NULL REFERENCES reading (id),
    start {whole} NOT NULL,
    "end" {whole} NOT NULL,
    kind TEXT NOT NULL,
    segment_text {whole} NOT NULL REFERENCES segment_text (id),
    PRIMARY KEY (reading, start)
) {without_rowid}
--
CREATE INDEX segment_same ON segment (segment_text)
--
CREATE TABLE problem (
    id {key},
    document {whole} REFERENCES document (id),
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    stage TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    seen_at {whole} NOT NULL,
    version TEXT NOT NULL,
    learnt_at {whole} NOT NULL,
    withdrawn_at {whole}
)
--
CREATE INDEX problem_document ON problem (document) WHERE withdrawn_at IS NULL
--
CREATE INDEX problem_address ON problem (address) WHERE withdrawn_at IS NULL AND document IS NULL
--
CREATE TABLE judgement (
    number {key},
    id TEXT NOT NULL UNIQUE,
    "left" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    verdict TEXT NOT NULL,
    "user" TEXT NOT NULL,
    decided_at {whole} NOT NULL,
    reason TEXT NOT NULL,
    undoes TEXT,
    learnt_at {whole} NOT NULL
)
--
CREATE TABLE cluster (
    id {key},
    key TEXT NOT NULL,
    canonical TEXT NOT NULL,
    schema {whole} NOT NULL,
    learnt_at {whole} NOT NULL,
    withdrawn_at {whole}
)
--
CREATE UNIQUE INDEX cluster_key ON cluster (key) WHERE withdrawn_at IS NULL
--
CREATE INDEX cluster_history ON cluster (key, learnt_at)
--
CREATE INDEX cluster_canonical ON cluster (canonical)
--
CREATE INDEX cluster_schema ON cluster (schema)
--
CREATE TABLE memo (name TEXT PRIMARY KEY, text TEXT NOT NULL)
