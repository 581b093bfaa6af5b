package dev.rollcall.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Stage;
import dev.rollcall.core.admin.directory.DirectoryProfiles;
import dev.rollcall.core.command.Actor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what a profile of forty mappings costs a burst of creations: one directory whose client has names of its own for forty
 * attributes, and one whose client sends the same in the words of the RFC. Rounds of both alternate, and each pair begins with the
 * other one.
 */
@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        description = "Create users through a profile of forty mappings, beside the same users without a profile.")
final class Profiles implements Callable<Integer> {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

    /** Attributes of the RFC, each of which the profile reads under another name. */
    private static final List<String> ATTRIBUTES = List.of(
            "displayName",
            "nickName",
            "profileUrl",
            "title",
            "userType",
            "preferredLanguage",
            "locale",
            "timezone",
            "name.formatted",
            "name.familyName",
            "name.givenName",
            "name.middleName",
            "name.honorificPrefix",
            "name.honorificSuffix",
            "emails[type eq \"work\"].value",
            "emails[type eq \"home\"].value",
            "emails[type eq \"other\"].value",
            "phoneNumbers[type eq \"work\"].value",
            "phoneNumbers[type eq \"home\"].value",
            "phoneNumbers[type eq \"mobile\"].value",
            "phoneNumbers[type eq \"fax\"].value",
            "phoneNumbers[type eq \"pager\"].value",
            "phoneNumbers[type eq \"other\"].value",
            "addresses[type eq \"work\"].streetAddress",
            "addresses[type eq \"work\"].locality",
            "addresses[type eq \"work\"].region",
            "addresses[type eq \"work\"].postalCode",
            "addresses[type eq \"work\"].country",
            "addresses[type eq \"home\"].locality",
            "addresses[type eq \"home\"].country",
            "ims[type eq \"xmpp\"].value",
            "photos[type eq \"photo\"].value",
            ENTERPRISE + "employeeNumber",
            ENTERPRISE + "costCenter",
            ENTERPRISE + "organization",
            ENTERPRISE + "division",
            ENTERPRISE + "department");

    @Option(names = "--concurrency", defaultValue = "64", description = "Requests in flight.")
    private int concurrency;

    @Option(names = "--seconds", defaultValue = "14", description = "Length of each round.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "5", description = "Pairs of rounds.")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "25",
            description = "Seconds of load on each directory that do not count.")
    private int warmUp;

    private long made;

    /** Makes the body of a number. */
    private interface Body {
        String of(long number);
    }

    @Override
    public Integer call() {
        try (Stage stage = new Stage()) {
            Stage.Tenant mapped = stage.tenant("bench-mapped");
            Stage.Tenant plain = stage.tenant("bench-plain");
            new DirectoryProfiles(stage.database.writes(), InstantSource.system())
                    .put(Actor.gateway(mapped.orgId()), mapped.directoryId(), profile(), before -> {})
                    .await();
            round(stage, mapped, Profiles::mapped, Duration.ofSeconds(warmUp));
            round(stage, plain, Profiles::plain, Duration.ofSeconds(warmUp));
            System.out.printf("%12s %12s %8s%n", "40 mappings/s", "none/s", "ratio");
            List<Double> ratios = new ArrayList<>();
            Duration time = Duration.ofSeconds(seconds);
            for (int i = 0; i < rounds; i++) {
                double first = i % 2 == 0
                        ? round(stage, mapped, Profiles::mapped, time)
                        : round(stage, plain, Profiles::plain, time);
                double second = i % 2 == 0
                        ? round(stage, plain, Profiles::plain, time)
                        : round(stage, mapped, Profiles::mapped, time);
                double with = i % 2 == 0 ? first : second;
                double without = i % 2 == 0 ? second : first;
                ratios.add(with / without);
                System.out.printf("%12.0f %12.0f %8.2f%n", with, without, with / without);
            }
            ratios.sort(null);
            System.out.printf("median ratio %.2f%n", ratios.get(ratios.size() / 2));
        }
        return 0;
    }

    private double round(Stage stage, Stage.Tenant tenant, Body body, Duration time) {
        try (ScimClient client = new ScimClient(stage, stage.vertx, tenant, concurrency)) {
            Load.Result result =
                    new Load(stage.vertx, concurrency, number -> create(client, body.of(number))).run(time, made);
            made += result.done() + concurrency;
            return result.perSecond();
        }
    }

    private static Future<?> create(ScimClient client, String body) {
        return client.send(HttpMethod.POST, "/Users", body, 201);
    }

    /** Forty mappings: those of the attributes above, and of userName, externalId and active, with a function, values and a condition among them. */
    static ObjectNode profile() {
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        ArrayNode mappings = profile.putObject("user").putArray("attributes");
        mappings.addObject().put("to", "userName").put("from", "login").put("apply", "lower-case");
        mappings.addObject().put("to", "externalId").put("from", "source");
        ObjectNode active = mappings.addObject().put("to", "active").put("from", "status");
        active.putObject("values").put("A", true).put("L", false);
        for (int i = 0; i < ATTRIBUTES.size(); i++) {
            mappings.addObject().put("to", ATTRIBUTES.get(i)).put("from", "own" + i);
        }
        return profile;
    }

    private static ObjectNode values(long number, boolean own) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
        for (int i = 0; i < ATTRIBUTES.size(); i++) {
            String attribute = ATTRIBUTES.get(i);
            String value = attribute.startsWith("emails")
                    ? "ada" + number + "." + i + "@demo.example"
                    : attribute.startsWith("photos") || attribute.equals("profileUrl")
                            ? "https://demo.example/" + number + "/" + i
                            : text(attribute, number, i);
            user.put(own ? "own" + i : attribute, value);
        }
        return user;
    }

    private static String text(String attribute, long number, int place) {
        return switch (attribute) {
            case "preferredLanguage", "locale" -> "en-US";
            case "timezone" -> "Europe/Berlin";
            case "addresses[type eq \"work\"].country", "addresses[type eq \"home\"].country" -> "DE";
            default -> "Value " + number + " " + place;
        };
    }

    private static String mapped(long number) {
        return values(number, true)
                .put("login", "Ada" + number + "@Demo.Example")
                .put("source", "p" + number)
                .put("status", "A")
                .toString();
    }

    private static String plain(long number) {
        return values(number, false)
                .put("userName", "ada" + number + "@demo.example")
                .put("externalId", "p" + number)
                .put("active", true)
                .toString();
    }
}
