-- What is known of a directory's traffic.
CREATE TABLE directory_health (
  org_id          uuid NOT NULL,
  directory_id    uuid NOT NULL,
  first_probe_at  timestamptz,
  last_probe_at   timestamptz,
  last_request_at timestamptz,
  last_change_at  timestamptz,
  failures        integer NOT NULL DEFAULT 0,
  failure_kind    text,
  failure_at      timestamptz,
  failure_request uuid,
  PRIMARY KEY (org_id, directory_id)
);
