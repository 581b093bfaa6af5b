-- One-time links that sign an administrator in to the console, and the session that each begins: it ends with its link. The code is
-- stored as a hash only. Links of before were valid for a quarter of an hour, so none is kept.
DROP TABLE sign_in_code;
CREATE TABLE sign_in_link (
  org_id     uuid NOT NULL REFERENCES organization,
  link_id    uuid NOT NULL,
  code_hash  bytea NOT NULL,
  subject    text NOT NULL,
  purpose    text NOT NULL,
  return_url text,
  issued_by  text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  PRIMARY KEY (org_id, link_id)
);

-- How an identity provider may authenticate, where a directory does not leave it at its credentials.
CREATE TABLE directory_authentication (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  settings     jsonb NOT NULL,
  version      integer NOT NULL,
  changed_at   timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);

-- Client assertions that were used, so that none is used twice; kept until they have expired.
CREATE TABLE used_assertion (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  -- Of issuer and jti.
  jti_hash     bytea NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, jti_hash),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);
