package dev.rollcall.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.bench.kit.CoreStage;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Swaps the order of two role assignments where everybody in a large organisation is in both groups: every member's role changes,
 * in one transaction. Meanwhile another organisation on the same node goes on with its own small work, which is measured with and
 * without the change, in turn.
 */
@Command(
        name = "role-reorder",
        mixinStandardHelpOptions = true,
        description = "Turn the order of roles in a large organisation, beside the small work of another.")
final class RoleReorder implements Callable<Integer> {

    private static final int NEIGHBOURS = 1_000;
    private static final long STEP = 7_919;

    @Option(names = "--members", defaultValue = "100000", description = "Members whose role changes.")
    private int members = 100_000;

    @Option(names = "--rounds", defaultValue = "3", description = "Times that the order is turned.")
    private int rounds = 3;

    @Option(names = "--concurrency", defaultValue = "4", description = "Requests of the other organisation in flight.")
    private int concurrency = 4;

    @Override
    public Integer call() {
        try (CoreStage stage = new CoreStage()) {
            UUID large = Seed.organisation(stage.database, "large");
            UUID other = Seed.organisation(stage.database, "other");
            System.out.println("Writing " + members + " members.");
            Seed.users(stage.database, large, large, members, "demo.example");
            Seed.users(stage.database, other, other, NEIGHBOURS, "other.example");
            List<UUID> order = assignments(stage, large);
            load(stage, other, Duration.ofSeconds(15));
            System.out.printf(
                    "%12s  %10s  %12s %12s  %12s %12s%n",
                    "turned in s", "changes/s", "alone p50 ms", "alone p99 ms", "beside p50", "beside p99");
            for (int i = 0; i < rounds; i++) {
                Load.Result alone = load(stage, other, Duration.ofSeconds(8));
                CompletableFuture<Double> turned = CompletableFuture.supplyAsync(() -> turn(stage, large, order));
                Load.Result beside = new Load(stage.vertx, concurrency, number -> patch(stage, other, number))
                        .run(turned::isDone, 0);
                double seconds = turned.join();
                System.out.printf(
                        "%12.1f  %10.0f  %12.2f %12.2f  %12.2f %12.2f%n",
                        seconds, members / seconds, alone.p50(), alone.p99(), beside.p50(), beside.p99());
            }
        }
        return 0;
    }

    private Load.Result load(CoreStage stage, UUID organisation, Duration time) {
        return new Load(stage.vertx, concurrency, number -> patch(stage, organisation, number)).run(time, 0);
    }

    private static Future<?> patch(CoreStage stage, UUID organisation, long number) {
        ObjectNode body = (ObjectNode) ScimJson.parse(("{\"schemas\":[\"" + PatchRequest.SCHEMA
                        + "\"],\"Operations\":[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Title " + number
                        + "\"}]}")
                .getBytes(StandardCharsets.UTF_8));
        UUID user = Seed.id(1 + number * STEP % NEIGHBOURS);
        return stage.provisioning
                .apply(
                        new Caller(organisation, organisation, Mode.TOLERANT, Set.of(), UUID.randomUUID()),
                        new ScimRequest.Patch(
                                CoreTypes.USER,
                                user.toString(),
                                PatchReader.read(body, Mode.TOLERANT).request(),
                                null,
                                Projection.DEFAULT))
                .map(outcome -> {
                    if (!(outcome instanceof Outcome.Stored)) {
                        throw new IllegalStateException("not stored: " + outcome);
                    }
                    return outcome;
                });
    }

    private static final String GROUP = """
        INSERT INTO directory_group (org_id, directory_id, group_id, display_name_key, doc, version, created_at, modified_at)
        VALUES ($1, $1, $2, $3, jsonb_build_object('displayName', $3), 1, now(), now())
        """;

    private static final String EVERYBODY = """
        INSERT INTO group_member (org_id, directory_id, group_id, member_value, member_id)
        SELECT $1, $1, $2, user_id::text, user_id FROM directory_user WHERE org_id = $1
        """;

    /** Two groups with everybody in them; the first gives the role that all have. */
    private static List<UUID> assignments(CoreStage stage, UUID organisation) {
        List<UUID> made = new ArrayList<>();
        for (String role : List.of("member", "guest")) {
            UUID group = UUID.randomUUID();
            Seed.run(stage.database, GROUP, Tuple.of(organisation, group, role));
            Seed.run(stage.database, EVERYBODY, Tuple.of(organisation, group));
            made.add(apply(
                    stage, organisation, new EditAssignments.AddAssignment(organisation, group, null, role, null)));
        }
        stage.database.writes().query("VACUUM ANALYZE group_member").execute().await();
        return made;
    }

    private static double turn(CoreStage stage, UUID organisation, List<UUID> order) {
        Collections.reverse(order);
        long begin = System.nanoTime();
        apply(stage, organisation, new EditAssignments.OrderAssignments(organisation, order));
        return (System.nanoTime() - begin) / 1e9;
    }

    private static UUID apply(CoreStage stage, UUID organisation, RuleCommand command) {
        Actor actor = new Actor(organisation, "bench", UUID.randomUUID());
        RuleOutcome outcome = stage.provisioning
                .apply(actor, command)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        if (outcome instanceof RuleOutcome.Done done) {
            return done.subject() == null ? organisation : done.subject();
        }
        throw new IllegalStateException("refused: " + outcome);
    }
}
