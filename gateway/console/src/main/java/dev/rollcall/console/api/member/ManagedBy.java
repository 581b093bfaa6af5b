package dev.rollcall.console.api.member;

/** The directory that manages a member. */
public record ManagedBy(String directory, String name, String provider) {}
