package dev.rollcall.server.cli.kit;

/** A switch as people type it. It is no boolean, because picocli takes the mere presence of a boolean option for its value. */
public enum OnOff {
    ON,
    OFF
}
