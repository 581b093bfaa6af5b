-- What a request asked for and did not get stands in the audit, too (R29).
ALTER TABLE audit ADD COLUMN left_out json;
