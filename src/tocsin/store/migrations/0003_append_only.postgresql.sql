CREATE FUNCTION refuse_to_change_judgements() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log of judgements is append-only'; END $$
--
CREATE TRIGGER judgement_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON judgement
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_judgements()
