package dev.rollcall.bench;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import dev.rollcall.bench.kit.Table;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a PATCH that adds one member to a small group and to a large one in turn, one request at a time. The members that are
 * there from the start are written by SQL.
 */
@Command(
        name = "group-growth",
        mixinStandardHelpOptions = true,
        description = "Add one member to groups of several sizes, in turn.")
final class GroupGrowth implements Callable<Integer> {

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "10,50000",
            description = "Members of the groups, such as 1000,10000,100000.")
    private List<Integer> sizes = List.of();

    @Option(names = "--adds", defaultValue = "2000", description = "Members added to each, after as many for warm-up.")
    private int adds = 2_000;

    @Option(names = "--format", defaultValue = "text", description = "text, markdown or json.")
    private Table.Format format = Table.Format.text;

    @Override
    public Integer call() {
        try (Stage stage = new Stage();
                ScimClient client = new ScimClient(stage, 1)) {
            List<Team> teams = new ArrayList<>();
            for (int size : sizes) {
                String group = group(client, "Of " + size);
                fill(stage, group, size);
                teams.add(new Team(group, size, new Histogram(60_000_000, 3)));
            }
            List<String> people = people(client, 2 * adds);
            for (int i = 0; i < people.size(); i++) {
                for (Team team : teams) {
                    if (i == adds) {
                        team.latency().reset();
                    }
                    add(client, team.id(), people.get(i), team.latency());
                }
            }
            print(teams);
        }
        return 0;
    }

    private record Team(String id, int members, Histogram latency) {

        double p50() {
            return latency.getValueAtPercentile(50) / 1000.0;
        }
    }

    private void print(List<Team> teams) {
        Table table = new Table(
                new Table.Column("members", "members", "%,d"),
                new Table.Column("p50Millis", "p50 ms", "%.2f"),
                new Table.Column("p99Millis", "p99 ms", "%.2f"),
                new Table.Column("ratio", "p50 to the first", "%.2f"),
                new Table.Column("meanRatio", "mean to the first", "%.2f"));
        Team first = teams.get(0);
        for (Team team : teams) {
            table.row(
                    team.members(),
                    team.p50(),
                    team.latency().getValueAtPercentile(99) / 1000.0,
                    team.p50() / first.p50(),
                    team.latency().getMean() / first.latency().getMean());
        }
        JsonObject plot = new JsonObject()
                .put("title", "Adding one member")
                .put("x", "members")
                .put("y", new JsonArray().add("p50Millis").add("p99Millis"));
        table.print(System.out, format, new JsonObject().put("adds", adds).put("plot", plot));
    }

    private static String group(ScimClient client, String name) {
        return id(client, "/Groups", Bodies.group(name));
    }

    private static String id(ScimClient client, String endpoint, String body) {
        return ScimClient.id(client.send(HttpMethod.POST, endpoint, body, 201).await());
    }

    private static List<String> people(ScimClient client, int count) {
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(id(
                    client,
                    "/Users",
                    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"p" + i
                            + "@demo.example\"}"));
        }
        return ids;
    }

    private static final String USERS = """
        WITH made AS (
          INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, active, doc, version, created_at,
                                      modified_at)
          SELECT $1, $2, gen_random_uuid(), $4 || n || '@demo.example', false,
                 jsonb_build_object('userName', $4 || n || '@demo.example', 'active', false), 1, now(), now()
            FROM generate_series(1, $5) n
          RETURNING user_id)
        INSERT INTO group_member (org_id, directory_id, group_id, member_value, member_id)
        SELECT $1, $2, $3, user_id::text, user_id FROM made
        """;

    private static void fill(Stage stage, String group, int members) {
        stage.database
                .writes()
                .preparedQuery(USERS)
                .execute(Tuple.of(
                        stage.directory.orgId(), stage.directory.id(), UUID.fromString(group), group + "-", members))
                .await();
        Seed.recount(stage.database, stage.directory.orgId());
    }

    private static void add(ScimClient client, String group, String member, Histogram latency) {
        long begin = System.nanoTime();
        client.send(HttpMethod.PATCH, "/Groups/" + group, Bodies.addMember(member), 204)
                .await();
        latency.recordValue((System.nanoTime() - begin) / 1000);
    }
}
