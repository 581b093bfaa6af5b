-- What became of each request of an identity provider. Partitioned by day, by the time that is in the id of a request (UUIDv7), so that
-- what is old goes by dropping a table. The gateway that runs with a role of its own may make and drop these tables by the functions
-- alone.
CREATE TABLE request_log (
  org_id       uuid NOT NULL,
  request_id   uuid NOT NULL,
  directory_id uuid NOT NULL,
  at           timestamptz NOT NULL,
  method       text NOT NULL,
  -- With its query; what is secret is left out.
  path         text NOT NULL,
  kind         text NOT NULL,
  status       smallint NOT NULL,
  outcome      text NOT NULL CHECK (outcome IN ('done', 'left_out', 'partly_refused', 'refused', 'throttled', 'failed')),
  -- The resource that it was about, and the name that it was known by then.
  resource_id  uuid,
  about        text,
  micros       bigint NOT NULL,
  -- How long it took until the effect was committed; null when there was none.
  commit_micros bigint,
  bytes_in     bigint NOT NULL,
  bytes_out    bigint NOT NULL,
  -- Ids of quirks that fired, with commas between them.
  quirks       text,
  deviations   json,
  entry        json NOT NULL,
  PRIMARY KEY (org_id, request_id)
) PARTITION BY RANGE (request_id);
CREATE INDEX request_log_of_directory ON request_log (org_id, directory_id, request_id);
CREATE INDEX request_log_by_status ON request_log (org_id, status, request_id);
CREATE INDEX request_log_by_kind ON request_log (org_id, kind, request_id);
CREATE INDEX request_log_by_outcome ON request_log (org_id, outcome, request_id) WHERE outcome <> 'done';

-- Whom a request was about: the id of a resource, or the digest of a name, an address or an externalId.
CREATE TABLE request_person (
  org_id     uuid NOT NULL,
  person     uuid NOT NULL,
  request_id uuid NOT NULL,
  PRIMARY KEY (org_id, person, request_id)
) PARTITION BY RANGE (request_id);

-- What directories sent that the RFC does not allow and that was accepted all the same, counted by day.
CREATE TABLE deviation_day (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  day          date NOT NULL,
  rule         text NOT NULL,
  count        bigint NOT NULL,
  last_at      timestamptz NOT NULL,
  last_request uuid NOT NULL,
  -- What was told about the last one.
  detail       text NOT NULL,
  PRIMARY KEY (org_id, directory_id, day, rule)
) PARTITION BY RANGE (day);

CREATE TRIGGER request_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON request_log
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();

-- The least id that a request of a day can have.
CREATE FUNCTION rollcall_first_request(day date) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT (lpad(to_hex((extract(epoch FROM day::timestamp AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the tables of one day, if they are not there.
CREATE FUNCTION rollcall_request_log_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET lock_timeout = '5s'
AS $$
DECLARE
  suffix text := to_char(day, 'YYYYMMDD');
BEGIN
  PERFORM pg_advisory_xact_lock(8120448);
  IF to_regclass('request_log_' || suffix) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF request_log FOR VALUES FROM (%L) TO (%L)',
      'request_log_' || suffix, rollcall_first_request(day), rollcall_first_request(day + 1));
    EXECUTE format('CREATE TABLE %I PARTITION OF request_person FOR VALUES FROM (%L) TO (%L)',
      'request_person_' || suffix, rollcall_first_request(day), rollcall_first_request(day + 1));
    EXECUTE format('CREATE TABLE %I PARTITION OF deviation_day FOR VALUES FROM (%L) TO (%L)',
      'deviation_day_' || suffix, day, day + 1);
  END IF;
END
$$;

-- Makes the tables of today and the next days, and drops those of days that are over for longer than so many days.
CREATE FUNCTION rollcall_request_log_days(keep integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET lock_timeout = '5s'
AS $$
DECLARE
  today date := (now() AT TIME ZONE 'UTC')::date;
  old record;
  dropped integer := 0;
BEGIN
  IF keep < 1 THEN
    RAISE EXCEPTION 'a request log is kept for at least a day';
  END IF;
  FOR n IN -1..2 LOOP
    PERFORM rollcall_request_log_day(today + n);
  END LOOP;
  FOR old IN
    SELECT c.relname
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent IN ('request_log'::regclass, 'request_person'::regclass, 'deviation_day'::regclass)
       AND right(c.relname, 8) < to_char(today - keep, 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', old.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

-- What a request has done is looked for by its id.
CREATE INDEX event_by_request ON event (org_id, request_id);
CREATE INDEX seat_ledger_by_request ON seat_ledger (org_id, request_id);
CREATE INDEX hold_by_request ON hold (org_id, request_id);
