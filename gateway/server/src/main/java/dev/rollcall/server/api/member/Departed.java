package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.member.DepartureQueries.Departure;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import dev.rollcall.server.api.Json;
import org.jspecify.annotations.Nullable;

/** Explains why a member is gone, and what would bring them back (R34), in the same shape as every explanation. */
final class Departed {

    private static final String INVITE = "Invite the address again, or have a directory send it.";

    private Departed() {}

    static ObjectNode of(Departure departure) {
        String email = departure.state().path("email").asText();
        String reason = departure.state().path("reason").asText();
        ManagedBy directory = departure.directory();
        ObjectNode json = Json.object()
                .put("email", email)
                .putNull("awaitedEmail")
                .put("status", "removed")
                .putNull("role")
                .put("seat", false)
                .putNull("member");
        ObjectNode removed = json.putObject("removed")
                .put("member", departure.member().toString())
                .put("at", departure.at().toString())
                .put("request", departure.request().toString())
                .put("reason", reason)
                .put("previousRole", departure.state().path("previousRole").asText(null));
        removed.putObject("by")
                .put("kind", departure.actor() != null ? "administrator" : directory != null ? "directory" : "gateway")
                .put(
                        "name",
                        departure.actor() != null ? departure.actor() : directory == null ? null : directory.name());
        removed.set("directory", directory == null ? null : MemberJson.directory(directory));
        json.putArray("mappedGroups");
        json.putArray("history")
                .addObject()
                .put("at", departure.at().toString())
                .put("type", "member.removed")
                .put("request", departure.request().toString());
        json.putArray("sentences")
                .add("No longer a member: removed at " + departure.at() + " by " + who(departure.actor(), directory)
                        + ", because " + because(reason) + " (request " + departure.request() + ").");
        json.putArray("fixes").add(fix(reason));
        json.putArray("deviations");
        return json;
    }

    private static String who(@Nullable String actor, @Nullable ManagedBy directory) {
        if (actor != null) {
            return actor;
        }
        return directory == null
                ? "the gateway itself"
                : "the identity provider of the directory \"" + directory.name() + "\"";
    }

    private static String because(String reason) {
        return switch (reason) {
            case "deleted" -> "the identity provider has deleted them";
            case "replaced" -> "the identity provider has reassigned their record to another person";
            case "activation_undone" -> "the activation that brought them in was undone";
            case "recovery_ended" -> "their time as a recovery admin has ended";
            case "by_hand" -> "an administrator removed them by hand";
            default -> reason.replace('_', ' ');
        };
    }

    private static String fix(String reason) {
        return switch (reason) {
            case "deleted", "replaced" ->
                "Assign the person to the application again at the identity provider, and they will be added as a new"
                        + " member. Or invite the address.";
            case "activation_undone" ->
                "Make the directory live again, and it will add them as it did before. Or invite the address.";
            case "recovery_ended" -> "The operator can grant it again. " + INVITE;
            default -> INVITE;
        };
    }
}
