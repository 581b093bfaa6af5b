package dev.rollcall.adapters.google.source.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceSettings;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which users a directory leaves out, and why. */
record UserFilter(List<String> units, List<String> excludedUnits, List<Pattern> excluded, boolean guests) {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int MOST = 1_000;

    static UserFilter of(SourceSettings source) {
        return new UserFilter(
                units(source, GoogleSettings.ORG_UNITS),
                units(source, GoogleSettings.EXCLUDED_UNITS),
                few(source, GoogleSettings.EXCLUDED).stream()
                        .map(UserFilter::pattern)
                        .toList(),
                source.flag(GoogleSettings.GUESTS));
    }

    private static List<String> few(SourceSettings source, String name) {
        List<String> texts = source.texts(name);
        if (texts.size() > MOST) {
            throw new SetupException(name, name + " may have at most " + MOST + " entries.");
        }
        return texts;
    }

    private static List<String> units(SourceSettings source, String name) {
        List<String> units = few(source, name);
        units.stream().filter(unit -> !unit.startsWith("/")).findFirst().ifPresent(unit -> {
            throw new SetupException(name, name + " are paths that begin with a slash, as in /Sales/EMEA.");
        });
        return units.stream().map(unit -> unit.toLowerCase(Locale.ROOT)).toList();
    }

    /** A text in which {@code *} stands for any. */
    private static Pattern pattern(String text) {
        String spelt = Stream.of(text.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[^@]*+"));
        return Pattern.compile(text.contains("*") ? spelt.replace("[^@]*+", "[^@]*") : spelt);
    }

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Whether the user was listed without what the settings judge by. */
    boolean isUnsure(JsonNode user) {
        boolean isJudged = !units.isEmpty() || !excludedUnits.isEmpty();
        return isJudged && user.path("orgUnitPath").asText().isEmpty();
    }

    /** Why the user is left out, as part of a sentence; null when not. */
    @Nullable
    String why(JsonNode user, List<String> addresses) {
        if (!guests && user.path("isGuestUser").asBoolean(false)) {
            return "is a guest of the account";
        }
        String unit = user.path("orgUnitPath").asText().toLowerCase(Locale.ROOT);
        if (!unit.isEmpty() && !units.isEmpty() && units.stream().noneMatch(in -> isIn(unit, in))) {
            return "is not in one of the organisational units that are read";
        }
        if (!unit.isEmpty() && excludedUnits.stream().anyMatch(in -> isIn(unit, in))) {
            return "is in an organisational unit that is left out";
        }
        boolean isNamed = addresses.stream()
                .anyMatch(address -> excluded.stream()
                        .anyMatch(pattern -> pattern.matcher(address).matches()));
        return isNamed ? "has an address that is left out" : null;
    }

    private static boolean isIn(String unit, String in) {
        return in.equals("/") || unit.equals(in) || unit.startsWith(in + "/");
    }
}
