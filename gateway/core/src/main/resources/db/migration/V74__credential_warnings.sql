-- At how many days before its end the last warning of a credential was told; 0: its end was told.
ALTER TABLE directory_credential ADD COLUMN warned_days integer CHECK (warned_days >= 0);

-- What has ended long since is no news.
UPDATE directory_credential SET warned_days = 0 WHERE expires_at <= now();

-- Those that end and whose end was not told.
CREATE INDEX directory_credential_ending ON directory_credential (expires_at)
WHERE revoked_at IS NULL AND coalesce(warned_days, 31) > 0;
