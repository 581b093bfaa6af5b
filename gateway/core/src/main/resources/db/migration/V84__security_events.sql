-- Streams of Security Event Tokens (SSF 1.0): who receives them, what each is sent, and the keys that sign.
-- A stream is an endpoint: of kind set_push it is sent events as webhooks are, of kind set_poll it comes for them.
ALTER TABLE webhook ADD COLUMN kind text NOT NULL DEFAULT 'webhook' CHECK (kind IN ('webhook', 'set_push', 'set_poll'));

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

CREATE TABLE ssf_subject_left_out (
  org_id    uuid NOT NULL,
  stream_id uuid NOT NULL,
  subject   text COLLATE "C" NOT NULL,
  PRIMARY KEY (org_id, stream_id, subject)
);

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

CREATE TABLE ssf_key (
  key_id          uuid PRIMARY KEY,
  sealed          bytea NOT NULL,
  public          jsonb NOT NULL,
  signs_from      timestamptz NOT NULL,
  published_until timestamptz
);
