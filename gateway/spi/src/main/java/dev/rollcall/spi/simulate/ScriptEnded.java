package dev.rollcall.spi.simulate;

/** Ends one script after its response was reported as unexpected. A {@link ScriptRunner} goes on with the next one. */
public final class ScriptEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScriptEnded(String why) {
        super(why, null, false, false);
    }
}
