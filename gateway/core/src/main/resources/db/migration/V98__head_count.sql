-- How many users, groups and members there are, kept beside the rows: lists tell their totals, and an organisation its numbers, without
-- counting a million rows each time.
CREATE TABLE head_count (
  org_id       uuid NOT NULL,
  -- Zeros for members of no directory.
  directory_id uuid NOT NULL,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('user', 'group', 'member')),
  -- Of members their status; of users what the document says of active; empty for groups.
  status       text COLLATE "C" NOT NULL,
  -- Of members; empty for others.
  role         text NOT NULL,
  seat         boolean NOT NULL,
  people       bigint NOT NULL,
  PRIMARY KEY (org_id, directory_id, kind, status, role, seat)
) WITH (fillfactor = 50);

-- Counts an organisation anew: for rows that were not written by a gateway.
CREATE FUNCTION rollcall_recount(org uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM organization o WHERE o.org_id = org FOR NO KEY UPDATE;
  DELETE FROM head_count h WHERE h.org_id = org;
  INSERT INTO head_count (org_id, directory_id, kind, status, role, seat, people)
  SELECT u.org_id, u.directory_id, 'user', coalesce(u.doc ->> 'active', ''), '', false, count(*)
    FROM directory_user u WHERE u.org_id = org GROUP BY 1, 2, 4
  UNION ALL
  SELECT g.org_id, g.directory_id, 'group', '', '', false, count(*)
    FROM directory_group g WHERE g.org_id = org GROUP BY 1, 2
  UNION ALL
  SELECT m.org_id, coalesce(m.directory_id, '00000000-0000-0000-0000-000000000000'), 'member', m.status, m.role, m.seat, count(*)
    FROM member m WHERE m.org_id = org GROUP BY 1, 2, 4, 5, 6;
END
$$;

SELECT rollcall_recount(org_id) FROM organization;

-- The hash by which texts of documents are indexed: of the comparison key, because a text may be longer than an index takes.
CREATE FUNCTION rollcall_hash(value text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(rollcall_fold(value), 0);
