package dev.rollcall.spi;

import java.util.Locale;
import java.util.regex.Pattern;

final class QuirkNames {

    /** In front of each capital that begins a word; a run of capitals is one word. */
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private QuirkNames() {}

    static String kebab(String className) {
        return HUMP.matcher(className).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
