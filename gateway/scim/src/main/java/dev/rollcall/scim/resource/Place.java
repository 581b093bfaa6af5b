package dev.rollcall.scim.resource;

import org.jspecify.annotations.Nullable;

/** The place of a value within a resource, for error messages: {@code emails[0].primary}. Rendered only when there is one. */
public record Place(@Nullable Place parent, String name, int index) {

    private static final int NO_INDEX = -1;
    private static final int MAX_NAME_LENGTH = 100;

    public static Place of(String name) {
        return new Place(null, name, NO_INDEX);
    }

    public Place child(String childName) {
        return new Place(this, childName, NO_INDEX);
    }

    public Place element(int elementIndex) {
        return new Place(parent, name, elementIndex);
    }

    /** The place without positions in arrays, such as {@code emails.primary}; equal for all elements. */
    public String attribute() {
        return render(false);
    }

    @Override
    public String toString() {
        return render(true);
    }

    private String render(boolean indexed) {
        String here = name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "...";
        String before = parent == null ? "" : parent.render(indexed) + (parent.isUrn() ? ":" : ".");
        return before + here + (indexed && index != NO_INDEX ? "[" + index + "]" : "");
    }

    private boolean isUrn() {
        return name.indexOf(':') >= 0;
    }
}
