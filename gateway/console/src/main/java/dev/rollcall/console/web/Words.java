package dev.rollcall.console.web;

import dev.rollcall.console.api.Impact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the single words of the API into the words that the product shows, and formats numbers and times for people. */
public final class Words {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final Pattern NAMED_BY_ID =
            Pattern.compile(",? (?:at )?[^ ]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:/[^ .]*)?");

    /** What is left of a reference in brackets. */
    private static final Pattern WITHOUT_ID = Pattern.compile("(?<=\\.) \\(request\\)\\.?| \\(request\\)");

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

    private static final Map<String, String> KINDS = Map.of(
            "added", "come in",
            "adopted", "are taken over",
            "restored", "come back",
            "role_changed", "change role",
            "suspended", "lose access",
            "removed", "are removed",
            "unmanaged", "stay, without a directory",
            "excluded", "stay out",
            "held", "are held by a rule");

    private static final double SECOND_MILLIS = 1_000;

    private static final List<String> ORDER = List.of(
            "added", "adopted", "restored", "role_changed", "suspended", "removed", "unmanaged", "excluded", "held");

    private static final Map<String, String> REASONS = Map.of(
            "no_mapped_group", "In no group with a role",
            "no_email", "No e-mail address",
            "unverified_domain", "Domain not verified",
            "domain_of_another_organization", "Domain of another organisation",
            "member_elsewhere", "Member of another organisation",
            "address_in_use", "Address in use",
            "no_seat_available", "No seat free",
            "awaits_approval", "Waits for approval",
            "seat_refused", "Seat refused");

    private static final Map<String, String> STATES = Map.of(
            "draft", "Draft",
            "preview", "Preview",
            "active", "Live",
            "paused", "Paused",
            "deactivated", "Off",
            "claimed", "Waiting for the record",
            "verified", "Verified",
            "record_lost", "Record lost");

    private static final Map<String, String> HOLDS = Map.of(
            "last_admin", "Last administrator",
            "mass_change", "Too many at once",
            "seat", "Seat above the purchased ones",
            "inactive", "deactivated by the provider",
            "deleted", "deleted by the provider");

    private static final Map<String, String> OUTCOMES = Map.of(
            "left_out", "Done, something left out",
            "partly_refused", "Partly refused",
            "throttled", "Asked to retry later");

    private Words() {}

    /** Digits in groups of three, with thin spaces between them. */
    public static String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value).replace(',', '\u202f');
    }

    /** {@code 1 person}, {@code 3 people}. */
    public static String people(long count) {
        return number(count) + (count == 1 ? " person" : " people");
    }

    /** How long ago, or until, in one unit. */
    public static String ago(@Nullable String instant) {
        return instant == null ? "never" : ago(instant, Instant.now());
    }

    static String ago(String instant, Instant now) {
        try {
            Duration passed = Duration.between(Instant.parse(instant), now);
            Duration span = passed.abs();
            if (span.toSeconds() < 5) {
                return "just now";
            }
            String words = span(span);
            return passed.isNegative() ? "in " + words : words + " ago";
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    private static String span(Duration span) {
        if (span.toSeconds() < 60) {
            return span.toSeconds() + " s";
        }
        if (span.toMinutes() < 60) {
            return span.toMinutes() + " min";
        }
        if (span.toHours() < 48) {
            return span.toHours() + " h";
        }
        return span.toDays() + " days";
    }

    /** To the second, in UTC. */
    public static String exact(@Nullable String instant) {
        return format(instant, EXACT);
    }

    public static String day(@Nullable String instant) {
        return format(instant, DAY);
    }

    private static String format(@Nullable String instant, DateTimeFormatter form) {
        try {
            return instant == null ? "never" : form.format(Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    /** Why somebody stays out or is held, in a few words. */
    public static String reason(@Nullable String word) {
        return word == null ? "" : REASONS.getOrDefault(word, HOLDS.getOrDefault(word, plain(word)));
    }

    /** What became of a request of a provider. */
    public static String outcome(String word) {
        return OUTCOMES.getOrDefault(word, plain(word));
    }

    /** In one unit, as short as it can be read. */
    public static String millis(double millis) {
        if (millis >= SECOND_MILLIS) {
            return String.format(Locale.ENGLISH, "%.1f s", millis / SECOND_MILLIS);
        }
        return String.format(Locale.ENGLISH, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    public static String state(String word) {
        return STATES.getOrDefault(word, plain(word));
    }

    /** What happens to people of that kind: {@code 3 come in}. */
    public static String kind(String word) {
        return KINDS.getOrDefault(word, plain(word));
    }

    /** The kinds in the order in which they are told. */
    public static List<String> kinds() {
        return ORDER;
    }

    public static String role(@Nullable String role) {
        return role == null || role.isEmpty() ? "No access" : plain(role);
    }

    /**
     * A sentence of the API without the ids that it names things by, which on a page are those that it stands beside, and with times for
     * people.
     */
    public static String sentence(@Nullable String text) {
        return text == null
                ? ""
                : INSTANT.matcher(WITHOUT_ID
                                .matcher(NAMED_BY_ID.matcher(text).replaceAll(""))
                                .replaceAll(""))
                        .replaceAll(found -> exact(found.group()));
    }

    /** {@code role_changed} as {@code Role changed}. */
    public static String plain(String word) {
        String spaced = word.replace('_', ' ').replace('.', ' ');
        return spaced.isEmpty() ? "" : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** {@code usersCreated} as {@code users created}. */
    public static String spoken(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** Seconds in the largest unit that is whole. */
    public static String spell(int seconds) {
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** What a change does, in one line; "" when it concerns nobody. */
    public static String summary(Impact impact) {
        List<String> parts = new ArrayList<>();
        for (String kind : ORDER) {
            long count = impact.counts().getOrDefault(kind, 0L);
            if (count > 0) {
                parts.add(number(count) + " " + kind(kind));
            }
        }
        if (impact.seats().isChange()) {
            parts.add("seats " + number(impact.seats().before()) + " \u2192 "
                    + number(impact.seats().after()));
        }
        if (impact.admins().isChange()) {
            parts.add("administrators " + impact.admins().before() + " \u2192 "
                    + impact.admins().after());
        }
        return parts.isEmpty() ? "" : String.join(", ", parts) + ".";
    }
}
