package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;

/** One request on a resource endpoint, normalized: what every adapter's quirks end in. */
public sealed interface ScimRequest {

    ResourceType type();

    Projection projection();

    /** A request that changes something; it goes through the organisation's lane. */
    sealed interface Command extends ScimRequest {}

    /** POST; the resource is canonical (see {@link dev.rollcall.scim.resource.ResourceReader}). */
    record Create(ResourceType type, ObjectNode resource, Projection projection) implements Command {}

    /**
     * PUT.
     *
     * @param ifMatch the opaque tags of an If-Match header as sent, or null
     */
    record Replace(
            ResourceType type,
            String id,
            ObjectNode resource,
            @Nullable String ifMatch,
            Projection projection) implements Command {}

    record Patch(
            ResourceType type,
            String id,
            PatchRequest patch,
            @Nullable String ifMatch,
            Projection projection) implements Command {}

    record Delete(ResourceType type, String id, @Nullable String ifMatch) implements Command {
        @Override
        public Projection projection() {
            return Projection.DEFAULT;
        }
    }

    /** GET by id. */
    record Get(ResourceType type, String id, @Nullable String ifNoneMatch, Projection projection)
            implements ScimRequest {}

    /**
     * GET of a list.
     *
     * @param startIndex 1-based, at least 1
     * @param count at least 0, or null for the server's page size
     */
    record Query(
            ResourceType type,
            @Nullable Filter filter,
            @Nullable Sort sort,
            int startIndex,
            @Nullable Integer count,
            Projection projection)
            implements ScimRequest {}

    /** {@code sortBy} and {@code sortOrder}. */
    record Sort(AttributePath by, boolean descending) {}
}
