package dev.rollcall.spi;

import java.util.Locale;
import java.util.regex.Pattern;

final class QuirkNames {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private QuirkNames() {}

    static String kebab(String className) {
        return HUMP.matcher(className).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
