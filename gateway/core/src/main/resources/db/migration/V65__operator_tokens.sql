-- Tokens of the admin API that gateways have issued: each has an id, is listed and can be revoked. Those of before have no row and
-- are not taken any more; "up" makes a new one at each start.
CREATE TABLE operator_token (
  token_id   uuid PRIMARY KEY,
  -- Whom it was issued to, and what it may do, as the token says it.
  subject    text NOT NULL,
  scope      text NOT NULL,
  issued_by  text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by text
);
