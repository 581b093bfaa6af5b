package dev.rollcall.server.cli.kit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --limit} and {@code --after}: say which part of a long list is shown. */
public final class PartOptions {

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Option(
            names = "--after",
            paramLabel = "NEXT",
            description = "Show what follows an earlier list: NEXT is printed below a table that was cut off,"
                    + " and is in the JSON document.")
    private @Nullable String after;

    public int most() {
        return limit.most();
    }

    /** A cursor; null for the beginning of the list. */
    public @Nullable String after() {
        return after;
    }
}
