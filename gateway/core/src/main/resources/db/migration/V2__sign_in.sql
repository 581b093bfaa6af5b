-- One-time links that sign an administrator in to the console; the code itself is stored as a hash only.
CREATE TABLE sign_in_code (
  org_id     uuid NOT NULL REFERENCES organization,
  code_hash  bytea NOT NULL,
  subject    text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (org_id, code_hash)
);
