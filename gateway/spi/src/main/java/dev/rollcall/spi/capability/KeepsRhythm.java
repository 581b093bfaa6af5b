package dev.rollcall.spi.capability;

import java.time.Duration;

/** The provider sends requests at intervals, whether anything has changed or not. Other providers send only when something changes. */
public interface KeepsRhythm {

    /** How often it comes. */
    Duration cycle();

    /** What an administrator should look at when it has stayed away for several cycles, as sentences. */
    String adviceWhenSilent();
}
