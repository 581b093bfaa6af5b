-- How a directory is read whose provider does not send.
CREATE TABLE directory_source (
  org_id         uuid NOT NULL,
  directory_id   uuid NOT NULL,
  -- What was entered, without secrets.
  settings       jsonb NOT NULL,
  -- The secrets, sealed with a key that is not in the database.
  sealed         bytea NOT NULL,
  -- The provider's id of the customer, from the first success on.
  account        text,
  users_seconds  integer NOT NULL CHECK (users_seconds > 0),
  groups_seconds integer NOT NULL CHECK (groups_seconds > 0),
  -- stopped: an administrator has to do something before it is read again.
  state          text NOT NULL CHECK (state IN ('unproven', 'ready', 'stopped')),
  findings       jsonb NOT NULL,
  checked_at     timestamptz,
  version        bigint NOT NULL,
  users_due      timestamptz NOT NULL,
  groups_due     timestamptz NOT NULL,
  -- The node that reads it now, until when unless it says so again.
  lease_node     uuid,
  lease_until    timestamptz,
  PRIMARY KEY (org_id, directory_id)
);

-- Each reading of a directory.
CREATE TABLE sync_pass (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  pass_id      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('users', 'full', 'preview')),
  -- Who asked for it; null when it was due.
  asked_by     text,
  state        text NOT NULL CHECK (state IN ('waiting', 'running', 'complete', 'incomplete', 'stopped')),
  phase        text NOT NULL,
  counts       jsonb NOT NULL,
  notes        jsonb NOT NULL,
  asked_at     timestamptz NOT NULL,
  started_at   timestamptz,
  ended_at     timestamptz,
  PRIMARY KEY (org_id, directory_id, pass_id)
);
CREATE INDEX sync_pass_open ON sync_pass (org_id, directory_id) WHERE ended_at IS NULL;

-- What was read last, as a hash: what has not changed since is not looked at.
CREATE TABLE pulled_object (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('user', 'group', 'members')),
  external_id  text COLLATE "C" NOT NULL,
  hash         bytea NOT NULL,
  -- The record that it was brought to, and its version then.
  record_id    uuid NOT NULL,
  version      bigint NOT NULL,
  -- Since when the provider does not have it any more.
  gone_at      timestamptz,
  PRIMARY KEY (org_id, directory_id, kind, external_id)
);
CREATE INDEX pulled_object_gone ON pulled_object (org_id, directory_id, kind, gone_at) WHERE gone_at IS NOT NULL;
