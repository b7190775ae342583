CREATE TABLE passage_index (passage BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)
--
CREATE INDEX passage_index_words ON passage_index USING GIN (words)
