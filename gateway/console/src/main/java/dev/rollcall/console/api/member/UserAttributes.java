package dev.rollcall.console.api.member;

import java.util.List;

/**
 * The attributes that users of a directory have.
 *
 * @param users how many users were looked at
 */
public record UserAttributes(List<Attribute> items, int users) {

    /**
     * One of them.
     *
     * @param path as a condition on values names it
     * @param example an expression that asks for it
     * @param users how many of them have it
     */
    public record Attribute(String path, String example, String kind, boolean multiValued, int users) {}
}
