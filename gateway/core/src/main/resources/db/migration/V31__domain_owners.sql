-- Verified domains own their addresses (R26).

-- The domain of each address, in the form in which domains are stored, so that the members of other organisations by addresses of
-- a domain are found by the index. Rows of before whose domain is not ASCII get it with their next claim.
ALTER TABLE email_claim ADD COLUMN domain text COLLATE "C" NOT NULL DEFAULT '';
UPDATE email_claim SET domain = substring(email_key from '[^@]*$');
CREATE INDEX email_claim_by_domain ON email_claim (domain, org_id);

-- Whoever is kept out because of the domain of the address waits as well: other organisations may verify or release it.
ALTER TABLE awaited_address ADD COLUMN domain text COLLATE "C" NOT NULL DEFAULT '';
INSERT INTO awaited_address (org_id, user_id, directory_id, email_key)
SELECT u.org_id, u.user_id, u.directory_id, rollcall_fold(coalesce(
         (SELECT e.value ->> 'value'
            FROM jsonb_array_elements(u.doc -> 'emails') WITH ORDINALITY AS e (value, n)
           ORDER BY coalesce(e.value ->> 'primary' = 'true', false) DESC,
                    coalesce(lower(e.value ->> 'type') = 'work', false) DESC, e.n
           LIMIT 1),
         u.doc ->> 'userName'))
  FROM directory_user u
 WHERE u.waits_for = 'unverified_domain'
    ON CONFLICT DO NOTHING;
UPDATE awaited_address SET domain = substring(email_key from '[^@]*$');
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
