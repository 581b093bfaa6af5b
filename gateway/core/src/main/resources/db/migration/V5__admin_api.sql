-- What the admin API needs to remember: the operator's roles, and the answers to requests that may be sent again.

CREATE TABLE role (
  name        text COLLATE "C" PRIMARY KEY,
  seat        boolean NOT NULL,
  description text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);
INSERT INTO role (name, seat, description) VALUES
  ('admin', true, 'Administers the organisation. Built in.'),
  ('member', true, 'Uses the application. Built in.'),
  ('guest', false, 'Uses a part of the application, without a seat.');
INSERT INTO role (name, seat, description)
SELECT name, true, 'In use before roles were kept here.'
  FROM (SELECT role FROM role_assignment UNION SELECT default_role FROM directory
        UNION SELECT overflow_role FROM organization UNION SELECT role FROM member) AS used (name)
 WHERE name IS NOT NULL
ON CONFLICT DO NOTHING;

ALTER TABLE role_assignment ADD FOREIGN KEY (role) REFERENCES role;
ALTER TABLE directory ADD FOREIGN KEY (default_role) REFERENCES role;
ALTER TABLE organization ADD FOREIGN KEY (overflow_role) REFERENCES role;

-- Requests with an Idempotency-Key. The key is stored as a hash and the answer sealed under it, because it may hold a secret.
CREATE TABLE idempotent_request (
  org_id      uuid NOT NULL,
  owner       text NOT NULL,
  key_hash    bytea NOT NULL,
  fingerprint bytea NOT NULL,
  started_at  timestamptz NOT NULL,
  status      smallint,
  answer      bytea,
  PRIMARY KEY (org_id, owner, key_hash),
  CHECK ((status IS NULL) = (answer IS NULL))
);
CREATE INDEX idempotent_request_by_age ON idempotent_request (started_at);
