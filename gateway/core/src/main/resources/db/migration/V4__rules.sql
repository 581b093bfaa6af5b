-- What the product rules need to remember: seat policies, protection of the last admin, the guard against mass changes, holds,
-- activations that can be undone, and who waits for whose address. Counters spare the ordinary batch every look-up that would
-- find nothing.

ALTER TABLE organization
  ADD COLUMN seat_policy text NOT NULL DEFAULT 'expand' CHECK (seat_policy IN ('expand', 'limit', 'overflow', 'hold')),
  ADD COLUMN overflow_role text,
  ADD COLUMN admin_protection boolean NOT NULL DEFAULT true,
  ADD COLUMN active_admins integer NOT NULL DEFAULT 0,
  ADD COLUMN seats_awaited integer NOT NULL DEFAULT 0,
  ADD COLUMN addresses_awaited integer NOT NULL DEFAULT 0,
  ADD COLUMN holds_in_force integer NOT NULL DEFAULT 0,
  ADD COLUMN dormant_members integer NOT NULL DEFAULT 0,
  ADD COLUMN last_admin_hold uuid,
  ADD CHECK (seat_policy <> 'overflow' OR overflow_role IS NOT NULL);

ALTER TABLE directory
  ADD COLUMN active_members integer NOT NULL DEFAULT 0,
  ADD COLUMN guard_share integer NOT NULL DEFAULT 20 CHECK (guard_share BETWEEN 0 AND 100),
  ADD COLUMN guard_minimum integer NOT NULL DEFAULT 10 CHECK (guard_minimum >= 0),
  ADD COLUMN guard_window_seconds integer NOT NULL DEFAULT 3600 CHECK (guard_window_seconds > 0),
  ADD COLUMN guard_since timestamptz,
  ADD COLUMN guard_base integer NOT NULL DEFAULT 0,
  ADD COLUMN guard_count integer NOT NULL DEFAULT 0;

CREATE INDEX directory_user_awaiting_seat ON directory_user (org_id, user_id)
  WHERE exclusion IN ('no_seat_available', 'awaits_approval');

ALTER TABLE member
  ADD COLUMN awaited_role text,
  ADD COLUMN activation_id uuid;
CREATE INDEX member_awaiting_seat ON member (org_id, member_id) WHERE awaited_role IS NOT NULL;
CREATE INDEX member_without_record ON member (org_id, email_key) WHERE user_id IS NULL;

ALTER TABLE seat_ledger ADD COLUMN billable integer NOT NULL DEFAULT 0 CHECK (billable >= 0);

-- Each time that a directory went live (R17).
CREATE TABLE activation (
  org_id        uuid NOT NULL,
  activation_id uuid NOT NULL,
  directory_id  uuid NOT NULL,
  started_at    timestamptz NOT NULL,
  ended_at      timestamptz,
  undone_at     timestamptz,
  PRIMARY KEY (org_id, activation_id),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);

-- Members whom an activation took over, as they were before (R11, R17).
CREATE TABLE adoption (
  org_id        uuid NOT NULL,
  activation_id uuid NOT NULL,
  member_id     uuid NOT NULL,
  email         text NOT NULL,
  email_key     text COLLATE "C" NOT NULL,
  display_name  text NOT NULL,
  status        text NOT NULL CHECK (status IN ('active', 'suspended')),
  seat          boolean NOT NULL,
  role          text NOT NULL,
  awaited_role  text,
  made_by       uuid,
  joined_at     timestamptz NOT NULL,
  PRIMARY KEY (org_id, activation_id, member_id)
);

-- Changes that a rule keeps from happening; in force until closed_at.
CREATE TABLE hold (
  org_id       uuid NOT NULL,
  hold_id      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('last_admin', 'mass_change', 'seat')),
  state        text NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'resolved', 'withdrawn')),
  directory_id uuid,
  user_id      uuid,
  member_id    uuid,
  email        text NOT NULL,
  effect       text NOT NULL CHECK (effect IN ('role_change', 'suspension', 'removal', 'admission')),
  role         text,
  reason       text NOT NULL,
  request_id   uuid NOT NULL,
  opened_at    timestamptz NOT NULL,
  closed_at    timestamptz,
  decided_by   text,
  PRIMARY KEY (org_id, hold_id)
);
CREATE UNIQUE INDEX hold_of_user ON hold (org_id, user_id) WHERE closed_at IS NULL AND user_id IS NOT NULL;
CREATE INDEX hold_of_member ON hold (org_id, member_id) WHERE closed_at IS NULL AND member_id IS NOT NULL;

-- Users who come in when another holder gives up their address. Beside email_claim the one table that is read across
-- organisations, to find out whom to look at again.
CREATE TABLE awaited_address (
  org_id       uuid NOT NULL,
  user_id      uuid NOT NULL,
  directory_id uuid NOT NULL,
  email_key    text COLLATE "C" NOT NULL,
  PRIMARY KEY (org_id, user_id)
);
CREATE INDEX awaited_address_by_key ON awaited_address (email_key);

UPDATE organization o SET
  active_admins = (SELECT count(*) FROM member m WHERE m.org_id = o.org_id AND m.role = 'admin' AND m.status = 'active'),
  dormant_members = (SELECT count(*) FROM member m WHERE m.org_id = o.org_id AND m.user_id IS NULL AND m.status = 'suspended'),
  addresses_awaited = (SELECT count(*) FROM directory_user u
                        WHERE u.org_id = o.org_id AND u.exclusion IN ('member_elsewhere', 'address_in_use'));
UPDATE directory d SET
  active_members = (SELECT count(*) FROM member m
                     WHERE m.org_id = d.org_id AND m.directory_id = d.directory_id AND m.status = 'active');
UPDATE member m SET activation_id = d.activation_id
  FROM directory d
 WHERE d.org_id = m.org_id AND d.directory_id = m.directory_id;
INSERT INTO activation (org_id, activation_id, directory_id, started_at)
SELECT org_id, activation_id, directory_id, created_at FROM directory WHERE activation_id IS NOT NULL;
-- The address a member would be known by, as the gateway chooses it.
INSERT INTO awaited_address (org_id, user_id, directory_id, email_key)
SELECT u.org_id, u.user_id, u.directory_id, rollcall_fold(coalesce(
         (SELECT e.value ->> 'value'
            FROM jsonb_array_elements(u.doc -> 'emails') WITH ORDINALITY AS e (value, n)
           ORDER BY coalesce(e.value ->> 'primary' = 'true', false) DESC,
                    coalesce(lower(e.value ->> 'type') = 'work', false) DESC, e.n
           LIMIT 1),
         u.doc ->> 'userName'))
  FROM directory_user u
 WHERE u.exclusion IN ('member_elsewhere', 'address_in_use');
