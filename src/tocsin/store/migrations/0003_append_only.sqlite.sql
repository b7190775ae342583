CREATE TRIGGER judgement_is_never_changed BEFORE UPDATE ON judgement
BEGIN SELECT RAISE (ABORT, 'the log of judgements is append-only'); END
--
CREATE TRIGGER judgement_is_never_erased BEFORE DELETE ON judgement
BEGIN SELECT RAISE (ABORT, 'the log of judgements is append-only'); END
