CREATE VIRTUAL TABLE passage_index USING fts5 (words, stems, content = '', tokenize = 'ascii')
