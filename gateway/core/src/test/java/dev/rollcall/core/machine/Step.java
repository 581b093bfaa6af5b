package dev.rollcall.core.machine;

import io.vertx.core.Future;
import java.util.function.Function;

/**
 * One thing that an administrator or an identity provider does. Names people, groups and directories by number, and finds out what they are when it is played:
 * so it still makes sense when steps before it are left out.
 *
 * @param text what a reader of a failed story is told
 * @param org the organisation, 0 or 1
 * @param directory the directory that sends it or is meant, 0 or 1, or -1
 * @param byIdp whether an identity provider does it
 */
record Step(String text, int org, int directory, boolean byIdp, Function<World, Future<?>> play) {

    @Override
    public String toString() {
        return (org == 0 ? "Acme" : "Bolt")
                + (directory < 0 ? "" : directory == 0 ? ", Okta" : ", Entra")
                + ": "
                + text;
    }
}
