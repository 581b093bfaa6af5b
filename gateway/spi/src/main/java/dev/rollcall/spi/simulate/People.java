package dev.rollcall.spi.simulate;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Makes up people: the same seed and index give the same person, however many there are. */
public final class People {

    private static final List<String> GIVEN = List.of(
            "Ada", "Grace", "Alan", "José", "Zoë", "Jürgen", "Siobhán", "Łukasz", "Søren", "Chloé", "Amélie", "Björn",
            "Mei", "Priya", "Kwame", "Fatima", "Noah", "Olga", "Renée", "Tomás", "Yuki", "Ivana", "Paul", "Anaïs");
    private static final List<String> FAMILY = List.of(
            "Lovelace",
            "Hopper",
            "Turing",
            "O'Neil",
            "Müller",
            "Groß",
            "García",
            "Nuñez",
            "Åkesson",
            "Dvořák",
            "D'Angelo",
            "van der Berg",
            "Smith-Jones",
            "Çelik",
            "Kowalski",
            "Nakamura",
            "Okafor",
            "Patel",
            "Chen",
            "Strauß",
            "Lefèvre",
            "Brontë",
            "Jónsdóttir",
            "Ferreira");
    private static final List<String> TITLES =
            List.of("Engineer", "Analyst", "Account Manager", "Designer", "Controller");
    private static final List<String> DEPARTMENTS = List.of("R&D", "Sales", "Finance", "Vertrieb Süd", "Operations");

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern NO_MAILBOX = Pattern.compile("[^a-z'-]");

    private People() {}

    static Person person(Plan plan, String provider, int index) {
        SplittableRandom dice = new SplittableRandom(plan.seed() * 1_000_003L + index);
        String given = pick(GIVEN, dice);
        String family = pick(FAMILY, dice);
        String userName = mailbox(given) + "." + mailbox(family) + index + "." + provider + "@" + plan.domain();
        return new Person(index, given, family, userName, pick(TITLES, dice), pick(DEPARTMENTS, dice));
    }

    private static String mailbox(String name) {
        String spelt = name.toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ø", "o");
        String bare =
                MARKS.matcher(Normalizer.normalize(spelt, Normalizer.Form.NFD)).replaceAll("");
        return NO_MAILBOX.matcher(bare).replaceAll("");
    }

    private static String pick(List<String> among, SplittableRandom dice) {
        return among.get(dice.nextInt(among.size()));
    }
}
