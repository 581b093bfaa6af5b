-- When the session that began with a link was last used: one that is idle ends.
ALTER TABLE sign_in_link ADD COLUMN last_used_at timestamptz;

-- The sessions that run are looked up by when they began.
CREATE INDEX sign_in_link_by_use ON sign_in_link (org_id, used_at) WHERE used_at IS NOT NULL AND revoked_at IS NULL;
