-- Endpoints that are sent events, and how far each has come with each organisation.
CREATE TABLE webhook (
  org_id          uuid NOT NULL,
  webhook_id      uuid NOT NULL,
  url             text NOT NULL,
  description     text NOT NULL,
  types           text[],
  contact         text,
  state           text NOT NULL CHECK (state IN ('enabled', 'disabled')),
  disabled_reason text CHECK (disabled_reason IN ('by_hand', 'gone', 'failing')),
  secret          bytea NOT NULL,
  former_secret   bytea,
  former_until    timestamptz,
  rest_until      timestamptz,
  failing_since   timestamptz,
  last_success_at timestamptz,
  last_failure    text,
  told_at         timestamptz,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (org_id, webhook_id)
);
CREATE UNIQUE INDEX webhook_by_id ON webhook (webhook_id);
CREATE INDEX webhook_failing ON webhook (failing_since) WHERE failing_since IS NOT NULL;

CREATE TABLE webhook_lane (
  org_id     uuid NOT NULL,
  webhook_id uuid NOT NULL,
  done       bigint NOT NULL,
  wanted     bigint NOT NULL,
  attempts   integer NOT NULL DEFAULT 0,
  due_at     timestamptz NOT NULL,
  lease      uuid,
  PRIMARY KEY (org_id, webhook_id)
);
CREATE INDEX webhook_lane_due ON webhook_lane (webhook_id, due_at) WHERE done < wanted;

CREATE TABLE webhook_dead_letter (
  org_id     uuid NOT NULL,
  webhook_id uuid NOT NULL,
  seq        bigint NOT NULL,
  event_id   uuid NOT NULL,
  type       text NOT NULL,
  attempts   integer NOT NULL,
  failure    text NOT NULL,
  given_up_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, webhook_id, seq)
);
CREATE INDEX webhook_dead_letter_of ON webhook_dead_letter (webhook_id, given_up_at, org_id, seq);

CREATE TABLE webhook_attempt (
  webhook_id uuid NOT NULL,
  at         timestamptz NOT NULL,
  attempt_id uuid NOT NULL,
  org_id     uuid,
  seq        bigint,
  message_id text COLLATE "C" NOT NULL,
  type       text NOT NULL,
  attempt    integer NOT NULL,
  delivered  boolean NOT NULL,
  status     integer,
  failure    text,
  response   text NOT NULL,
  millis     integer NOT NULL,
  PRIMARY KEY (webhook_id, at, attempt_id)
) PARTITION BY RANGE (at);

-- Makes the partitions of today and the next days, and drops those that are older than is kept. As the owner of the tables, because the
-- role that gateways run with may change no schema.
CREATE FUNCTION rollcall_webhook_attempt_days(today date, kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  day date;
  part record;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(8120444);
  FOR day IN SELECT today + n FROM generate_series(-1, 2) n LOOP
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS %I PARTITION OF webhook_attempt FOR VALUES FROM (%L) TO (%L)',
      'webhook_attempt_' || to_char(day, 'YYYYMMDD'),
      day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'webhook_attempt'::regclass
       AND c.relname < 'webhook_attempt_' || to_char(today - greatest(kept, 1), 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', part.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

-- What was placed since a time, of one organisation.
CREATE INDEX feed_by_time ON feed (org_id, placed_at);
