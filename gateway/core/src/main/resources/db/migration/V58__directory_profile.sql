-- The profile of a directory's client in each version that it had; the newest counts. Going back to a version makes a new one of it.
CREATE TABLE directory_profile (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  -- As it was sent: an object, which may extend a preset.
  document     json NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, number),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);
