-- The schema as it stands, for reading: what all migrations together make. A test proves the two equal; the gateway never runs
-- this file.
--
--   organization 1 -- n directory 1 -- n directory_user, directory_group 1 -- n group_member     what the IdPs sent
--   organization 1 -- n member (0..1 seat)                                                       what follows from it
--   directory    1 -- n role_assignment                                                          by which rule
--
-- The organisation id is the first column of every key, so that the data can be sharded by organisation. The one table that
-- spans organisations is email_claim. Keys of text compare by bytes (collation "C"); comparison keys (*_key) are folded by
-- the gateway's CaseFold.
--
-- Tables that bursts write refer to others without foreign keys: their rows are written under the organisation's lock, by ids that
-- were read under it.
--
-- Behind the organisation the indexes of one table begin with different columns. A burst meets tables that were never analyzed; the
-- planner then takes any two columns for enough to find a row, and an index that shares two with the right one for as good.

-- ------------------------------------------------------------------------------------------------
-- Words

-- The comparison key of a text, as the gateway's CaseFold makes it: Unicode case folding of the canonical form. Pure ASCII,
-- which nearly all text is, takes the short way.
CREATE FUNCTION rollcall_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN octet_length(value) = char_length(value) THEN lower(value COLLATE "C")
  -- The dotless i (0131) folds to itself, although its capital is the ASCII I: it sits the case mapping out as a
  -- noncharacter (FDD0). A final sigma (03C2) is a sigma (03C3).
  ELSE translate(
    normalize(
      lower(upper(lower(translate(normalize(value, NFC), U&'\0131', U&'\FDD0') COLLATE "und-x-icu"))),
      NFC),
    U&'\FDD0\03C2', U&'\0131\03C3') COLLATE "C"
END;

-- The hash by which texts of documents are indexed: of the comparison key, because a text may be longer than an index takes.
CREATE FUNCTION rollcall_hash(value text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(rollcall_fold(value), 0);

-- A time as the gateway writes it into documents; NULL for any other text, so that one odd value fails no list.
CREATE FUNCTION rollcall_instant(value text) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
  WHEN value ~ '^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$'
  THEN value::timestamptz
END;

-- What keeps a table append-only: the seat ledger, the events and the audit.
CREATE FUNCTION rollcall_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

-- ------------------------------------------------------------------------------------------------
-- The installation

-- What is true of it as a whole: one row.
CREATE TABLE installation (
  only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- Made from the key that is in use: without it what other gateways have made would not be known, so a gateway that lacks it does
  -- not start.
  key_check bytea NOT NULL,
  key_since timestamptz NOT NULL DEFAULT now()
);

-- ------------------------------------------------------------------------------------------------
-- Roles, for all organisations

-- The operator's roles; admin, member and guest are there from the start, the first two for good.
CREATE TABLE role (
  name        text COLLATE "C" PRIMARY KEY,
  -- Whether its holder needs a seat (R16). For good: who holds which seat follows from it.
  seat        boolean NOT NULL,
  description text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);

-- ------------------------------------------------------------------------------------------------
-- Organisations

CREATE TABLE organization (
  org_id               uuid PRIMARY KEY,
  slug                 text COLLATE "C" NOT NULL UNIQUE,
  name                 text NOT NULL,
  plan                 text NOT NULL CHECK (plan IN ('standard', 'enterprise')),
  purchased_seats      integer NOT NULL CHECK (purchased_seats >= 0),
  enterprise_max_seats integer NOT NULL DEFAULT 0 CHECK (enterprise_max_seats >= 0),
  unverified_domains   boolean NOT NULL DEFAULT false,
  -- What happens when somebody needs a seat and all are taken (R16).
  seat_policy          text NOT NULL DEFAULT 'expand' CHECK (seat_policy IN ('expand', 'limit', 'overflow', 'hold')),
  overflow_role        text REFERENCES role,
  -- Whether the last active admin is kept (R19).
  admin_protection     boolean NOT NULL DEFAULT true,
  -- Kept beside the rows they sum up or number; changed only under the row lock that every batch takes.
  seats_used           integer NOT NULL DEFAULT 0,
  last_ledger_entry    bigint NOT NULL DEFAULT 0,
  last_event           bigint NOT NULL DEFAULT 0,
  active_admins        integer NOT NULL DEFAULT 0,
  -- Users that stay out, and members in the overflow role, until a seat is free.
  seats_awaited        integer NOT NULL DEFAULT 0,
  addresses_awaited    integer NOT NULL DEFAULT 0,
  holds_in_force       integer NOT NULL DEFAULT 0,
  -- Suspended members.
  dormant_members      integer NOT NULL DEFAULT 0,
  last_admin_hold      uuid,
  recovery_admins      integer NOT NULL DEFAULT 0,
  created_at           timestamptz NOT NULL,
  CHECK (seat_policy <> 'overflow' OR overflow_role IS NOT NULL)
);

CREATE TABLE domain (
  org_id        uuid NOT NULL REFERENCES organization,
  name          text COLLATE "C" NOT NULL,
  proof         text NOT NULL CHECK (proof IN ('dns', 'attested')),
  verified_at   timestamptz,
  -- What the TXT record is to hold; public. Null where the operator attested a domain that nobody claimed.
  token         text COLLATE "C",
  claimed_at    timestamptz,
  -- What the last look-up found, and how many in a row have found no proof.
  checked_at    timestamptz,
  finding       jsonb,
  tries         integer NOT NULL DEFAULT 0,
  -- Since when the record of a verified domain is not there, and since when that counts.
  missing_since timestamptz,
  lost_at       timestamptz,
  -- When to look next. The node that takes a check sets it ahead, so that no other node looks meanwhile.
  next_check_at timestamptz,
  -- When the members of other organisations by an address of this domain are to be told that it was verified; null when they are.
  conflicts_due_at timestamptz,
  PRIMARY KEY (org_id, name)
);
-- Which checks are due, over all organisations.
CREATE INDEX domain_due ON domain (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX domain_with_conflicts_due ON domain (conflicts_due_at) WHERE conflicts_due_at IS NOT NULL;
-- A verified domain belongs to one organisation (R2).
CREATE UNIQUE INDEX domain_owner ON domain (name) WHERE verified_at IS NOT NULL;

-- ------------------------------------------------------------------------------------------------
-- Directories: one connection to one IdP each

CREATE TABLE directory (
  org_id          uuid NOT NULL REFERENCES organization,
  directory_id    uuid NOT NULL,
  name            text NOT NULL,
  provider        text NOT NULL,
  state           text NOT NULL CHECK (state IN ('draft', 'preview', 'active', 'paused', 'deactivated')),
  mode            text NOT NULL DEFAULT 'tolerant' CHECK (mode IN ('tolerant', 'strict')),
  -- The role of a user in no mapped group (R7); null: no access.
  default_role    text DEFAULT 'member' REFERENCES role,
  disabled_quirks text[] NOT NULL DEFAULT '{}',
  activation_id   uuid,
  -- Kept beside the rows it sums up.
  active_members  integer NOT NULL DEFAULT 0,
  -- How many people the directory may take out in one window (R21), and how many it has in the present one.
  guard_share          integer NOT NULL DEFAULT 20 CHECK (guard_share BETWEEN 0 AND 100),
  guard_minimum        integer NOT NULL DEFAULT 10 CHECK (guard_minimum >= 0),
  guard_window_seconds integer NOT NULL DEFAULT 3600 CHECK (guard_window_seconds > 0),
  guard_since          timestamptz,
  guard_base           integer NOT NULL DEFAULT 0,
  guard_count          integer NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL,
  -- Whether roles count through groups in groups.
  nested_groups   boolean NOT NULL DEFAULT false,
  -- The hold on a mass change that waits for a decision, and how many people of it do. Kept beside the rows that it sums up.
  mass_hold            uuid,
  mass_held            integer NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, directory_id)
);
CREATE UNIQUE INDEX directory_by_id ON directory (directory_id);

-- Schemas that a directory has beside the standard ones: an extension of its own, or more attributes for a standard schema.
CREATE TABLE directory_schema (
  org_id        uuid NOT NULL,
  directory_id  uuid NOT NULL,
  -- In lower case: URNs compare without letter case. The spelling of the definition is what clients see.
  urn_key       text COLLATE "C" NOT NULL,
  resource_type text NOT NULL CHECK (resource_type IN ('User', 'Group')),
  required      boolean NOT NULL,
  -- RFC 7643 section 7.
  definition    jsonb NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, urn_key),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);

-- The profile of a directory's client in each version that it had; the newest counts. Going back to a version makes a new one of it.
CREATE TABLE directory_profile (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  -- As it was sent: an object, which may extend a preset.
  document     json NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, number),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);

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
CREATE INDEX adoption_by_member ON adoption (org_id, member_id);

CREATE TABLE directory_credential (
  org_id        uuid NOT NULL,
  directory_id  uuid NOT NULL,
  credential_id uuid NOT NULL,
  -- Public; finds the row. The secret itself is stored as a keyed hash only.
  prefix        text COLLATE "C" NOT NULL UNIQUE,
  secret_hash   bytea NOT NULL,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz,
  revoked_at    timestamptz,
  last_used_at  timestamptz,
  -- At how many days before its end the last warning was told; 0: its end was told.
  warned_days   integer CHECK (warned_days >= 0),
  -- The key that the secret is hashed with: the first four bytes of its check value.
  key_id        text COLLATE "C",
  PRIMARY KEY (org_id, directory_id, credential_id),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);
-- Those that end and whose end was not told.
CREATE INDEX directory_credential_ending ON directory_credential (expires_at)
WHERE revoked_at IS NULL AND coalesce(warned_days, 31) > 0;

-- How an identity provider may authenticate, where a directory does not leave it at its credentials.
CREATE TABLE directory_authentication (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  settings     jsonb NOT NULL,
  version      integer NOT NULL,
  changed_at   timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);

-- Client assertions that were used, so that none is used twice; kept until they have expired.
CREATE TABLE used_assertion (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  -- Of issuer and jti.
  jti_hash     bytea NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, jti_hash),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory
);

-- What is known of a directory's traffic; written now and then, not with each request. A connection test is a probe, a request that
-- was let in counts as one, a write that took effect as a change.
CREATE TABLE directory_health (
  org_id          uuid NOT NULL,
  directory_id    uuid NOT NULL,
  first_probe_at  timestamptz,
  last_probe_at   timestamptz,
  last_request_at timestamptz,
  last_change_at  timestamptz,
  -- Failures since the last success, and the last of them.
  failures        integer NOT NULL DEFAULT 0,
  failure_kind    text,
  failure_at      timestamptz,
  failure_request uuid,
  PRIMARY KEY (org_id, directory_id)
);

-- Groups and conditions mapped to roles, in one order of priority (R5, R6). Bound by id; an assignment made before its group
-- exists waits for the first group of that name.
CREATE TABLE role_assignment (
  org_id            uuid NOT NULL,
  directory_id      uuid NOT NULL,
  assignment_id     uuid NOT NULL,
  position          integer NOT NULL,
  role              text NOT NULL REFERENCES role,
  group_id          uuid,
  awaited_name      text,
  awaited_name_key  text COLLATE "C",
  -- What gives the role in place of a group: {"all": [{"attribute": PATH, "values": [TEXT, ...]}, ...]}.
  condition         jsonb,
  PRIMARY KEY (org_id, directory_id, assignment_id),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory,
  CHECK (condition IS NOT NULL OR group_id IS NOT NULL OR awaited_name_key IS NOT NULL)
);
CREATE INDEX role_assignment_by_group ON role_assignment (org_id, directory_id, group_id);

-- ------------------------------------------------------------------------------------------------
-- What the IdPs sent

CREATE TABLE directory_user (
  org_id        uuid NOT NULL,
  directory_id  uuid NOT NULL,
  user_id       uuid NOT NULL,
  user_name_key text COLLATE "C" NOT NULL,
  external_id   text COLLATE "C",
  -- The one that was taken away last, while there is none.
  former_external_id text COLLATE "C",
  -- The member that this user was, while that member is left to itself.
  former_member_id uuid,
  active        boolean NOT NULL,
  -- The canonical resource: schema's spelling, no id, meta, schemas, groups or password.
  doc           jsonb NOT NULL,
  -- Why this user is no member although active (R7, R12, R13, R16); null when nothing is in the way.
  exclusion     text,
  version       bigint NOT NULL,
  created_at    timestamptz NOT NULL,
  modified_at   timestamptz NOT NULL,
  -- When a user who was brought back under another externalId was brought back: what the IdP had before still holds the id.
  relinked_at   timestamptz,
  -- Why what this active user asks for has not happened (R31): the exclusion, or what stands in the way of a member who is kept as
  -- they are by a hold or by an address that is taken for the moment. Whoever takes the reason away finds the user by it.
  waits_for     text,
  PRIMARY KEY (org_id, directory_id, user_id)
);
CREATE UNIQUE INDEX directory_user_by_name ON directory_user (org_id, user_name_key, directory_id);
CREATE INDEX directory_user_by_external_id ON directory_user (org_id, external_id, directory_id) WHERE external_id IS NOT NULL;
CREATE INDEX directory_user_of_former_member ON directory_user (org_id, former_member_id) WHERE former_member_id IS NOT NULL;
CREATE INDEX directory_user_excluded ON directory_user (org_id, user_id) WHERE exclusion IS NOT NULL;
CREATE INDEX directory_user_waiting ON directory_user (org_id, user_id) WHERE waits_for IS NOT NULL;
CREATE INDEX directory_user_awaiting_seat ON directory_user (org_id, user_id)
  WHERE waits_for IN ('no_seat_available', 'awaits_approval');
-- What filters and orders of lists are served by. These indexes begin with the hash of the directory's id, in words that no other query
-- uses: none takes one of them for as good as its own, and they are narrow.
CREATE INDEX directory_user_by_time ON directory_user (uuid_hash_extended(directory_id, 0), modified_at, user_id);
CREATE INDEX directory_user_by_display_name
  ON directory_user (uuid_hash_extended(directory_id, 0), rollcall_hash(doc ->> 'displayName'));
CREATE INDEX directory_user_by_family_name
  ON directory_user (uuid_hash_extended(directory_id, 0), rollcall_hash(doc -> 'name' ->> 'familyName'));
CREATE INDEX directory_user_by_department
  ON directory_user (uuid_hash_extended(directory_id, 0),
    rollcall_hash(doc -> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' ->> 'department'));
CREATE INDEX directory_user_inactive ON directory_user (uuid_hash_extended(directory_id, 0), user_id) WHERE (doc ->> 'active') = 'false';

-- Every e-mail address of a user, case-folded, for the look-ups by emails.value.
CREATE TABLE directory_user_email (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  email_key    text COLLATE "C" NOT NULL,
  user_id      uuid NOT NULL,
  PRIMARY KEY (org_id, email_key, user_id)
);
CREATE INDEX directory_user_email_by_user ON directory_user_email (org_id, user_id);

CREATE TABLE directory_group (
  org_id           uuid NOT NULL,
  directory_id     uuid NOT NULL,
  group_id         uuid NOT NULL,
  display_name_key text COLLATE "C" NOT NULL,
  external_id      text COLLATE "C",
  -- The canonical resource without members: those are rows of group_member.
  doc              jsonb NOT NULL,
  version          bigint NOT NULL,
  created_at       timestamptz NOT NULL,
  modified_at      timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, group_id)
);
CREATE INDEX directory_group_by_name ON directory_group (org_id, display_name_key, directory_id);
CREATE INDEX directory_group_by_external_id ON directory_group (org_id, external_id, directory_id) WHERE external_id IS NOT NULL;
CREATE INDEX directory_group_by_time ON directory_group (uuid_hash_extended(directory_id, 0), modified_at, group_id);

-- member_id is null while the value names nobody that exists: parked until such a user or group appears.
CREATE TABLE group_member (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  group_id     uuid NOT NULL,
  member_value text COLLATE "C" NOT NULL,
  -- Null where neither the client nor the gateway knows.
  member_type  text CHECK (member_type IN ('User', 'Group')),
  member_id    uuid,
  PRIMARY KEY (org_id, group_id, member_value)
);
CREATE INDEX group_member_by_member ON group_member (org_id, member_id) WHERE member_id IS NOT NULL;
CREATE INDEX group_member_parked ON group_member (org_id, member_value) WHERE member_id IS NULL;

-- What a group is in, at any depth: the closure of those rows of group_member whose member is a group.
CREATE TABLE group_ancestor (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  group_id     uuid NOT NULL,
  ancestor_id  uuid NOT NULL,
  PRIMARY KEY (org_id, group_id, ancestor_id)
);
CREATE INDEX group_ancestor_by_ancestor ON group_ancestor (org_id, ancestor_id);
CREATE INDEX group_ancestor_by_directory ON group_ancestor (org_id, directory_id);

-- ------------------------------------------------------------------------------------------------
-- What follows from it

CREATE TABLE member (
  org_id             uuid NOT NULL,
  member_id          uuid NOT NULL,
  email              text NOT NULL,
  email_key          text COLLATE "C" NOT NULL,
  display_name       text NOT NULL,
  role               text NOT NULL,
  status             text NOT NULL CHECK (status IN ('active', 'suspended')),
  -- Whether this member holds a seat now; the ledger says since when and why.
  seat               boolean NOT NULL,
  -- The directory that manages this member (R10) and its record there; null for members invited by hand. Without a record, but
  -- with a directory, is somebody whose record is gone and whom a hold or a pause keeps.
  directory_id       uuid,
  user_id            uuid,
  -- The externalId of the record that is gone.
  former_external_id text COLLATE "C",
  -- Why this role (R23): the assignment that matched, or null for the directory's default role or a hand-made member.
  role_assignment_id uuid,
  role_group_id      uuid,
  -- The role that comes as soon as a seat is free (R16).
  awaited_role       text,
  -- The activation that made this member (R17).
  activation_id      uuid,
  joined_at          timestamptz NOT NULL,
  changed_at         timestamptz NOT NULL,
  -- The request that made the last change.
  changed_by         uuid NOT NULL,
  PRIMARY KEY (org_id, member_id)
);
CREATE UNIQUE INDEX member_by_user ON member (org_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX member_by_group ON member (org_id, role_group_id) WHERE role_group_id IS NOT NULL;
CREATE INDEX member_awaiting_seat ON member (org_id, member_id) WHERE awaited_role IS NOT NULL;
CREATE INDEX member_suspended ON member (org_id, email_key) WHERE status = 'suspended';
CREATE INDEX member_without_record ON member (org_id, email_key) WHERE user_id IS NULL;
-- Lists by role, by status and by the beginning of a name.
CREATE INDEX member_by_role ON member (org_id, role, member_id);
CREATE INDEX member_suspended_by_id ON member (org_id, member_id) WHERE status = 'suspended';
CREATE INDEX member_by_display_name ON member (org_id, (left(rollcall_fold(display_name), 40)) COLLATE "C");

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

-- Changes that a rule keeps from happening, a row for each person; in force until closed_at.
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
  -- Rows of one hold share it: the people whom a directory's guard holds until an administrator has decided about all of them.
  -- The other kinds hold one person each, and it is the row's own id.
  cause_id     uuid NOT NULL,
  PRIMARY KEY (org_id, hold_id)
);
CREATE UNIQUE INDEX hold_of_user ON hold (org_id, user_id) WHERE closed_at IS NULL AND user_id IS NOT NULL;
CREATE INDEX hold_of_member ON hold (org_id, member_id) WHERE closed_at IS NULL AND member_id IS NOT NULL;
CREATE INDEX hold_of_cause ON hold (org_id, cause_id, hold_id);
CREATE INDEX hold_by_request ON hold (org_id, request_id);

-- Mails to people who were invited by hand (R14), and to the admins when a mass change is held (R32): made in the transaction of the
-- invitation or the hold, sent after it. For the admins first one row for all of them, without a member, which becomes one for each.
CREATE TABLE welcome_mail (
  org_id     uuid NOT NULL,
  mail_id    uuid NOT NULL,
  member_id  uuid,
  state      text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
  tries      integer NOT NULL DEFAULT 0,
  -- When it is tried next; while a node tries, when another may.
  due_at     timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at   timestamptz,
  -- What the mail server said last.
  failure    text,
  kind       text NOT NULL DEFAULT 'welcome' CHECK (kind IN ('welcome', 'mass_change')),
  hold_id      uuid,
  directory_id uuid,
  PRIMARY KEY (org_id, mail_id),
  CHECK (kind = 'mass_change' OR member_id IS NOT NULL)
);
CREATE INDEX welcome_mail_due ON welcome_mail (due_at) WHERE state = 'waiting';
CREATE INDEX welcome_mail_of_member ON welcome_mail (org_id, member_id);

-- Members whom the operator made admins for a time (R20). The row goes when the time ends.
CREATE TABLE recovery_admin (
  org_id      uuid NOT NULL,
  member_id   uuid NOT NULL,
  granted_by  text NOT NULL,
  reason      text NOT NULL,
  granted_at  timestamptz NOT NULL,
  ends_at     timestamptz NOT NULL,
  -- The role that comes back to somebody whom no directory manages.
  former_role text,
  -- Whether the grant made the member, who goes with it.
  made        boolean NOT NULL,
  PRIMARY KEY (org_id, member_id)
);
CREATE INDEX recovery_admin_end ON recovery_admin (ends_at);

-- What going live was found to change (R18), kept for an hour so that its list can be read page by page.
CREATE TABLE forecast (
  org_id        uuid NOT NULL,
  forecast_id   uuid NOT NULL,
  directory_id  uuid NOT NULL,
  made_at       timestamptz NOT NULL,
  seats_before  integer NOT NULL,
  seats_after   integer NOT NULL,
  admins_before integer NOT NULL,
  admins_after  integer NOT NULL,
  PRIMARY KEY (org_id, forecast_id),
  FOREIGN KEY (org_id, directory_id) REFERENCES directory ON DELETE CASCADE
);

-- One person each; what most needs a look comes first.
CREATE TABLE forecast_line (
  org_id      uuid NOT NULL,
  forecast_id uuid NOT NULL,
  line        integer NOT NULL,
  kind        text NOT NULL,
  member_id   uuid,
  user_id     uuid,
  email       text NOT NULL,
  role_before text,
  role_after  text,
  reason      text,
  PRIMARY KEY (org_id, forecast_id, line),
  FOREIGN KEY (org_id, forecast_id) REFERENCES forecast ON DELETE CASCADE
);

-- Which organisation the holder of an address is an active member of: at most one (R12).
CREATE TABLE email_claim (
  email_key text COLLATE "C" PRIMARY KEY,
  org_id    uuid NOT NULL,
  member_id uuid NOT NULL,
  -- Of the address, in the form in which domains are stored.
  domain    text COLLATE "C" NOT NULL DEFAULT ''
);
-- The members of other organisations by addresses of a domain (R26).
CREATE INDEX email_claim_by_domain ON email_claim (domain, org_id);

-- Users who have to wait because of an address: another holds it (R12, R30), or its domain is not the organisation's (R13, R26).
-- Beside email_claim and domain the one table that is read across organisations, to find out whom to look at again.
CREATE TABLE awaited_address (
  org_id       uuid NOT NULL,
  user_id      uuid NOT NULL,
  directory_id uuid NOT NULL,
  email_key    text COLLATE "C" NOT NULL,
  domain       text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (org_id, user_id)
);
CREATE INDEX awaited_address_by_key ON awaited_address (email_key);
CREATE INDEX awaited_address_by_domain ON awaited_address (domain);

-- What the operator decided about a member whose address is of a domain that another organisation has verified. Counts as long as
-- the domain has the owner that it had then.
CREATE TABLE conflict_decision (
  org_id     uuid NOT NULL,
  email_key  text COLLATE "C" NOT NULL,
  member_id  uuid NOT NULL,
  -- Whether the member stays; else the address goes to the owner of the domain.
  keep       boolean NOT NULL,
  keep_until timestamptz,
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL,
  PRIMARY KEY (org_id, email_key)
);
-- Whose time has ended, over all organisations.
CREATE INDEX conflict_decision_end ON conflict_decision (keep_until) WHERE keep AND keep_until IS NOT NULL;

-- Append-only (R16). balance is the organisation's seats in use after this entry, billable those above the purchased ones.
CREATE TABLE seat_ledger (
  org_id        uuid NOT NULL,
  entry         bigint NOT NULL,
  at            timestamptz NOT NULL,
  member_id     uuid NOT NULL,
  delta         smallint NOT NULL CHECK (delta IN (-1, 1)),
  balance       integer NOT NULL CHECK (balance >= 0),
  billable      integer NOT NULL DEFAULT 0 CHECK (billable >= 0),
  cause         text NOT NULL,
  directory_id  uuid,
  activation_id uuid,
  request_id    uuid NOT NULL,
  PRIMARY KEY (org_id, entry)
);
CREATE INDEX seat_ledger_of_member ON seat_ledger (org_id, member_id, entry);
CREATE INDEX seat_ledger_by_request ON seat_ledger (org_id, request_id);
CREATE TRIGGER seat_ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seat_ledger
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();

-- ------------------------------------------------------------------------------------------------
-- What the application is told

-- Append-only outbox: what the application learns, in one gapless order per organisation.
CREATE TABLE event (
  org_id       uuid NOT NULL,
  seq          bigint NOT NULL,
  event_id     uuid NOT NULL,
  at           timestamptz NOT NULL,
  type         text NOT NULL,
  subject_id   uuid NOT NULL,
  directory_id uuid,
  request_id   uuid NOT NULL,
  data         jsonb NOT NULL,
  PRIMARY KEY (org_id, seq)
);
CREATE INDEX event_by_subject ON event (org_id, subject_id, seq);
CREATE INDEX event_by_request ON event (org_id, request_id);
CREATE INDEX event_of_departure_by_email ON event (org_id, lower(data ->> 'email')) WHERE type = 'member.removed';
CREATE INDEX event_of_departure_by_user ON event (org_id, (data ->> 'userId')) WHERE type = 'member.removed';
CREATE INDEX event_of_departure_by_external_id ON event (org_id, (data ->> 'externalId')) WHERE type = 'member.removed';
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();

-- Which events were written by transactions whose events have no place in the feed yet: a note for each run of them, written beside
-- them. There are few, for they go as soon as they have a place.
CREATE TABLE fresh_event (
  org_id    uuid NOT NULL,
  first_seq bigint NOT NULL,
  last_seq  bigint NOT NULL,
  PRIMARY KEY (org_id, first_seq)
);

-- One order of the events of all organisations, a row for each run. Places are given behind the commit, by one node at a time, so
-- that no event appears before one that was read already. Of all organisations by nature, and for the operator alone.
CREATE TABLE feed (
  -- Of the last event of the run; those before it have the numbers before.
  last_position bigint PRIMARY KEY,
  org_id        uuid NOT NULL,
  first_seq     bigint NOT NULL,
  last_seq      bigint NOT NULL,
  placed_at     timestamptz NOT NULL
);
-- What was placed since a time, of one organisation.
CREATE INDEX feed_by_time ON feed (org_id, placed_at);
CREATE TRIGGER feed_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON feed
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();

-- The last place that is taken, in one row; its lock is what makes nodes take turns.
CREATE TABLE feed_head (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL DEFAULT 0
);

-- Endpoints that are sent events, of an organisation, or with an id of zeros of the operator, whose are sent those of all.
CREATE TABLE webhook (
  org_id          uuid NOT NULL,
  webhook_id      uuid NOT NULL,
  url             text NOT NULL,
  description     text NOT NULL,
  types           text[],
  contact         text,
  state           text NOT NULL CHECK (state IN ('enabled', 'disabled')),
  disabled_reason text CHECK (disabled_reason IN ('by_hand', 'gone', 'failing')),
  secret          bytea NOT NULL,
  former_secret   bytea,
  former_until    timestamptz,
  rest_until      timestamptz,
  failing_since   timestamptz,
  last_success_at timestamptz,
  last_failure    text,
  told_at         timestamptz,
  created_at      timestamptz NOT NULL,
  -- A stream of Security Events is an endpoint as well: one that they are pushed to, or that comes for them.
  kind            text NOT NULL DEFAULT 'webhook' CHECK (kind IN ('webhook', 'set_push', 'set_poll')),
  PRIMARY KEY (org_id, webhook_id)
);
CREATE UNIQUE INDEX webhook_by_id ON webhook (webhook_id);
CREATE INDEX webhook_failing ON webhook (failing_since) WHERE failing_since IS NOT NULL;

-- How far each endpoint has come with the events of each organisation. A lane that is due is taken by a node until due_at.
CREATE TABLE webhook_lane (
  org_id     uuid NOT NULL,
  webhook_id uuid NOT NULL,
  done       bigint NOT NULL,
  wanted     bigint NOT NULL,
  attempts   integer NOT NULL DEFAULT 0,
  due_at     timestamptz NOT NULL,
  lease      uuid,
  PRIMARY KEY (org_id, webhook_id)
);
CREATE INDEX webhook_lane_due ON webhook_lane (webhook_id, due_at) WHERE done < wanted;

-- Events that were given up.
CREATE TABLE webhook_dead_letter (
  org_id     uuid NOT NULL,
  webhook_id uuid NOT NULL,
  seq        bigint NOT NULL,
  event_id   uuid NOT NULL,
  type       text NOT NULL,
  attempts   integer NOT NULL,
  failure    text NOT NULL,
  given_up_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, webhook_id, seq)
);
CREATE INDEX webhook_dead_letter_of ON webhook_dead_letter (webhook_id, given_up_at, org_id, seq);

-- What became of each attempt; a partition for each day, which the gateway makes and drops.
CREATE TABLE webhook_attempt (
  webhook_id uuid NOT NULL,
  at         timestamptz NOT NULL,
  attempt_id uuid NOT NULL,
  org_id     uuid,
  seq        bigint,
  message_id text COLLATE "C" NOT NULL,
  type       text NOT NULL,
  attempt    integer NOT NULL,
  delivered  boolean NOT NULL,
  status     integer,
  failure    text,
  response   text NOT NULL,
  millis     integer NOT NULL,
  PRIMARY KEY (webhook_id, at, attempt_id)
) PARTITION BY RANGE (at);

-- Makes the partitions of today and the next days, and drops those that are older than is kept. As the owner of the tables, because the
-- role that gateways run with may change no schema.
CREATE FUNCTION rollcall_webhook_attempt_days(today date, kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  day date;
  part record;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(8120444);
  FOR day IN SELECT today + n FROM generate_series(-1, 2) n LOOP
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS %I PARTITION OF webhook_attempt FOR VALUES FROM (%L) TO (%L)',
      'webhook_attempt_' || to_char(day, 'YYYYMMDD'),
      day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'webhook_attempt'::regclass
       AND c.relname < 'webhook_attempt_' || to_char(today - greatest(kept, 1), 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', part.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

-- ------------------------------------------------------------------------------------------------
-- Receipts

-- When the application learnt that somebody has lost access: one row for each way by which it said so.
CREATE TABLE acknowledgement (
  org_id      uuid NOT NULL,
  seq         bigint NOT NULL,
  at          timestamptz NOT NULL,
  -- Of the feed it is nobody's.
  endpoint_id uuid NOT NULL,
  way         text NOT NULL CHECK (way IN ('webhook', 'security_events', 'feed')),
  measured    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (org_id, seq, endpoint_id, at)
) PARTITION BY RANGE (at);
CREATE INDEX acknowledgement_unmeasured ON acknowledgement (at) WHERE NOT measured;

-- How far the application has come in a feed: of all organisations, of one by places of that feed, or of one by its own numbers.
CREATE TABLE feed_reader (
  org_id      uuid NOT NULL,
  by_place    boolean NOT NULL,
  last_cursor bigint NOT NULL,
  read_at     timestamptz NOT NULL,
  PRIMARY KEY (org_id, by_place)
);

-- Up to which place of the feed it was looked whether the application learnt in time.
CREATE TABLE clock_head (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL
);

-- As rollcall_webhook_attempt_days does for attempts.
CREATE FUNCTION rollcall_acknowledgement_days(today date, kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  day date;
  part record;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(8120491);
  FOR day IN SELECT today + n FROM generate_series(-1, 2) n LOOP
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS %I PARTITION OF acknowledgement FOR VALUES FROM (%L) TO (%L)',
      'acknowledgement_' || to_char(day, 'YYYYMMDD'),
      day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'acknowledgement'::regclass
       AND c.relname < 'acknowledgement_' || to_char(today - greatest(kept, 1), 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', part.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

-- ------------------------------------------------------------------------------------------------
-- Security Event Tokens (SSF 1.0)

-- Who may have a stream: clients of OAuth. Of their secrets keyed hashes are kept.
CREATE TABLE ssf_receiver (
  org_id       uuid NOT NULL,
  receiver_id  uuid NOT NULL,
  name         text NOT NULL,
  audience     text NOT NULL,
  secret_hash  bytea NOT NULL,
  former_hash  bytea,
  former_until timestamptz,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (org_id, receiver_id)
);

-- What each receiver has asked for. Its place among the events is the lane of the endpoint of the same id; acked are tokens beyond it that
-- were received before others.
CREATE TABLE ssf_stream (
  org_id        uuid NOT NULL,
  stream_id     uuid NOT NULL,
  receiver_id   uuid NOT NULL,
  issuer        text NOT NULL,
  requested     text[],
  description   text,
  status        text NOT NULL CHECK (status IN ('enabled', 'paused', 'disabled')),
  status_reason text,
  acked         text[] NOT NULL DEFAULT '{}',
  verified_at   timestamptz,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (org_id, stream_id),
  UNIQUE (org_id, receiver_id)
);

-- Whom a receiver does not want to hear of.
CREATE TABLE ssf_subject_left_out (
  org_id    uuid NOT NULL,
  stream_id uuid NOT NULL,
  subject   text COLLATE "C" NOT NULL,
  PRIMARY KEY (org_id, stream_id, subject)
);

-- What a receiver is to be told about its stream.
CREATE TABLE ssf_notice (
  org_id    uuid NOT NULL,
  stream_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  at        timestamptz NOT NULL,
  events    jsonb NOT NULL,
  attempts  integer NOT NULL DEFAULT 0,
  due_at    timestamptz NOT NULL,
  PRIMARY KEY (org_id, stream_id, notice_id)
);
CREATE INDEX ssf_notice_due ON ssf_notice (due_at);

-- Keys that tokens are signed with, the private half sealed under a key made from the server's.
CREATE TABLE ssf_key (
  key_id          uuid PRIMARY KEY,
  sealed          bytea NOT NULL,
  public          jsonb NOT NULL,
  signs_from      timestamptz NOT NULL,
  published_until timestamptz
);

-- ------------------------------------------------------------------------------------------------
-- Who changed what

-- Append-only, and the database sees to that. actor is the administrator; null when the identity provider of the directory did
-- it. before and after hold what differs.
CREATE TABLE audit (
  org_id       uuid NOT NULL,
  audit_id     uuid NOT NULL,
  at           timestamptz NOT NULL,
  request_id   uuid NOT NULL,
  actor        text,
  directory_id uuid,
  action       text NOT NULL,
  subject_type text NOT NULL,
  subject      text COLLATE "C" NOT NULL,
  before       json,
  after        json,
  -- What the request asked for besides and did not get: a list of objects with rule and detail; null where there is nothing.
  left_out     json,
  PRIMARY KEY (org_id, at, audit_id),
  CHECK (actor IS NOT NULL OR directory_id IS NOT NULL)
);
CREATE INDEX audit_by_subject ON audit (org_id, subject, at);
CREATE INDEX audit_by_actor ON audit (org_id, actor, at) WHERE actor IS NOT NULL;
-- What administrators do is rare beside what directories do, and is looked for by what it was.
CREATE INDEX audit_of_administrators ON audit (org_id, action, at) WHERE actor IS NOT NULL;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();

-- ------------------------------------------------------------------------------------------------
-- Who may look

-- One-time links that sign an administrator in to the console, and the session that each begins: it ends with its link. The code is
-- stored as a hash only. A link of the nil organisation is one for the operator.
CREATE TABLE sign_in_link (
  org_id     uuid NOT NULL,
  link_id    uuid NOT NULL,
  code_hash  bytea NOT NULL,
  subject    text NOT NULL,
  purpose    text NOT NULL,
  -- What the session may do.
  role       text NOT NULL DEFAULT 'owner' CHECK (role IN ('owner', 'directory_admin', 'people_admin', 'auditor')),
  return_url text,
  issued_by  text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  -- When its session was last used, to a minute or so: one that is idle ends.
  last_used_at timestamptz,
  PRIMARY KEY (org_id, link_id)
);
-- The sessions that run are looked up by when they began.
CREATE INDEX sign_in_link_by_use ON sign_in_link (org_id, used_at) WHERE used_at IS NOT NULL AND revoked_at IS NULL;

-- Tokens of the admin API that gateways have issued, each with what it says itself: whom it was issued to, and what it may do.
CREATE TABLE operator_token (
  token_id   uuid PRIMARY KEY,
  subject    text NOT NULL,
  scope      text NOT NULL,
  issued_by  text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_by text,
  -- The key that it is signed with: the first four bytes of its check value.
  key_id     text COLLATE "C"
);

-- ------------------------------------------------------------------------------------------------
-- What was answered

-- Requests with an Idempotency-Key, for a day. The key is stored as a hash and the answer sealed under it, because it may hold a
-- secret. An organisation of zeros stands for requests that name none.
CREATE TABLE idempotent_request (
  org_id      uuid NOT NULL,
  owner       text NOT NULL,
  key_hash    bytea NOT NULL,
  -- Of method, path and body: the key of one request is no other's.
  fingerprint bytea NOT NULL,
  started_at  timestamptz NOT NULL,
  -- Null while the request is under way.
  status      smallint,
  answer      bytea,
  PRIMARY KEY (org_id, owner, key_hash),
  CHECK ((status IS NULL) = (answer IS NULL))
);
CREATE INDEX idempotent_request_by_age ON idempotent_request (started_at);

-- ------------------------------------------------------------------------------------------------
-- What became of each request

-- What became of each request of an identity provider. Partitioned by day, by the time that is in the id of a request (UUIDv7), so that
-- what is old goes by dropping a table. The gateway that runs with a role of its own may make and drop these tables by the functions
-- alone.
CREATE TABLE request_log (
  org_id       uuid NOT NULL,
  request_id   uuid NOT NULL,
  directory_id uuid NOT NULL,
  at           timestamptz NOT NULL,
  method       text NOT NULL,
  -- With its query; what is secret is left out.
  path         text NOT NULL,
  kind         text NOT NULL,
  status       smallint NOT NULL,
  outcome      text NOT NULL CHECK (outcome IN ('done', 'left_out', 'partly_refused', 'refused', 'throttled', 'failed')),
  -- The resource that it was about, and the name that it was known by then.
  resource_id  uuid,
  about        text,
  micros       bigint NOT NULL,
  -- How long it took until the effect was committed; null when there was none.
  commit_micros bigint,
  bytes_in     bigint NOT NULL,
  bytes_out    bigint NOT NULL,
  -- Ids of quirks that fired, with commas between them.
  quirks       text,
  deviations   json,
  entry        json NOT NULL,
  PRIMARY KEY (org_id, request_id)
) PARTITION BY RANGE (request_id);
CREATE INDEX request_log_of_directory ON request_log (org_id, directory_id, request_id);
CREATE INDEX request_log_by_status ON request_log (org_id, status, request_id);
CREATE INDEX request_log_by_kind ON request_log (org_id, kind, request_id);
CREATE INDEX request_log_by_outcome ON request_log (org_id, outcome, request_id) WHERE outcome <> 'done';

-- Whom a request was about, by the id of a resource, or by the digest of a name, an address or an externalId.
CREATE TABLE request_key (
  org_id     uuid NOT NULL,
  -- 36 bits of the time that an id begins with, and 28 of its end; of a digest the same bits.
  key        bigint NOT NULL,
  request_id uuid NOT NULL
) PARTITION BY RANGE (request_id);
CREATE INDEX request_key_by_key ON request_key (org_id, key, request_id);

-- The same of requests that a version before wrote; gone when the tables of those days are.
CREATE TABLE request_person (
  org_id     uuid NOT NULL,
  person     uuid NOT NULL,
  request_id uuid NOT NULL,
  PRIMARY KEY (org_id, person, request_id)
) PARTITION BY RANGE (request_id);

-- What directories sent that the RFC does not allow and that was accepted all the same, counted by day.
CREATE TABLE deviation_day (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  day          date NOT NULL,
  rule         text NOT NULL,
  count        bigint NOT NULL,
  last_at      timestamptz NOT NULL,
  last_request uuid NOT NULL,
  -- What was told about the last one.
  detail       text NOT NULL,
  PRIMARY KEY (org_id, directory_id, day, rule)
) PARTITION BY RANGE (day);

CREATE TRIGGER request_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON request_log
FOR EACH STATEMENT EXECUTE FUNCTION rollcall_append_only();

-- The least id that a request of a day can have.
CREATE FUNCTION rollcall_first_request(day date) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT (lpad(to_hex((extract(epoch FROM day::timestamp AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the tables of one day, if they are not there.
CREATE FUNCTION rollcall_request_log_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET lock_timeout = '5s'
AS $$
DECLARE
  suffix text := to_char(day, 'YYYYMMDD');
BEGIN
  PERFORM pg_advisory_xact_lock(8120448);
  IF to_regclass('request_log_' || suffix) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF request_log FOR VALUES FROM (%L) TO (%L)',
      'request_log_' || suffix, rollcall_first_request(day), rollcall_first_request(day + 1));
    EXECUTE format('CREATE TABLE %I PARTITION OF request_person FOR VALUES FROM (%L) TO (%L)',
      'request_person_' || suffix, rollcall_first_request(day), rollcall_first_request(day + 1));
    EXECUTE format('CREATE TABLE %I PARTITION OF deviation_day FOR VALUES FROM (%L) TO (%L)',
      'deviation_day_' || suffix, day, day + 1);
  END IF;
  IF to_regclass('request_key_' || suffix) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF request_key FOR VALUES FROM (%L) TO (%L)',
      'request_key_' || suffix, rollcall_first_request(day), rollcall_first_request(day + 1));
  END IF;
END
$$;

-- Makes the tables of today and the next days, and drops those of days that are over for longer than so many days.
CREATE FUNCTION rollcall_request_log_days(keep integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET lock_timeout = '5s'
AS $$
DECLARE
  today date := (now() AT TIME ZONE 'UTC')::date;
  old record;
  dropped integer := 0;
BEGIN
  IF keep < 1 THEN
    RAISE EXCEPTION 'a request log is kept for at least a day';
  END IF;
  FOR n IN -1..2 LOOP
    PERFORM rollcall_request_log_day(today + n);
  END LOOP;
  FOR old IN
    SELECT c.relname
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent IN ('request_log'::regclass, 'request_key'::regclass, 'request_person'::regclass,
                           'deviation_day'::regclass)
       AND right(c.relname, 8) < to_char(today - keep, 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', old.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

-- ------------------------------------------------------------------------------------------------
-- Whether it can be written to

-- Rows that a node overwrites to show that the database can be written to. There are always sixteen; room is left on the page so
-- that an update stays on it and leaves nothing to clean up.
CREATE TABLE write_proof (
  slot      smallint PRIMARY KEY CHECK (slot BETWEEN 0 AND 15),
  proved_at timestamptz NOT NULL
) WITH (fillfactor = 10);

-- How a directory is read whose provider does not send.
CREATE TABLE directory_source (
  org_id         uuid NOT NULL,
  directory_id   uuid NOT NULL,
  -- What was entered, without secrets.
  settings       jsonb NOT NULL,
  -- The secrets, sealed with a key that is not in the database.
  sealed         bytea NOT NULL,
  -- The provider's id of the customer, from the first success on.
  account        text,
  users_seconds  integer NOT NULL CHECK (users_seconds > 0),
  groups_seconds integer NOT NULL CHECK (groups_seconds > 0),
  -- stopped: an administrator has to do something before it is read again.
  state          text NOT NULL CHECK (state IN ('unproven', 'ready', 'stopped')),
  findings       jsonb NOT NULL,
  checked_at     timestamptz,
  version        bigint NOT NULL,
  users_due      timestamptz NOT NULL,
  groups_due     timestamptz NOT NULL,
  -- The reading that has it now (not the node: that may take it twice), until when unless it says so again.
  lease_node     uuid,
  lease_until    timestamptz,
  PRIMARY KEY (org_id, directory_id)
);

-- Each reading of a directory.
CREATE TABLE sync_pass (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  pass_id      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('users', 'full', 'preview', 'hints')),
  -- Who asked for it; null when it was due.
  asked_by     text,
  state        text NOT NULL CHECK (state IN ('waiting', 'running', 'complete', 'incomplete', 'stopped')),
  phase        text NOT NULL,
  counts       jsonb NOT NULL,
  notes        jsonb NOT NULL,
  asked_at     timestamptz NOT NULL,
  started_at   timestamptz,
  ended_at     timestamptz,
  -- Whether the provider is called, or is given a rest because almost all calls failed; null before it has begun.
  circuit      text CHECK (circuit IN ('closed', 'open', 'half_open')),
  PRIMARY KEY (org_id, directory_id, pass_id)
);
CREATE INDEX sync_pass_open ON sync_pass (org_id, directory_id) WHERE ended_at IS NULL;

-- What was read last, as a hash: what has not changed since is not looked at.
CREATE TABLE pulled_object (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  -- everybody, scope: a group that had an entry for all users, where its members are kept and where it says who is read. inner: the
  -- ids of the groups that were ever seen in a group, in place of a hash.
  kind         text NOT NULL CHECK (kind IN ('user', 'group', 'members', 'everybody', 'scope', 'inner')),
  external_id  text COLLATE "C" NOT NULL,
  hash         bytea NOT NULL,
  -- The record that it was brought to, and its version then.
  record_id    uuid NOT NULL,
  version      bigint NOT NULL,
  -- Since when the provider does not have it any more.
  gone_at      timestamptz,
  PRIMARY KEY (org_id, directory_id, kind, external_id)
);
CREATE INDEX pulled_object_gone ON pulled_object (org_id, directory_id, kind, gone_at) WHERE gone_at IS NOT NULL;

-- Channels on which a provider tells by itself that users of a directory changed.
CREATE TABLE source_channel (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  channel_id   uuid NOT NULL,
  -- What the provider calls that which is watched; empty until it has answered.
  resource     text NOT NULL,
  -- SHA-256 of the token that comes with everything that is told on it.
  token_hash   bytea NOT NULL,
  until        timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, channel_id)
);

-- Users of whom it was told, until they are read again.
CREATE TABLE source_hint (
  org_id       uuid NOT NULL,
  directory_id uuid NOT NULL,
  external_id  text COLLATE "C" NOT NULL,
  told_at      timestamptz NOT NULL,
  PRIMARY KEY (org_id, directory_id, external_id)
);
