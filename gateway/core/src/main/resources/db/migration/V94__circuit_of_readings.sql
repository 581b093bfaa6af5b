-- Whether the provider is called by a reading, or is given a rest because almost all calls failed; null before it has begun.
ALTER TABLE sync_pass ADD COLUMN circuit text CHECK (circuit IN ('closed', 'open', 'half_open'));
