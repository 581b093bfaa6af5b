package dev.rollcall.expression;

import dev.cel.common.types.CelKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kind of value that an expression returns, as far as that is known before it is evaluated. */
public enum Gives {
    TEXT,
    BOOLEAN,
    NUMBER,
    LIST,
    OBJECT,
    NULL,
    ANY;

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a kind that JSON has not. */
    static @Nullable Gives of(CelKind kind) {
        return switch (kind) {
            case STRING -> TEXT;
            case BOOL -> BOOLEAN;
            case INT, DOUBLE -> NUMBER;
            case LIST -> LIST;
            case MAP -> OBJECT;
            case NULL_TYPE -> NULL;
            case DYN, ANY, TYPE_PARAM -> ANY;
            default -> null;
        };
    }
}
