package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.MemberQueries.Facets;
import dev.rollcall.core.read.OrganisationMember;
import dev.rollcall.core.read.OrganisationMember.Status;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of the member list as it is asked for.
 *
 * @param after the cursor: where the page before ended
 */
record MemberPage(Facets facets, @Nullable UUID after, int limit) {

    static MemberPage of(MultiMap query) {
        return new MemberPage(
                new Facets(
                        status(query.get("status")),
                        query.get("role"),
                        Parameters.id(query, "directory", "the id of a directory")),
                Parameters.id(query, "cursor", "what \"next\" was in the page before"),
                Parameters.limit(query));
    }

    private static @Nullable Status status(@Nullable String word) {
        if (word == null) {
            return null;
        }
        try {
            return Status.of(word);
        } catch (IllegalArgumentException e) {
            throw Parameters.wrong("status", "active, suspended or excluded");
        }
    }

    /**
     * The page as it stands on the wire.
     *
     * @param found the members, and one more when there is a next page
     */
    ObjectNode json(List<OrganisationMember> found) {
        boolean hasNext = found.size() > limit;
        List<OrganisationMember> shown = hasNext ? found.subList(0, limit) : found;
        return Json.items(shown.stream().map(MemberJson::of).toList())
                .put("next", hasNext ? shown.get(limit - 1).id().toString() : null);
    }
}
