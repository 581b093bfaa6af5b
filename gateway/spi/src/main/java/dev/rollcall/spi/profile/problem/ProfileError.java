package dev.rollcall.spi.profile.problem;

/**
 * Why a profile cannot be used.
 *
 * @param place where in the document, such as {@code user.attributes[2].to}; empty for the whole document
 * @param detail what is wrong and what would be accepted, a sentence
 */
public record ProfileError(String place, String detail) {

    /** Place and reason in one line. */
    public String text() {
        return place.isEmpty() ? detail : place + ": " + detail;
    }
}
