-- Schemas that a directory has beside the standard ones: an extension of its own, or more attributes for a standard schema.
CREATE TABLE directory_schema (
  org_id        uuid NOT NULL,
  directory_id  uuid NOT NULL,
  -- In lower case: URNs compare without letter case. The spelling of the definition is what clients see.
  urn_key       text COLLATE "C" NOT NULL,
  resource_type text NOT NULL CHECK (resource_type IN ('User', 'Group')),
  required      boolean NOT NULL,
  -- RFC 7643 section 7.
  definition    jsonb NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, urn_key),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);
