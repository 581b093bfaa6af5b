-- One order of the events of all organisations, in which none appears before one that was read already. Each transaction leaves a
-- note of the events that it has written; behind its commit the notes get their places, one node at a time.
CREATE TABLE fresh_event (
  org_id    uuid NOT NULL,
  first_seq bigint NOT NULL,
  last_seq  bigint NOT NULL,
  PRIMARY KEY (org_id, first_seq)
);

CREATE TABLE feed (
  last_position bigint PRIMARY KEY,
  org_id        uuid NOT NULL,
  first_seq     bigint NOT NULL,
  last_seq      bigint NOT NULL,
  placed_at     timestamptz NOT NULL
);
CREATE TRIGGER feed_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON feed
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();

CREATE TABLE feed_head (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL DEFAULT 0
);
INSERT INTO feed_head DEFAULT VALUES;

-- What there is already comes first.
INSERT INTO fresh_event (org_id, first_seq, last_seq)
SELECT org_id, 1, last_event FROM organization WHERE last_event > 0;
