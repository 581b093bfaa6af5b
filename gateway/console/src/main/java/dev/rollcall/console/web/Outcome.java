package dev.rollcall.console.web;

import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a handler has to show. */
public sealed interface Outcome {

    /**
     * A whole page.
     *
     * @param template name of the template, which is given {@code frame} and {@code view}
     * @param view what the page shows
     */
    record Page(int status, Section section, String title, String template, Object view) implements Outcome {

        public static Page of(Section section, String title, String template, Object view) {
            return new Page(200, section, title, template, view);
        }
    }

    /** A part that replaces itself on a page that is open. */
    record Part(String template, Map<String, Object> values) implements Outcome {}

    /** To another page, after a change, with a sentence that says what now holds; "" for none. */
    record Onward(String location, String notice) implements Outcome {}

    /**
     * A file to keep.
     *
     * @param pieces gives one piece of the file after the other, and null at its end
     */
    record Download(String name, String type, Supplier<Future<@Nullable String>> pieces) implements Outcome {}

    /**
     * To the door, when a session has ended.
     *
     * @param cookie what makes the browser forget it
     */
    record SignedOut(String cookie) implements Outcome {}

    /** What is on the page still holds. */
    record Unchanged() implements Outcome {}
}
