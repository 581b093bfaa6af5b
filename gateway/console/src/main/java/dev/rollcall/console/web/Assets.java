package dev.rollcall.console.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * Serves the style sheet, scripts and pictures from memory. The name of each contains a hash of its content, so a browser may keep
 * it for ever, and a new version has another name.
 */
public final class Assets {

    private static final int HASH_BYTES = 6;
    private static final String COLOURS = "colours.css";

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

    private final Look look;
    private final String logo;

    public Assets(Look look) {
        this.look = look;
        FILES.forEach((name, source) -> put(name, read(source)));
        if (!look.colour().isEmpty()) {
            put(COLOURS, Palette.of(look.colour()).getBytes(StandardCharsets.UTF_8));
        }
        Look.Logo own = look.logo();
        logo = own == null ? "icon.svg" : "logo." + own.kind();
        if (own != null) {
            put(logo, own.content().getBytes());
        }
    }

    private void put(String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        String hashed = name.substring(0, dot) + "-" + hash(content) + name.substring(dot);
        addresses.put(name, "/console/assets/" + hashed);
        files.put(hashed, new File(type(name), Buffer.buffer(content)));
    }

    public Look look() {
        return look;
    }

    /** The address of the picture that stands for the product. */
    public String logo() {
        return of(logo);
    }

    /** The address of the style sheet with the operator's colour, or "". */
    public String colours() {
        return addresses.getOrDefault(COLOURS, "");
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
                // A picture that is opened by itself is a document, and the operator's may have a script in it.
                .putHeader("Content-Security-Policy", "sandbox")
                .end(file.content());
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".png" -> "image/png";
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
