package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.SetupQueries.Setup;
import dev.rollcall.server.api.Json;
import dev.rollcall.spi.setup.Milestone;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.setup.SetupGuide.Step;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes as JSON how far a set-up has come: milestones, what to do next, and the provider's guide with its steps ticked off. */
final class SetupJson {

    private static final Set<Milestone> OF_REQUESTS =
            EnumSet.of(Milestone.CREDENTIAL_ISSUED, Milestone.REQUEST_RECEIVED);

    private final Setup setup;

    private SetupJson(Setup setup) {
        this.setup = setup;
    }

    /**
     * The whole answer.
     *
     * @param isRead whether the directory is read at its provider, which then shows no credential and sends nothing
     */
    static ObjectNode of(Setup setup, @Nullable SetupGuide guide, boolean isRead) {
        SetupJson writer = new SetupJson(setup);
        ObjectNode json = Json.object();
        ArrayNode steps = json.putArray("steps");
        for (Milestone milestone : Milestone.values()) {
            if (!isRead || !OF_REQUESTS.contains(milestone)) {
                writer.seen(steps.addObject().put("step", milestone.word()), milestone);
            }
        }
        json.put("lastRequest", text(setup.lastRequest())).put("next", isRead ? nextOfRead(setup) : next(setup));
        if (guide == null) {
            json.putNull("guide");
        } else {
            json.set("guide", writer.guide(guide));
        }
        return json;
    }

    private ObjectNode guide(SetupGuide guide) {
        ObjectNode json = Json.object().put("introduction", guide.introduction());
        ArrayNode steps = json.putArray("steps");
        guide.steps().forEach(step -> steps.add(step(step)));
        ArrayNode pitfalls = json.putArray("pitfalls");
        guide.pitfalls()
                .forEach(pitfall -> pitfalls.addObject()
                        .put("setting", pitfall.setting())
                        .put("harm", pitfall.harm())
                        .put("instead", pitfall.instead()));
        texts(json.putArray("notes"), guide.notes());
        return json;
    }

    private ObjectNode step(Step step) {
        ObjectNode json = Json.object().put("id", step.id()).put("title", step.title());
        texts(json.putArray("instructions"), step.instructions());
        ArrayNode copies = json.putArray("copies");
        step.copies()
                .forEach(copy -> copies.addObject().put("label", copy.label()).put("text", copy.text()));
        Milestone milestone = step.doneWhen();
        if (milestone == null) {
            return json.putNull("milestone").putNull("done").putNull("since");
        }
        return seen(json.put("milestone", milestone.word()), milestone);
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }

    private ObjectNode seen(ObjectNode step, Milestone milestone) {
        boolean done = done(milestone);
        return step.put("done", done).put("since", done ? text(since(milestone)) : null);
    }

    private boolean done(Milestone milestone) {
        return switch (milestone) {
            case CREDENTIAL_ISSUED -> setup.validCredentials() > 0;
            case REQUEST_RECEIVED -> setup.lastRequest() != null;
            case FIRST_USER -> setup.firstUser() != null;
            case FIRST_GROUP -> setup.firstGroup() != null;
            case ROLES_ASSIGNED -> setup.rolesAssigned();
            case FIRST_ADMIN -> setup.hasAdmin();
        };
    }

    private @Nullable Instant since(Milestone milestone) {
        return switch (milestone) {
            case CREDENTIAL_ISSUED -> setup.credentialIssued();
            case FIRST_USER -> setup.firstUser();
            case FIRST_GROUP -> setup.firstGroup();
            case REQUEST_RECEIVED, ROLES_ASSIGNED, FIRST_ADMIN -> null;
        };
    }

    private static @Nullable String next(Setup setup) {
        if (setup.validCredentials() == 0) {
            return setup.credentialIssued() == null
                    ? "Issue a credential for the directory."
                    : "Every credential is revoked or expired, so every request is answered with 401. Issue a new one"
                            + " and enter it at the identity provider.";
        }
        if (setup.lastRequest() == null) {
            return "Enter the base URL and the credential at the identity provider and run its connection test. If the"
                    + " test fails and this step stays open, no request with a valid credential has arrived: check "
                    + "both for typing errors, and"
                    + " check whether a firewall is in the way.";
        }
        if (setup.firstUser() == null) {
            return "Assign users at the identity provider and start provisioning.";
        }
        return setup.firstGroup() == null ? "Push the groups that should give roles." : nextOfRoles(setup);
    }

    private static @Nullable String nextOfRead(Setup setup) {
        if (setup.firstUser() == null) {
            return "Enter how the directory is to be read, check the settings, and read it for the first time.";
        }
        return setup.firstGroup() == null
                ? "Make sure that the groups that should give roles are read: some must be chosen, and they"
                        + " must have members."
                : nextOfRoles(setup);
    }

    private static @Nullable String nextOfRoles(Setup setup) {
        if (!setup.rolesAssigned()) {
            return "Map groups to roles. Until then everybody has the directory's default role.";
        }
        return setup.hasAdmin() ? null : "Put an administrator into a group that is mapped to the role admin.";
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
