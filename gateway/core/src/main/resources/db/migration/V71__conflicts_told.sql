-- Members of others whose address is of a domain that was just verified are told of it, each in their own organisation (R26).
ALTER TABLE domain ADD COLUMN conflicts_due_at timestamptz;
CREATE INDEX domain_with_conflicts_due ON domain (conflicts_due_at) WHERE conflicts_due_at IS NOT NULL;
