package dev.rollcall.console.api;

/**
 * A response of the API.
 *
 * @param etag of what was read, or "" where it has none
 */
public record Answer<T>(T value, String etag) {}
