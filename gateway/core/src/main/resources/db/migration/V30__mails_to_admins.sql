-- Mails to the admins of an organisation, owed from the moment when a mass change is held (R32): first one row for all of them, which
-- becomes one for each admin when it is sent.
ALTER TABLE welcome_mail ADD COLUMN kind text NOT NULL DEFAULT 'welcome' CHECK (kind IN ('welcome', 'mass_change'));
ALTER TABLE welcome_mail ADD COLUMN hold_id uuid;
ALTER TABLE welcome_mail ADD COLUMN directory_id uuid;
ALTER TABLE welcome_mail ALTER COLUMN member_id DROP NOT NULL;
ALTER TABLE welcome_mail ADD CHECK (kind = 'mass_change' OR member_id IS NOT NULL);
