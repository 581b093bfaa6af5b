-- Whoever is gone is found by every name that they had (R34): by address, by the id of their record, by the externalId.
CREATE INDEX event_of_departure_by_email ON event (org_id, lower(data ->> 'email')) WHERE type = 'member.removed';
CREATE INDEX event_of_departure_by_user ON event (org_id, (data ->> 'userId')) WHERE type = 'member.removed';
CREATE INDEX event_of_departure_by_external_id ON event (org_id, (data ->> 'externalId')) WHERE type = 'member.removed';
