-- A link of the nil organisation signs the operator in, so there is not an organisation for every link any more.
ALTER TABLE sign_in_link DROP CONSTRAINT sign_in_link_org_id_fkey;
