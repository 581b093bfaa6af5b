package dev.rollcall.console.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence of a guide, in which {@code *menu*} and {@code `code`} are marked. */
public record Prose(List<Span> spans) {

    private static final Pattern MARKED = Pattern.compile("\\*([^*]+)\\*|`([^`]+)`");

    /** A piece of it. */
    public record Span(Kind kind, String text) {}

    /** What a piece is. */
    public enum Kind {
        PLAIN,
        MENU,
        CODE
    }

    public static Prose of(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher marked = MARKED.matcher(text);
        int from = 0;
        while (marked.find()) {
            spans.add(new Span(Kind.PLAIN, text.substring(from, marked.start())));
            boolean isMenu = marked.group(1) != null;
            spans.add(new Span(isMenu ? Kind.MENU : Kind.CODE, isMenu ? marked.group(1) : marked.group(2)));
            from = marked.end();
        }
        spans.add(new Span(Kind.PLAIN, text.substring(from)));
        spans.removeIf(span -> span.text().isEmpty());
        return new Prose(spans);
    }
}
