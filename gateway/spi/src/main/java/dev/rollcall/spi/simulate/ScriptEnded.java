package dev.rollcall.spi.simulate;

/** Ends one script after one of its responses was reported as unexpected. A {@link ScriptRunner} continues with the next script. */
public final class ScriptEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScriptEnded(String why) {
        super(why, null, false, false);
    }
}
