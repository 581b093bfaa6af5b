package dev.rollcall.console.api;

/**
 * What the API answered.
 *
 * @param etag of what was read, or "" where it has none
 */
public record Answer<T>(T value, String etag) {}
