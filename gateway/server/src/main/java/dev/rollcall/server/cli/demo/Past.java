package dev.rollcall.server.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.patch.PatchReader;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import java.util.Set;
import java.util.UUID;

/** Plays what providers and administrators did in the past, with the commands that they would use today. Blocks. */
final class Past {

    /** Who decides in the story. */
    static final String ADMINISTRATOR =
            Colleague.number(0, DemoOrganisation.DOMAIN).address();

    private final Provisioning provisioning;

    /** Of a core that goes by the clock of that time. */
    Past(Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    UUID joins(Directory directory, Colleague who) {
        return made(directory, CoreTypes.USER, who.user());
    }

    UUID group(Directory directory, String name) {
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.put("displayName", name);
        return made(directory, CoreTypes.GROUP, group);
    }

    void member(Directory directory, UUID group, UUID user) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("op", "add").put("path", "members");
        operation.putArray("value").addObject().put("value", user.toString());
        patch(directory, CoreTypes.GROUP, group, operation);
    }

    void leaves(Directory directory, UUID user) {
        active(directory, user, false);
    }

    void comesBack(Directory directory, UUID user) {
        active(directory, user, true);
    }

    private void active(Directory directory, UUID user, boolean is) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("op", "replace").put("path", "active").put("value", is);
        patch(directory, CoreTypes.USER, user, operation);
    }

    private UUID made(Directory directory, ResourceType type, ObjectNode resource) {
        Outcome outcome = apply(
                directory,
                new ScimRequest.Create(
                        type, ResourceReader.read(type, resource, Mode.TOLERANT).resource(), Projection.DEFAULT));
        if (outcome instanceof Outcome.Stored stored) {
            return stored.resource().id();
        }
        throw new IllegalStateException("The core refused: " + outcome);
    }

    private void patch(Directory directory, ResourceType type, UUID id, ObjectNode operation) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(PatchRequest.SCHEMA);
        body.putArray("Operations").add(operation);
        apply(
                directory,
                new ScimRequest.Patch(
                        type,
                        id.toString(),
                        PatchReader.read(body, Mode.TOLERANT).request(),
                        null,
                        Projection.DEFAULT));
    }

    private Outcome apply(Directory directory, ScimRequest.Command command) {
        Caller caller = new Caller(directory.orgId(), directory.id(), Mode.TOLERANT, Set.of(), Rows.newId());
        return provisioning.apply(caller, command).await();
    }

    /** What an administrator of the organisation decided. */
    void decided(UUID organisation, RuleCommand command) {
        Actor administrator = new Actor(organisation, ADMINISTRATOR, Rows.newId());
        RuleOutcome outcome = provisioning.apply(administrator, command).await();
        if (outcome instanceof RuleOutcome.Refused refused) {
            throw new IllegalStateException("The core refused: " + refused.detail());
        }
    }
}
