package dev.rollcall.spi.simulate;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes a value into a query string in the ways in which IdPs do. */
public final class QueryText {

    private QueryText() {}

    /** Form style: a space becomes {@code +}. */
    public static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** RFC 3986 style: a space becomes {@code %20}. */
    public static String percent(String text) {
        return form(text).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /** A string literal of a filter: in quotes, escaped as in JSON (RFC 7644 section 3.4.2.2). */
    public static String literal(String value) {
        return new TextNode(value).toString();
    }
}
