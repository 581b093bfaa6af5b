package dev.rollcall.console.api;

/** The build that the node runs. */
public record Version(String version, String revision, String javaVersion) {}
