-- When a user who was brought back under another externalId was brought back: what the IdP had before still holds the id.
ALTER TABLE directory_user ADD COLUMN relinked_at timestamptz;
