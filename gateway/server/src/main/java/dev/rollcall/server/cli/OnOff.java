package dev.rollcall.server.cli;

/** A switch as people type it. No boolean: of those picocli takes the presence of a word for its value. */
enum OnOff {
    ON,
    OFF
}
