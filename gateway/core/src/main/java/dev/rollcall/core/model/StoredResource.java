package dev.rollcall.core.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import java.time.Instant;
import java.util.UUID;

/**
 * A resource as it is stored in the database.
 *
 * @param version counts up by one with each change, from 1; the ETag is {@code W/"version"}
 * @param document canonical resource; with {@code groups} for a user; with {@code members} for a group when they were asked for.
 *     No {@code id}, {@code schemas} or {@code meta}
 */
public record StoredResource(
        ResourceType type, UUID id, long version, Instant created, Instant lastModified, ObjectNode document) {}
