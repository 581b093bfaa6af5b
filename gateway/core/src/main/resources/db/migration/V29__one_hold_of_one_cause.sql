-- People whom a directory's guard holds are one hold with its list until an administrator has decided about all of them. Each person
-- stays a row of their own; rows of one hold share cause_id. The other kinds hold one person each.
ALTER TABLE hold ADD COLUMN cause_id uuid;
UPDATE hold SET cause_id = hold_id WHERE kind <> 'mass_change' OR state <> 'open' OR directory_id IS NULL;
UPDATE hold h SET cause_id = one.cause_id
  FROM (SELECT org_id, directory_id, gen_random_uuid() AS cause_id
          FROM hold
         WHERE kind = 'mass_change' AND state = 'open' AND directory_id IS NOT NULL
         GROUP BY org_id, directory_id) one
 WHERE h.org_id = one.org_id AND h.directory_id = one.directory_id AND h.cause_id IS NULL;
ALTER TABLE hold ALTER COLUMN cause_id SET NOT NULL;
CREATE INDEX hold_of_cause ON hold (org_id, cause_id, hold_id);
-- Before the table is analyzed the planner takes the organisation and "closed_at IS NULL" for enough to find a row, and read everybody
-- who is held in each batch.
DROP INDEX hold_in_force;

-- The hold on a mass change that waits for a decision, and how many people of it do. Kept beside the rows that it sums up.
ALTER TABLE directory ADD COLUMN mass_hold uuid;
ALTER TABLE directory ADD COLUMN mass_held integer NOT NULL DEFAULT 0;
UPDATE directory d SET mass_hold = held.cause_id, mass_held = held.people
  FROM (SELECT org_id, directory_id, cause_id, count(*)::integer AS people
          FROM hold
         WHERE kind = 'mass_change' AND state = 'open' AND directory_id IS NOT NULL
         GROUP BY org_id, directory_id, cause_id) held
 WHERE d.org_id = held.org_id AND d.directory_id = held.directory_id;
