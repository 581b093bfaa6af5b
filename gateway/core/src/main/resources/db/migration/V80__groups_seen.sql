-- Groups that had an entry for all users when they were read last: 'everybody' where their members are kept, 'scope' where they say
-- which users are the directory's. And, as 'inner', which groups were ever seen in which: their ids, in place of a hash.
ALTER TABLE pulled_object DROP CONSTRAINT pulled_object_kind_check;
ALTER TABLE pulled_object ADD CONSTRAINT pulled_object_kind_check
  CHECK (kind IN ('user', 'group', 'members', 'everybody', 'scope', 'inner'));
