package dev.rollcall.server.health;

import dev.rollcall.core.admin.directory.DirectoryReading;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Failure;
import dev.rollcall.core.admin.directory.DirectoryTraffic.Seen;
import dev.rollcall.spi.capability.KeepsRhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A judgement of how well a directory is working, as far as its traffic shows.
 *
 * @param state {@code waiting}, {@code healthy}, {@code failing}, {@code silent} or {@code holding}
 * @param message what it means and what to do
 * @param nextCycle when the provider is expected to come next or the directory is read next, or null when neither is known
 */
public record Diagnosis(
        String state, String message, @Nullable Instant nextCycle) {

    /** All states that there are. */
    public static final List<String> STATES = List.of("waiting", "healthy", "failing", "silent", "holding");

    private static final int CYCLES_MISSED = 3;

    /** For providers that come only when something changes. */
    private static final Duration LONG = Duration.ofDays(7);

    /** How long a reading of a large directory may take. */
    private static final Duration READING = Duration.ofMinutes(30);

    /** One failure is an accident. */
    private static final int FAILING = 3;

    /**
     * Judges.
     *
     * @param rhythm how often the directory's provider comes, or null when it keeps no rhythm
     * @param expected whether the directory is in a state in which its provider should come
     */
    public static Diagnosis of(Seen seen, @Nullable KeepsRhythm rhythm, boolean expected, Instant now) {
        Instant last = seen.lastRequest();
        Instant next = rhythm != null && last != null ? last.plus(rhythm.cycle()) : null;
        Failure failure = seen.failure();
        if (failure != null && seen.failures() >= FAILING) {
            return new Diagnosis(
                    "failing",
                    "The last " + seen.failures() + " requests failed, the last one at " + failure.at() + ". "
                            + cause(failure.kind()),
                    next);
        }
        DirectoryReading reading = seen.reading();
        if (reading != null) {
            return of(reading, expected, now);
        }
        if (last == null) {
            return new Diagnosis(
                    "waiting",
                    "No request with a valid credential has arrived yet. Enter the base URL and the credential at the"
                            + " identity provider and run its connection test. If that fails and this message stays, "
                            + "a firewall (WAF) or proxy in front"
                            + " of this gateway is blocking the requests.",
                    null);
        }
        Duration patience = rhythm == null ? LONG : rhythm.cycle().multipliedBy(CYCLES_MISSED);
        if (expected && now.isAfter(last.plus(patience))) {
            return new Diagnosis("silent", "The last request came at " + last + ". " + silence(rhythm), next);
        }
        return new Diagnosis("healthy", "Requests arrive and are answered successfully.", next);
    }

    private static Diagnosis of(DirectoryReading reading, boolean expected, Instant now) {
        Instant complete = reading.complete();
        String obstacle = reading.obstacle() == null ? "" : " " + reading.obstacle();
        Instant next = reading.next();
        if (reading.state().equals("stopped")) {
            return new Diagnosis(
                    "failing",
                    "The directory is not read until an administrator has fixed its source." + obstacle
                            + " It is tried once an hour.",
                    next);
        }
        if (reading.state().equals("unproven")) {
            return new Diagnosis(
                    "waiting", "The source of the directory has not been checked successfully yet." + obstacle, next);
        }
        if (reading.failures() >= FAILING) {
            return new Diagnosis(
                    "failing",
                    "The last " + reading.failures()
                            + " readings were not complete, so they removed no members."
                            + (reading.note() == null ? "" : " " + reading.note()),
                    next);
        }
        if (complete == null) {
            return new Diagnosis(
                    "waiting",
                    "The directory has not been read completely yet; the next reading is due at " + next + ".",
                    next);
        }
        Duration longest = reading.every().multipliedBy(CYCLES_MISSED).plus(READING);
        if (expected && now.isAfter(complete.plus(longest)) && now.isAfter(next.plus(READING))) {
            return new Diagnosis(
                    "silent",
                    "The last complete reading ended at " + complete + ", and the next one has been due since " + next
                            + ": no gateway reads the directory. Tell the operator.",
                    next);
        }
        return new Diagnosis(
                "healthy", "The directory is read; the last complete reading ended at " + complete + ".", next);
    }

    /** The same of a directory that was given nothing yet by which its provider could be let in, or by which it could be read. */
    public Diagnosis before(FirstStep step) {
        return state.equals("waiting") ? new Diagnosis(state, step.sentence, nextCycle) : this;
    }

    /** What has to be there before anything can arrive. */
    public enum FirstStep {
        CREDENTIAL("The directory has no valid credential yet. Issue one, and enter it with the base URL at the"
                + " identity provider."),
        SOURCE("No source has been entered yet from which to read the directory. Enter one, and check" + " it.");

        private final String sentence;

        FirstStep(String sentence) {
            this.sentence = sentence;
        }
    }

    /** The same of a directory that waits for a decision about so many people; a failure comes before that. */
    public Diagnosis holding(int people) {
        return people == 0 || state.equals("failing")
                ? this
                : new Diagnosis(
                        "holding",
                        "The directory wants to remove more people at once than it may: "
                                + (people == 1 ? "1 person waits" : people + " people wait")
                                + " for a decision, and stay as they are. Look at the hold, then approve or reject it.",
                        nextCycle);
    }

    private static String cause(String kind) {
        return switch (ObservedRequest.Kind.valueOf(kind.toUpperCase(Locale.ROOT))) {
            case CREDENTIAL ->
                "The credential was not accepted: it has expired or was revoked, or another one was entered. Issue a"
                        + " new one and enter it at the identity provider.";
            case ADDRESS ->
                "A query was answered with 404: the base URL at the identity provider has a part too many or a part"
                        + " missing. Copy it from the directory.";
            case CONFLICT ->
                "Another record already has the userName, externalId or group name that was sent; the response names"
                        + " it. Check which attribute is mapped there, and whether two people or groups have the "
                        + "same value.";
            case VALUE ->
                "A value could not be used: the response names the attribute. Check how it is mapped at the identity"
                        + " provider.";
            case GATEWAY ->
                "This gateway could not handle the request; the identity provider is not at fault. Give the operator"
                        + " the id of the request, under which the gateway's log says more.";
        };
    }

    private static String silence(@Nullable KeepsRhythm rhythm) {
        return rhythm != null
                ? rhythm.adviceWhenSilent()
                : "The provider may have had nothing to send. If people have been changed since then, its provisioning"
                        + " is off, or a firewall (WAF) in front of this gateway is blocking its requests.";
    }
}
