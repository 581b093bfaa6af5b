-- Finds what an activation remembers of a member who is removed by hand (R17).
CREATE INDEX adoption_by_member ON adoption (org_id, member_id);
