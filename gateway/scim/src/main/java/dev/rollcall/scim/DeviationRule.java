package dev.rollcall.scim;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every way in which a request may deviate from the RFC and still be accepted. */
public enum DeviationRule {
    UNKNOWN_ATTRIBUTE(true),
    UNKNOWN_SCHEMA(true),
    UNKNOWN_PARAMETER(true),
    READ_ONLY(true),
    NOT_KEPT(true),
    EMPTY_ELEMENT(true),
    SEVERAL_PRIMARIES(true),
    NO_OPERATIONS(true),
    BESIDE_DEACTIVATION(true),
    FORMER_DELETED(true),
    DELETED_BEFORE(true),
    DEACTIVATED_INSTEAD(true),
    STALE_FORMATTED_NAME(true),
    BLANK_FILTER(true),
    REPEATED_ELEMENT(false),
    REPEATED_PARAMETER(false),
    PARAMETER_SPELLING(false),
    MISSING_SCHEMAS(false),
    MISSING_URN(false),
    SPELLING(false),
    UNQUOTED_TEXT(false),
    SEARCH_AS_TEXT(false),
    TEXT_FOR_BOOLEAN(false),
    NUMBER_FOR_TEXT(false),
    SINGLE_VALUE(false),
    LIST_OF_ONE(false),
    WRAPPED_VALUE(false),
    BARE_VALUE(false),
    JSON_IN_TEXT(false);

    private final boolean leavesOut;

    DeviationRule(boolean leavesOut) {
        this.leavesOut = leavesOut;
    }

    /** Whether something that was sent has no effect (R29); otherwise it was read as what it plainly means. */
    public boolean leavesOut() {
        return leavesOut;
    }

    /** The name in metrics, headers, API and docs: {@code unknown-attribute}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule of that word, if this build has one. */
    public static Optional<DeviationRule> of(String word) {
        return Stream.of(values()).filter(rule -> rule.word().equals(word)).findFirst();
    }
}
