-- The seat ledger and the events are append-only, as the audit is, by whomever they are reached.
CREATE TRIGGER seat_ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seat_ledger
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();
