-- The keys by which a request is found, 8 bytes each rather than 16 and without a constraint to look at: writing them cost a burst of
-- requests more than the entries. Requests from before are found in request_person until the tables of their days are over; gateways of
-- the version before still write to it.
CREATE TABLE request_key (
  org_id     uuid NOT NULL,
  -- 36 bits of the time that an id begins with, and 28 of its end; of a digest the same bits.
  key        bigint NOT NULL,
  request_id uuid NOT NULL
) PARTITION BY RANGE (request_id);
CREATE INDEX request_key_by_key ON request_key (org_id, key, request_id);

CREATE OR REPLACE FUNCTION rollcall_request_log_day(day date) RETURNS void
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
  IF to_regclass('request_key_' || suffix) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF request_key FOR VALUES FROM (%L) TO (%L)',
      'request_key_' || suffix, rollcall_first_request(day), rollcall_first_request(day + 1));
  END IF;
END
$$;

-- Makes the tables of today and the next days, and drops those of days that are over for longer than so many days.
CREATE OR REPLACE FUNCTION rollcall_request_log_days(keep integer) RETURNS integer
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
     WHERE i.inhparent IN ('request_log'::regclass, 'request_key'::regclass, 'request_person'::regclass,
                           'deviation_day'::regclass)
       AND right(c.relname, 8) < to_char(today - keep, 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', old.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
