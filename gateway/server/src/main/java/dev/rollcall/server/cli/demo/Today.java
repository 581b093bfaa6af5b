package dev.rollcall.server.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import dev.rollcall.server.node.Parts;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.IdpTransport.Request;
import dev.rollcall.spi.simulate.Plan;
import java.util.Map;
import java.util.UUID;

/** Plays today's events over HTTP, so that they are in the request log. Blocks. */
final class Today {

    /** Small ones: each takes a moment. */
    static final Plan LIVES = new Plan(8, 4, DemoOrganisation.DOMAIN, 7, 2);

    static final Plan PREVIEW = new Plan(14, 4, DemoOrganisation.DOMAIN, 5, 2);

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/scim+json");

    private final Parts parts;
    private final String scim;
    private final UUID organisation;

    /**
     * Of one organisation.
     *
     * @param url of the gateway
     */
    Today(Parts parts, String url, UUID organisation) {
        this.parts = parts;
        this.scim = url + "/scim/v2/";
        this.organisation = organisation;
    }

    private Actor administrator() {
        return new Actor(organisation, Past.ADMINISTRATOR, Rows.newId());
    }

    private String token(UUID directory) {
        return parts.credentials()
                .issue(administrator(), directory, null)
                .await()
                .token();
    }

    /** An administrator began to connect it and went home. */
    void begins(Adapter adapter) {
        Directory directory = new Directories(parts.database().writes(), parts.time())
                .create(administrator(), DemoStory.BEGUN, adapter.provider())
                .await();
        token(directory.id());
    }

    /** A provider with what is odd about it. */
    void lives(Adapter adapter, LocalDirectory directory) {
        play(adapter, directory.url(), directory.credential(), LIVES);
    }

    void previews(Adapter adapter, Directory directory) {
        play(adapter, scim + directory.id(), token(directory.id()), PREVIEW);
    }

    private static void play(Adapter adapter, String url, String token, Plan plan) {
        try (HttpWire wire = new HttpWire(url, token, plan.concurrency(), new Score())) {
            adapter.simulator().orElseThrow().run(plan, wire);
        }
    }

    /** One attribute that is no use, one user who is there already, and a group that was deleted by mistake. */
    void losesItsGroup(Chapters.Branch branch) {
        UUID id = branch.directory().id();
        try (HttpWire wire = new HttpWire(scim + id, token(id), 1, new Score())) {
            Colleague newcomer = Colleague.number(70, DemoOrganisation.DOMAIN);
            ObjectNode user = newcomer.user().put("shoeSize", "43");
            wire.send(new Request("POST", "/Users", HEADERS, user.toString()));
            wire.send(new Request("POST", "/Users", HEADERS, newcomer.user().toString()));
            wire.send(new Request(
                    "POST",
                    "/Users",
                    HEADERS,
                    Colleague.number(71, Chapters.OUTSIDE).user().toString()));
            wire.send(new Request("DELETE", "/Groups/" + branch.staff(), Map.of(), null));
        }
    }
}
