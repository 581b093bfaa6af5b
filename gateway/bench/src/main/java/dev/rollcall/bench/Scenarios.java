package dev.rollcall.bench;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.Pages;
import dev.rollcall.bench.kit.RawRows;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@link SideBySide} plays: each kind of request, the statement that is its limit, and how many are in flight. */
final class Scenarios {

    /** Groups that assignments are spread over. */
    private static final int GROUPS = 10;

    private static final int PAGE = 100;
    private static final int PAGES_IN_FLIGHT = 4;
    private static final int BULK = 100;
    private static final int BULKS_IN_FLIGHT = 4;

    /** Numbers of users that no other scenario reaches. */
    private static final long BULK_FROM = 1_000_000_000L;

    /** How many users are created before one request adds all of them to their group. */
    private static final int BATCH = 20;

    private static final long BATCH_FROM = 2_000_000_000L;

    private static final String INSERT = "insert";
    private static final String CREATE = "create";
    private static final String SELECT = "select";

    private final Stage.Tenant grows;
    private final Stage.Tenant stays;
    private final int users;
    private final List<String> crews = new ArrayList<>();
    private final List<String> growing = new ArrayList<>();

    /**
     * A scenario.
     *
     * @param baseline the name of another one; empty for a baseline itself
     * @param items what one operation does: users created, pages read
     */
    record Scenario(String kind, int inFlight, String baseline, int items, Stage.Tenant tenant, Play play) {

        String name() {
            return kind + " " + inFlight;
        }

        /** How it is named on the command line. */
        String option() {
            return kind.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }

    /** Makes the operation of a number, on a client. */
    interface Play {
        Future<?> play(ScimClient client, RawRows raw, long number);
    }

    /**
     * Prepares them, with groups for the assignments.
     *
     * @param grows where users are created
     * @param stays where that many users are, who are read and changed
     */
    Scenarios(Stage stage, Stage.Tenant grows, Stage.Tenant stays, int users) {
        this.grows = grows;
        this.stays = stays;
        this.users = users;
        groups(stage, stays, crews);
        groups(stage, grows, growing);
    }

    private static void groups(Stage stage, Stage.Tenant tenant, List<String> ids) {
        try (ScimClient client = new ScimClient(stage, stage.vertx, tenant, 1)) {
            for (int i = 0; i < GROUPS; i++) {
                ids.add(ScimClient.id(client.send(HttpMethod.POST, "/Groups", Bodies.group("Crew " + i), 201)
                        .await()));
            }
        }
    }

    /** All of them, or those that are named and their baselines. */
    static List<Scenario> only(List<Scenario> all, List<String> names) {
        Set<String> unknown = new HashSet<>(names);
        all.forEach(one -> unknown.remove(one.option()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no scenario " + String.join(", ", unknown) + ": use "
                    + all.stream().map(Scenario::option).distinct().collect(Collectors.joining(", ")) + ".");
        }
        Set<String> wanted = new HashSet<>();
        for (Scenario one : all) {
            if (names.isEmpty() || names.contains(one.option())) {
                wanted.add(one.name());
                wanted.add(one.baseline());
            }
        }
        return all.stream().filter(one -> wanted.contains(one.name())).toList();
    }

    List<Scenario> all(List<Integer> concurrency, int others) {
        List<Scenario> all = new ArrayList<>();
        for (int level : concurrency) {
            all.add(new Scenario(
                    INSERT, level, "", 1, grows, (client, raw, number) -> raw.insert(Bodies.user(number), number)));
            all.add(new Scenario(
                    CREATE, level, INSERT + " " + level, 1, grows, (client, raw, number) -> create(client, number)));
        }
        String create = CREATE + " " + concurrency.get(0);
        String select = SELECT + " " + others;
        all.add(new Scenario(SELECT, others, "", 1, stays, (client, raw, number) -> raw.select(one(number))));
        all.add(new Scenario("get", others, select, 1, stays, (client, raw, number) -> get(client, number)));
        all.add(new Scenario(
                "look-up", others, select, 1, stays, (client, raw, number) -> lookUp(client, Seed.name(one(number)))));
        all.add(new Scenario(
                "look-up miss",
                others,
                select,
                1,
                stays,
                (client, raw, number) -> lookUp(client, "nobody" + number + "@demo.example")));
        all.add(new Scenario(
                "PATCH active",
                others,
                create,
                1,
                stays,
                (client, raw, number) -> patch(client, number, Bodies.active(number / users % 2 == 1))));
        all.add(new Scenario(
                "PUT",
                others,
                create,
                1,
                stays,
                (client, raw, number) ->
                        client.send(HttpMethod.PUT, path(number), Bodies.seeded(one(number), "Ada " + number), 200)));
        all.add(new Scenario("assign", others, create, 1, stays, (client, raw, number) -> assign(client, number)));
        all.add(new Scenario("burst", others, create, 1, grows, (client, raw, number) -> burst(client, number)));
        all.add(new Scenario(
                "burst batch", others, create, BATCH, grows, (client, raw, number) -> batch(client, number)));
        all.add(new Scenario("mix", others, create, 1, stays, (client, raw, number) -> mix(client, number)));
        all.add(new Scenario(
                "page",
                PAGES_IN_FLIGHT,
                select,
                1,
                stays,
                (client, raw, number) ->
                        client.send(HttpMethod.GET, Pages.byIndex(PAGE, (int) (1 + number * PAGE % users)), "", 200)));
        all.add(new Scenario(
                "bulk", BULKS_IN_FLIGHT, create, BULK, grows, (client, raw, number) -> bulk(client, number)));
        return all;
    }

    private static Future<String> create(ScimClient client, long number) {
        return client.send(HttpMethod.POST, "/Users", Bodies.user(number), 201);
    }

    private Future<?> get(ScimClient client, long number) {
        return client.send(HttpMethod.GET, path(number), "", 200);
    }

    private static Future<?> lookUp(ScimClient client, String userName) {
        return client.send(HttpMethod.GET, "/Users?filter=userName%20eq%20%22" + userName + "%22", "", 200);
    }

    private Future<?> patch(ScimClient client, long number, String body) {
        return client.send(HttpMethod.PATCH, path(number), body, 200);
    }

    /** Every user comes into a group, and leaves it the next time. */
    private Future<?> assign(ScimClient client, long number) {
        String user = Seed.id(one(number)).toString();
        String body = number / users % 2 == 0 ? Bodies.addMember(user) : Bodies.removeMember(user);
        return client.send(HttpMethod.PATCH, "/Groups/" + crews.get((int) (one(number) % GROUPS)), body, 204);
    }

    /** What assigning an application to a user sends: the user, then their membership. */
    private Future<?> burst(ScimClient client, long number) {
        return create(client, number)
                .compose(answer -> client.send(
                        HttpMethod.PATCH,
                        "/Groups/" + growing.get((int) (number % GROUPS)),
                        Bodies.addMember(ScimClient.id(answer)),
                        204));
    }

    /** What assigning an application to a group sends: its users one after another, then the memberships of all of them at once. */
    private Future<?> batch(ScimClient client, long number) {
        List<String> ids = new ArrayList<>(BATCH);
        Future<?> created = Future.succeededFuture();
        for (int i = 0; i < BATCH; i++) {
            long user = BATCH_FROM + number * BATCH + i;
            created = created.compose(before -> create(client, user)).map(answer -> ids.add(ScimClient.id(answer)));
        }
        return created.compose(all -> client.send(
                HttpMethod.PATCH, "/Groups/" + growing.get((int) (number % GROUPS)), Bodies.addMembers(ids), 204));
    }

    /**
     * What a provider sends that looks everybody up in each cycle: of ten requests six look-ups that find, one that does not, one
     * GET, a change of a name and a membership.
     */
    private Future<?> mix(ScimClient client, long number) {
        return switch ((int) (number % 10)) {
            case 0 -> lookUp(client, "nobody" + number + "@demo.example");
            case 1 -> get(client, number);
            case 2 -> patch(client, number, Bodies.displayName("Ada " + number));
            case 3 -> assign(client, number / 10);
            default -> lookUp(client, Seed.name(one(number)));
        };
    }

    private static Future<?> bulk(ScimClient client, long number) {
        return client.send(HttpMethod.POST, "/Bulk", Bodies.bulk(BULK_FROM + number * BULK, BULK), 200)
                .map(answer -> {
                    if (answer.contains("\"status\":\"4") || answer.contains("\"status\":\"5")) {
                        throw new IllegalStateException("an operation of a bulk request failed: " + answer);
                    }
                    return answer;
                });
    }

    private long one(long number) {
        return 1 + number % users;
    }

    private String path(long number) {
        return "/Users/" + Seed.id(one(number));
    }
}
