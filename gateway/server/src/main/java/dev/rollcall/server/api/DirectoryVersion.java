package dev.rollcall.server.api;

import dev.rollcall.core.admin.Directory;
import dev.rollcall.server.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ETag of a directory's settings (RFC 9110 section 8.8): it follows from them, so that no counter need be kept. */
final class DirectoryVersion {

    private static final int BYTES = 12;

    private DirectoryVersion() {}

    /** The ETag in its quotes. */
    static String of(Directory directory) {
        String settings = String.join(
                "\n",
                directory.id().toString(),
                directory.name(),
                directory.provider(),
                directory.state().word(),
                directory.mode().name(),
                String.valueOf(directory.defaultRole()),
                String.valueOf(new TreeSet<>(directory.disabledQuirks())));
        return "\"" + HexFormat.of().formatHex(digest(settings), 0, BYTES) + "\"";
    }

    /** Lets a change pass when the header is absent or names the settings as they are; else 412. */
    static void require(@Nullable String ifMatch, Directory current) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        String version = of(current);
        for (String tag : ifMatch.split(",", -1)) {
            if (tag.strip().equals(version)) {
                return;
            }
        }
        throw new Problem(
                        412,
                        "Precondition failed",
                        "The directory has changed meanwhile. Read it again and repeat the request with its ETag, now "
                                + version + ", in If-Match.")
                .exception();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
