package dev.rollcall.spi.profile;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one client sends its requests: paging, content types, and where it puts the credential.
 *
 * @param anyType whether a JSON body is read whatever type it is declared to have
 * @param former whether the client speaks SCIM 1.1
 * @param methodOverride whether X-HTTP-Method-Override of a POST counts
 * @param credentials further ways to show the credential: {@code token} for that scheme, or the name of a header
 * @param firstIndex the number of the first resource of a list: 1, or 0
 * @param usualCount resources on a page that does not say how many it wants; null for the server's number
 * @param mostCount resources on a page at the most; null for the server's number
 */
public record Transport(
        boolean anyType,
        boolean former,
        boolean methodOverride,
        Set<String> credentials,
        int firstIndex,
        @Nullable Integer usualCount,
        @Nullable Integer mostCount) {

    /** What a profile can name: the scheme {@code token}, and headers. */
    public static final List<String> WAYS = List.of("token", "x-api-key", "api-key", "x-auth-token", "x-authorization");

    /** The schema that lists and resources of SCIM 1.1 name. */
    public static final String FORMER_SCHEMA = FormerWords.CORE;

    /** As the RFC has it. */
    public static final Transport USUAL = new Transport(false, false, false, Set.of(), 1, null, null);

    public Transport {
        credentials = Set.copyOf(credentials);
    }
}
