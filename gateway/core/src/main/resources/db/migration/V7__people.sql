-- What the product owes to people: welcome mails that are sent although the mail server was away (R14), recovery admins whose
-- time ends (R20), and quick answers to why somebody is where they are (R23).

CREATE TABLE welcome_mail (
  org_id     uuid NOT NULL,
  mail_id    uuid NOT NULL,
  member_id  uuid NOT NULL,
  state      text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
  tries      integer NOT NULL DEFAULT 0,
  due_at     timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at   timestamptz,
  failure    text,
  PRIMARY KEY (org_id, mail_id)
);
CREATE INDEX welcome_mail_due ON welcome_mail (due_at) WHERE state = 'waiting';
CREATE INDEX welcome_mail_of_member ON welcome_mail (org_id, member_id);

CREATE TABLE recovery_admin (
  org_id      uuid NOT NULL,
  member_id   uuid NOT NULL,
  granted_by  text NOT NULL,
  reason      text NOT NULL,
  granted_at  timestamptz NOT NULL,
  ends_at     timestamptz NOT NULL,
  former_role text,
  made        boolean NOT NULL,
  PRIMARY KEY (org_id, member_id)
);
CREATE INDEX recovery_admin_end ON recovery_admin (ends_at);

ALTER TABLE organization ADD COLUMN recovery_admins integer NOT NULL DEFAULT 0;

CREATE INDEX hold_in_force ON hold (org_id, hold_id) WHERE closed_at IS NULL;
CREATE INDEX seat_ledger_of_member ON seat_ledger (org_id, member_id, entry);
CREATE INDEX event_by_subject ON event (org_id, subject_id, seq);
