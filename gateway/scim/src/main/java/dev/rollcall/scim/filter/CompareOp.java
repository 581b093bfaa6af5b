package dev.rollcall.scim.filter;

import java.util.Locale;

/** Comparison operators of RFC 7644 table 3, {@code pr} aside. */
public enum CompareOp {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    GE,
    LT,
    LE;

    /** The operator as it stands on the wire. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
