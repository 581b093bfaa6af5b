package dev.rollcall.scim;

/**
 * Something in a request that the RFC does not allow and that was accepted all the same.
 *
 * @param rule kebab-case name for counting, such as {@code unknown-attribute}
 * @param detail one sentence for an administrator; names attributes, never values
 */
public record Deviation(String rule, String detail) {}
