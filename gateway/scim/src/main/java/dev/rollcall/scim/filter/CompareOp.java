package dev.rollcall.scim.filter;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    private final String keyword = name().toLowerCase(Locale.ROOT);

    /** The operator as it stands on the wire. */
    public String keyword() {
        return keyword;
    }

    /** The operator of that lower-case keyword, or null. */
    static @Nullable CompareOp ofKeyword(String keyword) {
        for (CompareOp op : values()) {
            if (op.keyword.equals(keyword)) {
                return op;
            }
        }
        return null;
    }
}
