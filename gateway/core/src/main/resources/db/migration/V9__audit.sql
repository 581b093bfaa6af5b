-- Who changed what, from what to what.
CREATE TABLE audit (
  org_id       uuid NOT NULL,
  audit_id     uuid NOT NULL,
  at           timestamptz NOT NULL,
  request_id   uuid NOT NULL,
  actor        text,
  directory_id uuid,
  action       text NOT NULL,
  subject_type text NOT NULL,
  subject      text COLLATE "C" NOT NULL,
  before       json,
  after        json,
  PRIMARY KEY (org_id, at, audit_id),
  CHECK (actor IS NOT NULL OR directory_id IS NOT NULL)
);
CREATE INDEX audit_by_subject ON audit (org_id, subject, at);
CREATE INDEX audit_by_actor ON audit (org_id, actor, at) WHERE actor IS NOT NULL;
CREATE INDEX audit_of_administrators ON audit (org_id, action, at) WHERE actor IS NOT NULL;

CREATE FUNCTION rollcall_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();
