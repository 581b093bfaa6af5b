-- When the application learnt that somebody has lost access: one row for each way by which it said so.
CREATE TABLE acknowledgement (
  org_id      uuid NOT NULL,
  seq         bigint NOT NULL,
  at          timestamptz NOT NULL,
  -- Of the feed it is nobody's.
  endpoint_id uuid NOT NULL,
  way         text NOT NULL CHECK (way IN ('webhook', 'security_events', 'feed')),
  measured    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (org_id, seq, endpoint_id, at)
) PARTITION BY RANGE (at);
CREATE INDEX acknowledgement_unmeasured ON acknowledgement (at) WHERE NOT measured;

-- How far the application has come in a feed: of all organisations, of one by places of that feed, or of one by its own numbers.
CREATE TABLE feed_reader (
  org_id      uuid NOT NULL,
  by_place    boolean NOT NULL,
  last_cursor bigint NOT NULL,
  read_at     timestamptz NOT NULL,
  PRIMARY KEY (org_id, by_place)
);

-- Up to which place of the feed it was looked whether the application learnt in time.
CREATE TABLE clock_head (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL
);
INSERT INTO clock_head (last_position) SELECT last_position FROM feed_head;

-- As rollcall_webhook_attempt_days does for attempts.
CREATE FUNCTION rollcall_acknowledgement_days(today date, kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  day date;
  part record;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(8120491);
  FOR day IN SELECT today + n FROM generate_series(-1, 2) n LOOP
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS %I PARTITION OF acknowledgement FOR VALUES FROM (%L) TO (%L)',
      'acknowledgement_' || to_char(day, 'YYYYMMDD'),
      day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'acknowledgement'::regclass
       AND c.relname < 'acknowledgement_' || to_char(today - greatest(kept, 1), 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', part.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
