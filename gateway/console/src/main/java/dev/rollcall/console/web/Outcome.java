package dev.rollcall.console.web;

import dev.rollcall.console.live.Subject;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The result of a handler: a page, a part of one, a redirect or a download. */
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

    /** What the open page shows stays, because there is nothing else to show yet. */
    record Unchanged() implements Outcome {}

    /**
     * A part of an open page that follows its subject, as a stream.
     *
     * @param look what there is to show now
     */
    record Following(Subject subject, Supplier<Future<Now>> look) implements Outcome {}

    /**
     * What a part that is followed shows at a moment.
     *
     * @param stamp another one when anything else is shown
     */
    record Now(String stamp, Part part) {}

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
}
