package dev.rollcall.bench;

import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.http.HttpMethod;
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
        description = "Add one member to a small group and to a large one, in turn.")
final class GroupGrowth implements Callable<Integer> {

    @Option(names = "--small", defaultValue = "10", description = "Members of the small group.")
    private int small = 10;

    @Option(names = "--large", defaultValue = "50000", description = "Members of the large group.")
    private int large = 50_000;

    @Option(names = "--adds", defaultValue = "2000", description = "Members added to each, after as many for warm-up.")
    private int adds = 2_000;

    @Override
    public Integer call() {
        try (Stage stage = new Stage();
                ScimClient client = new ScimClient(stage, 1)) {
            String smallGroup = group(client, "Small");
            String largeGroup = group(client, "Large");
            fill(stage, smallGroup, small);
            fill(stage, largeGroup, large);
            List<String> people = people(client, 2 * adds);
            Histogram ofSmall = new Histogram(60_000_000, 3);
            Histogram ofLarge = new Histogram(60_000_000, 3);
            for (int i = 0; i < people.size(); i++) {
                if (i == adds) {
                    ofSmall.reset();
                    ofLarge.reset();
                }
                add(client, smallGroup, people.get(i), ofSmall);
                add(client, largeGroup, people.get(i), ofLarge);
            }
            System.out.printf("%10s  %8s %8s%n", "members", "p50 ms", "p99 ms");
            print(small, ofSmall);
            print(large, ofLarge);
            System.out.printf(
                    "ratio of p50 %.2f, of means %.2f%n",
                    (double) ofLarge.getValueAtPercentile(50) / ofSmall.getValueAtPercentile(50),
                    ofLarge.getMean() / ofSmall.getMean());
        }
        return 0;
    }

    private static String group(ScimClient client, String name) {
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"" + name + "\"}";
        return id(client, "/Groups", body);
    }

    private static String id(ScimClient client, String endpoint, String body) {
        return new JsonObject(client.send(HttpMethod.POST, endpoint, body, 201).await()).getString("id");
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
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"add\",\"path\":"
                        + "\"members\",\"value\":[{\"value\":\"" + member + "\"}]}]}";
        long begin = System.nanoTime();
        client.send(HttpMethod.PATCH, "/Groups/" + group, body, 204).await();
        latency.recordValue((System.nanoTime() - begin) / 1000);
    }

    private static void print(int members, Histogram latency) {
        System.out.printf(
                "%10d  %8.2f %8.2f%n",
                members, latency.getValueAtPercentile(50) / 1000.0, latency.getValueAtPercentile(99) / 1000.0);
    }
}
