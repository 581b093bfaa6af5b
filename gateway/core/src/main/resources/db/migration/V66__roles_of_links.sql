-- What the session that a link begins may do. Links of before opened everything; a session lasts hours, so theirs go on as they are.
ALTER TABLE sign_in_link ADD COLUMN role text NOT NULL DEFAULT 'owner'
  CHECK (role IN ('owner', 'directory_admin', 'people_admin', 'auditor'));
