-- A role assignment is given by a group or by a condition on attributes of the user, in one list (R5, R6).
ALTER TABLE role_assignment ADD COLUMN condition jsonb;
ALTER TABLE role_assignment DROP CONSTRAINT role_assignment_check;
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_check
  CHECK (condition IS NOT NULL OR group_id IS NOT NULL OR awaited_name_key IS NOT NULL);
