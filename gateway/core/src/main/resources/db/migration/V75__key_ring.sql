-- Which key of the ring a credential is hashed and a token is signed with, by its id: the first four bytes of its check value.
ALTER TABLE directory_credential ADD COLUMN key_id text COLLATE "C";
ALTER TABLE operator_token ADD COLUMN key_id text COLLATE "C";

UPDATE directory_credential SET key_id = (SELECT encode(substring(key_check FROM 1 FOR 4), 'hex') FROM installation);
UPDATE operator_token SET key_id = (SELECT encode(substring(key_check FROM 1 FOR 4), 'hex') FROM installation);
