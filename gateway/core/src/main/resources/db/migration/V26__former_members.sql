-- The member that a user was, while a deactivated directory or an undo has left that member to itself: the user takes it over again.
ALTER TABLE directory_user ADD COLUMN former_member_id uuid;
CREATE INDEX directory_user_of_former_member ON directory_user (org_id, former_member_id) WHERE former_member_id IS NOT NULL;

-- Suspended members by address, whoever manages them: another directory may take them over.
CREATE INDEX member_suspended ON member (org_id, email_key) WHERE status = 'suspended';

-- Counts all of them from now on.
UPDATE organization o
   SET dormant_members = (SELECT count(*) FROM member m WHERE m.org_id = o.org_id AND m.status = 'suspended');
