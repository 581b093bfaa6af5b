CREATE INDEX CONCURRENTLY built_beside ON member (org_id, joined_at);
