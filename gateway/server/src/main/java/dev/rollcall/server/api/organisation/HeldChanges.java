package dev.rollcall.server.api.organisation;

import java.util.UUID;

/** Composes the warning about a mass change that is held (R32). */
public final class HeldChanges {

    private HeldChanges() {}

    public static String sentence(int people, UUID hold) {
        return (people == 1 ? "1 person" : people + " people")
                + " would lose access: more at once than the directory may remove. They stay as they are until the"
                + " hold "
                + hold + " is approved or rejected.";
    }
}
