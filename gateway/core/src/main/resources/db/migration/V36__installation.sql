-- What is true of the installation as a whole: one row.
CREATE TABLE installation (
  only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- Made from the gateway's key: with another key no credential would be known, so a gateway that has another does not start.
  key_check bytea NOT NULL,
  key_since timestamptz NOT NULL DEFAULT now()
);
