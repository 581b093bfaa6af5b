-- Domains are claimed first and proved by a DNS record that is looked up again and again (R2).
ALTER TABLE domain
  ADD COLUMN token         text COLLATE "C",
  ADD COLUMN claimed_at    timestamptz,
  ADD COLUMN checked_at    timestamptz,
  ADD COLUMN finding       jsonb,
  ADD COLUMN tries         integer NOT NULL DEFAULT 0,
  ADD COLUMN missing_since timestamptz,
  ADD COLUMN lost_at       timestamptz,
  ADD COLUMN next_check_at timestamptz;

CREATE INDEX domain_due ON domain (next_check_at) WHERE next_check_at IS NOT NULL;
