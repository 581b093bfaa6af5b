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
