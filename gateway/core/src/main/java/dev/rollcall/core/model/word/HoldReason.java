package dev.rollcall.core.model.word;

import dev.rollcall.core.model.Exclusion;
import java.util.List;
import java.util.stream.Stream;

/** The reason for a change that is held. */
public sealed interface HoldReason {

    /** The reason in the database, the API and events. */
    String word();

    /** Why, as a half sentence. */
    String meaning();

    /** The identity provider or an administrator changed something. */
    enum Change implements HoldReason {
        INACTIVE("inactive", "the identity provider has deactivated them"),
        DELETED("deleted", "the identity provider has deleted them"),
        REPLACED("replaced", "the identity provider has reassigned their record to another person"),
        ROLE("role", "their groups now give another role"),
        DIRECTORY_DEACTIVATED("directory_deactivated", "their directory was deactivated"),
        ACTIVATION_UNDONE("activation_undone", "the activation that brought them in was undone");

        private final String word;
        private final String meaning;

        Change(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String meaning() {
            return meaning;
        }
    }

    /** A rule keeps the user out who is a member so far. */
    record Excluded(Exclusion exclusion) implements HoldReason {
        @Override
        public String word() {
            return exclusion.word();
        }

        @Override
        public String meaning() {
            return exclusion.meaning();
        }
    }

    /** Every reason that there is. */
    static List<HoldReason> all() {
        return Stream.<HoldReason>concat(
                        Stream.of(Change.values()),
                        Stream.of(Exclusion.values()).map(Excluded::new))
                .toList();
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException there is no such reason
     */
    static HoldReason of(String word) {
        return all().stream()
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reason of a hold: " + word));
    }
}
