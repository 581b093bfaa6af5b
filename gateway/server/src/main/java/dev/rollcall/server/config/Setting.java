package dev.rollcall.server.config;

import java.util.Locale;

/**
 * The declaration of one setting.
 *
 * @param key as it stands in the file, such as {@code server.port}
 * @param kind how its text is read
 * @param fallback the default as text; empty when there is none
 * @param unit what a number counts, such as {@code seconds}; empty for other kinds
 * @param doc one sentence for the operator
 */
public record Setting<T>(String key, Kind<T> kind, String fallback, String unit, String doc) {

    /** The environment variable that sets it: {@code ROLLCALL_SERVER_PORT} for {@code server.port}. */
    public String variable() {
        return "ROLLCALL_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
