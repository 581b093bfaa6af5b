package dev.rollcall.console.identity;

import java.util.Objects;

/** Computes the marks that tell whether a live part of a page has changed. */
public final class Live {

    private Live() {}

    /** Another when anything of these is; what a page shows carries it, so that nothing is sent again that is there already. */
    public static String stamp(Object... shown) {
        return Integer.toHexString(Objects.hash(shown));
    }
}
