package dev.rollcall.server.api.member;

import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.read.member.MemberQueries.Facets;
import dev.rollcall.core.read.member.OrganisationMember.Status;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.Parameters;
import io.vertx.core.MultiMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of the member list as it is requested.
 *
 * @param facets whom it is about
 * @param after where the page before ended; null for the first
 */
record MemberPage(Facets facets, ListPage page, @Nullable UUID after) {

    private static final int LONGEST_TEXT = 200;

    /** Everybody, or those that the parameters name. */
    static MemberPage of(MultiMap query) {
        return of(query, Words.of(query, "status", Status.values(), Status::word));
    }

    /** Those who are kept out. */
    static MemberPage ofExcluded(MultiMap query) {
        return of(query, Status.EXCLUDED);
    }

    private static MemberPage of(MultiMap query, @Nullable Status status) {
        ListPage page = ListPage.of(query);
        return new MemberPage(
                new Facets(
                        status,
                        query.get("role"),
                        Parameters.id(query, "directory", "the id of a directory"),
                        Words.of(query, "reason", Exclusion.values(), Exclusion::word),
                        text(query.get("text"))),
                page,
                page.id());
    }

    private static @Nullable String text(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > LONGEST_TEXT) {
            throw Parameters.wrong(
                    "text", "a part of an e-mail address or a name, at most " + LONGEST_TEXT + " characters");
        }
        return given.strip();
    }
}
