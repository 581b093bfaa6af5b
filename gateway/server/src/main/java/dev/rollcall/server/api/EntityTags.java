package dev.rollcall.server.api;

import dev.rollcall.server.http.ProblemType;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes ETags (RFC 9110 section 8.8) from the values that can be edited, so that no counter need be kept. */
public final class EntityTags {

    private static final int BYTES = 12;

    private EntityTags() {}

    /** The ETag of a resource with these values, in its quotes; equal values make equal tags. */
    public static String of(@Nullable Object... values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object value : values) {
                byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(text.length).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) ':');
                digest.update(text);
            }
            return "\"" + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Whether the client says that it has the very version whose ETag stands in the answer. */
    static boolean isKnown(RoutingContext context) {
        String current = context.response().headers().get("ETag");
        String known = context.request().getHeader("If-None-Match");
        boolean isRead = HttpMethod.GET.equals(context.request().method())
                || HttpMethod.HEAD.equals(context.request().method());
        return isRead
                && current != null
                && known != null
                && (known.strip().equals("*")
                        || Stream.of(known.split(",", -1))
                                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                                .anyMatch(current::equals));
    }

    /**
     * Lets a change pass when the header is absent or names the present version; else 412.
     *
     * @param ifMatch the header {@code If-Match}
     * @param current the ETag of the resource as it is
     * @param resource what it is, as in "The directory"
     */
    public static void require(@Nullable String ifMatch, String current, String resource) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",", -1)) {
            if (tag.strip().equals(current)) {
                return;
            }
        }
        throw ProblemType.PRECONDITION_FAILED
                .problem(resource + " has changed in the meantime. Read it again and repeat the request with its "
                        + "ETag, now "
                        + current + ", in If-Match.")
                .exception();
    }
}
