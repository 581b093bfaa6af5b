package dev.rollcall.server.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.LocalState.PlayedCompany;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.CompanyLife;
import dev.rollcall.server.simulate.StandInServer;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.pull.StandIn;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Sets up the demo's directory that is read: {@code up} plays the provider itself, and reads it like any other. */
final class DemoReading implements AutoCloseable {

    /** One user beside the administrator; {@code simulate} lets more join. */
    private static final Plan BEGINNING = new Plan(1, 2, DemoOrganisation.DOMAIN, 1, 1);

    private static final String DIRECTORIES = GatewayClient.organisation(DemoOrganisation.SLUG) + "/directories";

    private final Adapter adapter;
    private final Vertx vertx;
    private final StandIn standIn;
    private final StandInServer server;
    private final String token = UUID.randomUUID().toString();

    private DemoReading(Adapter adapter, Path file) {
        this.adapter = adapter;
        this.vertx = Vertx.vertx();
        this.standIn = adapter.stage().orElseThrow().play(vertx, BEGINNING, 0).await();
        this.server =
                StandInServer.start(vertx, CompanyLife.of(standIn, file), token).await();
    }

    /**
     * Plays the first provider of this build that is read; empty where there is none.
     *
     * @param file keeps what happened in the company
     */
    static Optional<DemoReading> start(Path file) {
        return Adapters.all().stream()
                .filter(adapter -> adapter.stage().isPresent())
                .findFirst()
                .map(adapter -> new DemoReading(adapter, file));
    }

    /** What the gateway is told to read instead of the provider. */
    String origin() {
        return standIn.origin();
    }

    PlayedCompany company() {
        return new PlayedCompany(adapter.provider(), server.url(), token);
    }

    /**
     * Makes the directory unless it is there, and tells how it is read, as an administrator would. What an administrator has changed
     * meanwhile may be in the way: then that is told, and the rest of the demo is there all the same.
     */
    void ensure(GatewayClient gateway, PrintWriter out) {
        told(out, () -> {
            ObjectNode source = JsonNodeFactory.instance.objectNode();
            source.set("settings", standIn.settings());
            gateway.put(path(directory(gateway)) + "/source", source);
        });
    }

    /** Lets it go live unless it is or was. */
    void activate(GatewayClient gateway, PrintWriter out) {
        told(out, () -> {
            JsonNode directory = directory(gateway);
            if (directory.path("state").asText().equals("draft")) {
                gateway.post(path(directory) + "/activate");
            }
        });
    }

    private void told(PrintWriter out, Runnable what) {
        try {
            what.run();
        } catch (CommandException e) {
            out.println("The demo's directory of " + adapter.displayName() + " is not read. " + e.getMessage());
            out.flush();
        }
    }

    private static String path(JsonNode directory) {
        return DIRECTORIES + "/" + directory.path("id").asText();
    }

    private JsonNode directory(GatewayClient gateway) {
        return StreamSupport.stream(gateway.get(DIRECTORIES).path("items").spliterator(), false)
                .filter(one -> one.path("provider").asText().equals(adapter.provider()))
                .findFirst()
                .orElseGet(() -> gateway.post(
                        DIRECTORIES,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("provider", adapter.provider())
                                .put("name", adapter.displayName())));
    }

    @Override
    public void close() {
        server.close();
        vertx.close();
    }
}
