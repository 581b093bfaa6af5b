package dev.rollcall.console.api;

/** Which build the node runs. */
public record Version(String version, String revision, String javaVersion) {}
