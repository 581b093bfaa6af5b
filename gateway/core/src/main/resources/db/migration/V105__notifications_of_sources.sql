-- Channels on which a provider tells by itself that users of a directory changed.
CREATE TABLE source_channel (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  channel_id   uuid NOT NULL,
  -- What the provider calls that which is watched; empty until it has answered.
  resource     text NOT NULL,
  -- SHA-256 of the token that comes with everything that is told on it.
  token_hash   bytea NOT NULL,
  until        timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, channel_id)
);

-- Users of whom it was told, until they are read again.
CREATE TABLE source_hint (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  external_id  text COLLATE "C" NOT NULL,
  told_at      timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, external_id)
);

ALTER TABLE sync_pass DROP CONSTRAINT sync_pass_kind_check;
ALTER TABLE sync_pass ADD CONSTRAINT sync_pass_kind_check CHECK (kind IN ('users', 'full', 'preview', 'hints'));
