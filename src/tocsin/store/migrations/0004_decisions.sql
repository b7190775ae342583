CREATE TABLE decision (
    number {key},
    id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    about TEXT NOT NULL,
    act TEXT NOT NULL,
    content TEXT NOT NULL,
    "user" TEXT NOT NULL,
    decided_at {whole} NOT NULL,
    reason TEXT NOT NULL,
    undoes TEXT,
    learnt_at {whole} NOT NULL
)
--
CREATE INDEX decision_subject ON decision (subject, number)
