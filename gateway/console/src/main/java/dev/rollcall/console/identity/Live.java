package dev.rollcall.console.identity;

import java.util.Objects;

/** What the parts of a page that follow what happens are compared by. */
public final class Live {

    private Live() {}

    /** Another when anything of these is; what a page shows carries it, so that nothing is sent again that is there already. */
    public static String stamp(Object... shown) {
        return Integer.toHexString(Objects.hash(shown));
    }
}
