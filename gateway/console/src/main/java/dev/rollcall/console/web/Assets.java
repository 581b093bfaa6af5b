package dev.rollcall.console.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * Style sheet, scripts and pictures, held in memory. The name of each holds a hash of its content, so a browser may keep it for ever,
 * and a new release is another name.
 */
public final class Assets {

    private static final int HASH_BYTES = 6;

    /** Name on a page, and where the file is on the class path. */
    private static final Map<String, String> FILES = Map.of(
            "console.css", "/console/assets/console.css",
            "console.js", "/console/assets/console.js",
            "sign-in.js", "/console/assets/sign-in.js",
            "icons.svg", "/console/assets/icons.svg",
            "icon.svg", "/console/assets/icon.svg",
            "htmx.js", "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
            "sortable.js", "/META-INF/resources/webjars/sortablejs/1.15.6/Sortable.min.js");

    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, File> files = new HashMap<>();

    private record File(String type, Buffer content) {}

    public Assets() {
        FILES.forEach((name, source) -> {
            byte[] content = read(source);
            int dot = name.lastIndexOf('.');
            String hashed = name.substring(0, dot) + "-" + hash(content) + name.substring(dot);
            addresses.put(name, "/console/assets/" + hashed);
            files.put(hashed, new File(type(name), Buffer.buffer(content)));
        });
    }

    /** The address of a file by its plain name. */
    public String of(String name) {
        return Objects.requireNonNull(addresses.get(name), name);
    }

    /** An icon of the sheet. */
    public String icon(String name) {
        return of("icons.svg") + "#" + name;
    }

    /** Serves one, or hands on. */
    public void serve(RoutingContext context) {
        File file = files.get(String.valueOf(context.pathParam("file")));
        if (file == null) {
            context.next();
            return;
        }
        context.response()
                .putHeader("Content-Type", file.type())
                .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(file.content());
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }

    private static byte[] read(String source) {
        try (InputStream in = Assets.class.getResourceAsStream(source)) {
            return Objects.requireNonNull(in, source).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
