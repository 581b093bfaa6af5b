package dev.rollcall.spi.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guide to connecting one provider. Texts are plain sentences for an administrator; words in {@code *stars*} are from the
 * provider's own menus, and text in {@code `back-ticks`} is typed or read exactly as it is.
 *
 * @param introduction what is needed before, and whose menus are spoken of
 * @param steps in their order
 * @param pitfalls defaults of the provider that hurt
 * @param notes what is worth knowing afterwards
 */
public record SetupGuide(String introduction, List<Step> steps, List<Pitfall> pitfalls, List<String> notes) {

    public SetupGuide {
        steps = List.copyOf(steps);
        pitfalls = List.copyOf(pitfalls);
        notes = List.copyOf(notes);
    }

    /**
     * One step.
     *
     * @param id kebab-case, for good, unique in its guide
     * @param title what is done, a short imperative
     * @param instructions what to click and type, in order
     * @param copies texts to copy
     * @param doneWhen what the gateway sees when it is done, or null when it sees nothing of it
     */
    public record Step(
            String id,
            String title,
            List<String> instructions,
            List<Copy> copies,
            @Nullable Milestone doneWhen) {

        public Step {
            instructions = List.copyOf(instructions);
            copies = List.copyOf(copies);
        }
    }

    /**
     * A text to copy as it stands.
     *
     * @param label what it is and where it goes
     */
    public record Copy(String label, String text) {}

    /**
     * A default of the provider that hurts.
     *
     * @param setting the default
     * @param harm what it does
     * @param instead what to set, and when
     */
    public record Pitfall(String setting, String harm, String instead) {}
}
