package dev.rollcall.server.health;

import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.message.ScimRequest.Query;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One SCIM request and its answer, as far as health depends on it.
 *
 * @param directoryId whose credential it showed
 * @param kind what kind of failure the answer was, or null when it was none
 * @param success whether it was answered with success; an answer may be neither
 * @param probe whether it looks like a connection test
 * @param write whether it was to change something
 * @param admitted whether its credential was valid
 */
record ObservedRequest(
        UUID directoryId, @Nullable Kind kind, boolean success, boolean probe, boolean write, boolean admitted) {

    /** A connection test asks for no more than one or two of the users that there are. */
    private static final int FEW = 2;

    private static final int UUID_LENGTH = 36;

    /** Kinds of failure that an administrator can do something about. */
    enum Kind {
        CREDENTIAL,
        ADDRESS,
        CONFLICT,
        VALUE,
        GATEWAY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was asked.
     *
     * @param reads whether it is a GET or a HEAD
     * @param isOfOne whether its path names one resource
     * @param isOfConfiguration whether it asks for the service's configuration
     * @param request as it was read, or null when it was not
     */
    record Asked(
            boolean reads,
            boolean isOfOne,
            boolean isOfConfiguration,
            @Nullable ScimRequest request) {

        boolean isProbe() {
            return reads && (isOfConfiguration || (request instanceof Query query && isProbe(query)));
        }

        /** One or two of all users, or a user whom no directory has. */
        private static boolean isProbe(Query query) {
            Integer count = query.count();
            return query.filter() == null
                    ? count != null && count <= FEW
                    : query.filter() instanceof Filter.Comparison comparison
                            && comparison.op() == CompareOp.EQ
                            && isRandom(comparison.value());
        }

        private static boolean isRandom(ValueNode value) {
            if (!value.isTextual() || value.textValue().length() != UUID_LENGTH) {
                return false;
            }
            try {
                return UUID.fromString(value.textValue()).toString().equalsIgnoreCase(value.textValue());
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** What an exchange was. */
    static ObservedRequest of(UUID directoryId, Asked asked, int status) {
        boolean success = status < 400;
        return new ObservedRequest(
                directoryId,
                kind(status, asked.isOfOne()),
                success,
                success && asked.isProbe(),
                !asked.reads(),
                status != 401 && status != 403 && status != 503);
    }

    /** A resource that is gone, a version that is old and a lane that is full are everyday. */
    private static @Nullable Kind kind(int status, boolean isOfOne) {
        return switch (status) {
            case 401, 403 -> Kind.CREDENTIAL;
            case 404, 405 -> isOfOne ? null : Kind.ADDRESS;
            case 409 -> Kind.CONFLICT;
            case 400, 413, 415 -> Kind.VALUE;
            default -> status >= 500 ? Kind.GATEWAY : null;
        };
    }
}
