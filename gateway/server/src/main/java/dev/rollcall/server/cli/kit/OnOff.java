package dev.rollcall.server.cli.kit;

/** A switch as people type it. No boolean: of those picocli takes the presence of a word for its value. */
public enum OnOff {
    ON,
    OFF
}
