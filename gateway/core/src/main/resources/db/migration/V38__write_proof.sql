-- Rows that a node overwrites to show that the database can be written to. There are always sixteen; room is left on the page so
-- that an update stays on it and leaves nothing to clean up.
CREATE TABLE write_proof (
    slot      smallint    PRIMARY KEY CHECK (slot BETWEEN 0 AND 15),
    proved_at timestamptz NOT NULL
) WITH (fillfactor = 10);

INSERT INTO write_proof (slot, proved_at) SELECT slot, now() FROM generate_series(0, 15) AS slot;
