package dev.rollcall.scim.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request on a resource endpoint, after every quirk of its adapter was applied. */
public sealed interface ScimRequest {

    Projection projection();

    /** A request that changes something; it goes through the organisation's lane. */
    sealed interface Command extends ScimRequest {
        ResourceType type();
    }

    /** POST; the resource is canonical (see {@link dev.rollcall.scim.resource.ResourceReader}). */
    record Create(ResourceType type, ObjectNode resource, Projection projection) implements Command {}

    /**
     * PUT.
     *
     * @param leftOut attributes that were sent and could not be used beside a deactivation; they keep their values
     * @param ifMatch the opaque tags of an If-Match header as sent, or null
     */
    record Replace(
            ResourceType type,
            String id,
            ObjectNode resource,
            Set<AttributePath> leftOut,
            @Nullable String ifMatch,
            Projection projection)
            implements Command {

        public Replace {
            leftOut = Set.copyOf(leftOut);
        }

        /** A PUT all of which can be used. */
        public Replace(
                ResourceType type, String id, ObjectNode resource, @Nullable String ifMatch, Projection projection) {
            this(type, id, resource, Set.of(), ifMatch, projection);
        }
    }

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
     * GET of a list, or the search that means the same.
     *
     * @param startIndex 1-based, at least 1; means nothing beside a cursor
     * @param count at least 0, or null for the server's page size
     * @param cursor null to page by index; empty for the first page by cursor (RFC 9865 section 2)
     */
    record Query(
            ResourceType type,
            @Nullable Filter filter,
            @Nullable Sort sort,
            int startIndex,
            @Nullable Integer count,
            Projection projection,
            @Nullable String cursor)
            implements ScimRequest {

        /** A page by index. */
        public Query(
                ResourceType type,
                @Nullable Filter filter,
                @Nullable Sort sort,
                int startIndex,
                @Nullable Integer count,
                Projection projection) {
            this(type, filter, sort, startIndex, count, projection, null);
        }

        /** The same query with another filter. */
        public Query withFilter(Filter other) {
            return new Query(type, other, sort, startIndex, count, projection, cursor);
        }
    }

    /**
     * A query of the base URL, over all resource types (RFC 7644 section 3.4.2.1).
     *
     * @param queries one a type; they differ in type, and in what quirks made of the filter
     */
    record RootQuery(List<Query> queries) implements ScimRequest {
        public RootQuery {
            queries = List.copyOf(queries);
        }

        @Override
        public Projection projection() {
            return queries.get(0).projection();
        }
    }

    /** {@code sortBy} and {@code sortOrder}. */
    record Sort(AttributePath by, boolean descending) {}
}
