-- The externalId that a user had last, while there is none: whoever comes with another one is another object of the identity provider.
ALTER TABLE directory_user ADD COLUMN former_external_id text COLLATE "C";

-- The externalId of the record that is gone, while a rule or a pause keeps its member.
ALTER TABLE member ADD COLUMN former_external_id text COLLATE "C";
