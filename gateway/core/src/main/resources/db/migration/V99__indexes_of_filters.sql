-- What filters and orders of lists are served by. These indexes begin with the hash of the directory's id, in words that no other query
-- uses: none takes one of them for as good as its own, and they are narrow.

DROP INDEX CONCURRENTLY IF EXISTS directory_user_by_time;
CREATE INDEX CONCURRENTLY directory_user_by_time
  ON directory_user (uuid_hash_extended(directory_id, 0), modified_at, user_id);

DROP INDEX CONCURRENTLY IF EXISTS directory_user_by_display_name;
CREATE INDEX CONCURRENTLY directory_user_by_display_name
  ON directory_user (uuid_hash_extended(directory_id, 0), rollcall_hash(doc ->> 'displayName'));

DROP INDEX CONCURRENTLY IF EXISTS directory_user_by_family_name;
CREATE INDEX CONCURRENTLY directory_user_by_family_name
  ON directory_user (uuid_hash_extended(directory_id, 0), rollcall_hash(doc -> 'name' ->> 'familyName'));

DROP INDEX CONCURRENTLY IF EXISTS directory_user_by_department;
CREATE INDEX CONCURRENTLY directory_user_by_department
  ON directory_user (uuid_hash_extended(directory_id, 0),
    rollcall_hash(doc -> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' ->> 'department'));

DROP INDEX CONCURRENTLY IF EXISTS directory_user_inactive;
CREATE INDEX CONCURRENTLY directory_user_inactive
  ON directory_user (uuid_hash_extended(directory_id, 0), user_id) WHERE (doc ->> 'active') = 'false';

DROP INDEX CONCURRENTLY IF EXISTS directory_group_by_time;
CREATE INDEX CONCURRENTLY directory_group_by_time
  ON directory_group (uuid_hash_extended(directory_id, 0), modified_at, group_id);
