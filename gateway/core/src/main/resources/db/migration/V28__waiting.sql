-- Why what an active user of a directory asks for has not happened: the exclusion of somebody who is kept out, and the reason of a
-- member whom a hold, or an address that is taken for the moment, keeps as they are. Whoever takes a reason away finds them by it.
ALTER TABLE directory_user ADD COLUMN waits_for text;
UPDATE directory_user SET waits_for = exclusion WHERE exclusion IS NOT NULL;
UPDATE directory_user u SET waits_for = h.reason
  FROM hold h
 WHERE h.org_id = u.org_id AND h.user_id = u.user_id AND h.closed_at IS NULL AND u.active AND u.exclusion IS NULL
   AND h.reason IN ('no_mapped_group', 'no_email', 'unverified_domain', 'member_elsewhere', 'address_in_use',
                    'no_seat_available', 'awaits_approval', 'seat_refused')
   AND h.kind <> 'seat';

DROP INDEX directory_user_awaiting_seat;
CREATE INDEX directory_user_waiting ON directory_user (org_id, user_id) WHERE waits_for IS NOT NULL;
CREATE INDEX directory_user_awaiting_seat ON directory_user (org_id, user_id)
  WHERE waits_for IN ('no_seat_available', 'awaits_approval');

-- The addresses of those who were held: by the rule of the gateway, the primary one, else that of type work, else the first.
INSERT INTO awaited_address (org_id, user_id, directory_id, email_key)
SELECT u.org_id, u.user_id, u.directory_id, rollcall_fold(e.address)
  FROM directory_user u
 CROSS JOIN LATERAL (
       SELECT coalesce(
                (SELECT v.value ->> 'value'
                   FROM jsonb_array_elements(u.doc -> 'emails') WITH ORDINALITY AS v (value, n)
                  ORDER BY coalesce(v.value ->> 'primary' = 'true', false) DESC,
                           coalesce(lower(v.value ->> 'type') = 'work', false) DESC, v.n
                  LIMIT 1),
                u.doc ->> 'userName') AS address) e
 WHERE u.exclusion IS NULL AND u.waits_for IN ('member_elsewhere', 'address_in_use')
    ON CONFLICT (org_id, user_id) DO NOTHING;
UPDATE organization o
   SET addresses_awaited = (SELECT count(*) FROM directory_user u
                             WHERE u.org_id = o.org_id AND u.waits_for IN ('member_elsewhere', 'address_in_use')),
       seats_awaited = (SELECT count(*) FROM directory_user u
                         WHERE u.org_id = o.org_id AND u.waits_for IN ('no_seat_available', 'awaits_approval'))
                     + (SELECT count(*) FROM member m WHERE m.org_id = o.org_id AND m.awaited_role IS NOT NULL);
