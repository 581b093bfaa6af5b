package dev.rollcall.console.api.member;

/** A role that a group can give. */
public record Role(String name, boolean seat, String description, boolean builtIn) {}
