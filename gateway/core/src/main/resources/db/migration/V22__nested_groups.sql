-- Groups in groups. A user is in a group directly, or through groups that are in it; the latter is found by rows that say for each
-- group what it is in, at any depth, so that no look-up has to walk.

CREATE TABLE group_ancestor (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  group_id     uuid NOT NULL,
  ancestor_id  uuid NOT NULL,
  PRIMARY KEY (org_id, group_id, ancestor_id)
);
CREATE INDEX group_ancestor_by_ancestor ON group_ancestor (org_id, ancestor_id);
CREATE INDEX group_ancestor_by_directory ON group_ancestor (org_id, directory_id);

WITH RECURSIVE up AS (
  SELECT org_id, directory_id, member_id AS group_id, group_id AS ancestor_id
    FROM group_member
   WHERE member_type = 'Group' AND member_id IS NOT NULL
   UNION
  SELECT up.org_id, up.directory_id, up.group_id, m.group_id
    FROM up
    JOIN group_member m ON m.org_id = up.org_id AND m.member_id = up.ancestor_id
)
INSERT INTO group_ancestor (org_id, directory_id, group_id, ancestor_id)
SELECT org_id, directory_id, group_id, ancestor_id FROM up WHERE group_id <> ancestor_id;

-- Directories that exist keep what they give: nobody's role changes because the gateway is newer.
ALTER TABLE directory ADD COLUMN nested_groups boolean NOT NULL DEFAULT false;

-- Of a member that is not known yet the type is what the client said, or not known either.
ALTER TABLE group_member ALTER COLUMN member_type DROP DEFAULT;
ALTER TABLE group_member ALTER COLUMN member_type DROP NOT NULL;
UPDATE group_member SET member_type = NULL WHERE member_id IS NULL AND member_type = 'User';
