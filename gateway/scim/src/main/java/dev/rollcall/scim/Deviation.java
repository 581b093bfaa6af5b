package dev.rollcall.scim;

/**
 * Something in a request that the RFC does not allow but that was accepted.
 *
 * @param rule which way of leaving the RFC it is; told and counted by its word
 * @param detail one sentence for an administrator; names attributes, never values
 */
public record Deviation(DeviationRule rule, String detail) {}
