package dev.rollcall.console.api;

/** The directory that manages a member. */
public record ManagedBy(String directory, String name, String provider) {}
