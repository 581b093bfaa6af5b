-- Members by role, by status and by the beginning of a name, in the order of the list.

DROP INDEX CONCURRENTLY IF EXISTS member_by_role;
CREATE INDEX CONCURRENTLY member_by_role ON member (org_id, role, member_id);

DROP INDEX CONCURRENTLY IF EXISTS member_suspended_by_id;
CREATE INDEX CONCURRENTLY member_suspended_by_id ON member (org_id, member_id) WHERE status = 'suspended';

DROP INDEX CONCURRENTLY IF EXISTS member_by_display_name;
CREATE INDEX CONCURRENTLY member_by_display_name ON member (org_id, (left(rollcall_fold(display_name), 40)) COLLATE "C");
