package dev.rollcall.server.cli.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Home;
import dev.rollcall.server.cli.kit.LocalState;
import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import dev.rollcall.server.cli.kit.LocalState.PlayedCompany;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.kit.RetryingSender;
import dev.rollcall.server.cli.print.ScorePrinter;
import dev.rollcall.server.simulate.Comparison;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays the life of a company whose directory is read: people and groups join the company that {@code up} plays, things happen to
 * them, and after each while the gateway reads the directory; in the end the gateway must hold exactly what the company's directory
 * has.
 */
final class ReadSimulation {

    private static final int WHILES = 3;

    /** In the last ones nothing happens any more. */
    private static final int QUIET_READINGS = 2;

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintWriter out;
    private final PlayedCompany company;
    private final LocalDirectory directory;
    private final GatewayClient gateway = GatewayClient.local();
    private final String syncs;
    private final RetryingSender courier;

    private ReadSimulation(PrintWriter out, PlayedCompany company, LocalDirectory directory) {
        this.out = out;
        this.company = company;
        this.directory = directory;
        this.courier = new RetryingSender(company.url());
        this.syncs = GatewayClient.organisation(DemoOrganisation.SLUG) + "/directories/" + directory.id() + "/syncs";
    }

    /**
     * That of the provider whose company {@code up} plays on this machine.
     *
     * @throws CommandException it plays none
     */
    static ReadSimulation of(PrintWriter out, String provider) {
        LocalState state = LocalState.read(Home.find().state()).orElseThrow(ReadSimulation::nowhere);
        PlayedCompany played = state.played();
        if (played == null || !played.provider().equals(provider)) {
            throw nowhere();
        }
        return new ReadSimulation(out, played, state.directory(provider).orElseThrow(ReadSimulation::nowhere));
    }

    private static CommandException nowhere() {
        return new CommandException("The simulation of a directory that is read needs the company that ./rollcall up"
                + " plays. Start a gateway with ./rollcall up, without pull.origin.");
    }

    /** Plays a plan; the differences in the end, one sentence each. */
    List<String> play(Adapter adapter, Plan plan) {
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("users", plan.users())
                .put("groups", plan.groups())
                .put("domain", plan.domain())
                .put("seed", plan.seed());
        tell("/grow", wish);
        out.printf("%s: %,d users and %,d groups join%n", adapter.displayName(), plan.users(), plan.groups());
        read();
        for (int i = 0; i < WHILES; i++) {
            int steps = Math.max(10, plan.users() / 5);
            tell(
                    "/live",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("seed", plan.seed() + i)
                            .put("steps", steps));
            out.printf("  %,d things happen%n", steps);
            read();
        }
        for (int i = 0; i < QUIET_READINGS; i++) {
            read();
        }
        ExpectedState model = standing();
        List<String> differences;
        try (HttpWire wire = new HttpWire(directory.url(), directory.credential(), 1, new Score())) {
            differences = new ArrayList<>(model.differences(Comparison.among(Comparison.shown(wire), model)));
        }
        differences.addAll(withoutAccess(model));
        new ScorePrinter(out).print(model, differences);
        return differences;
    }

    /** Active users who are no active members, one sentence each; and members who are active and should not be. */
    private List<String> withoutAccess(ExpectedState model) {
        Query query = new Query().with("directory", directory.id());
        Map<String, String> members = new HashMap<>();
        // A person who has left keeps the address that another may have by now.
        gateway.some(GatewayClient.organisation(DemoOrganisation.SLUG) + "/members", query, Integer.MAX_VALUE)
                .forEach(member -> members.merge(
                        member.path("email").asText(),
                        member.path("status").asText(),
                        (one, other) -> one.equals("active") ? one : other));
        List<String> differences = new ArrayList<>();
        model.users().forEach((address, active) -> {
            String status = members.getOrDefault(address, "not there");
            if (active != status.equals("active")) {
                differences.add(
                        "member " + address + ": " + status + ", expected " + (active ? "active" : "no access"));
            }
        });
        return differences;
    }

    private JsonNode tell(String path, ObjectNode wish) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(company.url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + company.token())
                .POST(BodyPublishers.ofString(wish.toString()))
                .build();
        RetryingSender.Answer answer = courier.send(request);
        if (answer.status() != 200) {
            throw new CommandException(
                    "The company refused: " + answer.body().path("detail").asText("status " + answer.status()));
        }
        return answer.body();
    }

    private ExpectedState standing() {
        JsonNode json = tell("/standing", JsonNodeFactory.instance.objectNode());
        Map<String, Boolean> users = new HashMap<>();
        json.path("users")
                .properties()
                .forEach(user -> users.put(user.getKey(), user.getValue().asBoolean()));
        Map<String, Set<String>> groups = new HashMap<>();
        json.path("groups").properties().forEach(group -> {
            Set<String> members = new HashSet<>();
            group.getValue().forEach(member -> members.add(member.asText()));
            groups.put(group.getKey(), members);
        });
        return new ExpectedState(users, groups);
    }

    /** Has the directory read and waits for the end. */
    private void read() {
        JsonNode sync = gateway.post(syncs);
        String path = syncs + "/" + sync.path("id").asText();
        while (sync.path("ended").isNull()) {
            pause();
            sync = gateway.get(path);
        }
        out.printf(
                "  read: %s, %,d users, %,d groups, %,d memberships, %,d requests%n",
                sync.path("state").asText(),
                sync.at("/counts/users").asLong(),
                sync.at("/counts/groups").asLong(),
                sync.at("/counts/members").asLong(),
                sync.at("/counts/requests").asLong());
        out.flush();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted; the reading goes on.", e);
        }
    }
}
