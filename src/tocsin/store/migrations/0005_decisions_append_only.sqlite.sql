CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE (ABORT, 'the log of decisions is append-only'); END
--
CREATE TRIGGER decision_is_never_erased BEFORE DELETE ON decision
BEGIN SELECT RAISE (ABORT, 'the log of decisions is append-only'); END
