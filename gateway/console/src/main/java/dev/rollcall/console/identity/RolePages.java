package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.member.Group;
import dev.rollcall.console.api.member.Role;
import dev.rollcall.console.api.member.RoleAssignments;
import dev.rollcall.console.api.member.UserAttributes;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Words;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows which groups and conditions give which roles: the list in its order, and, before a change to it is made, what the change
 * would do.
 */
public final class RolePages {

    private static final int GROUPS = 1_000;

    /**
     * What the page shows.
     *
     * @param etag of the list, so that no change of another administrator is lost
     * @param isAll whether these are all groups
     * @param received attributes that users have
     * @param typed the condition that stands in the fields
     */
    public record View(
            RoleAssignments assignments,
            String etag,
            List<Group> groups,
            boolean isAll,
            List<Role> roles,
            UserAttributes received,
            TypedCondition typed) {

        /** How many people are in the group of an assignment, in words; "" when it is not among the groups. */
        public String people(RoleAssignments.Assignment assignment) {
            return groups.stream()
                    .filter(group -> group.id().equals(assignment.groupId()))
                    .map(group -> Words.people(group.members()))
                    .findFirst()
                    .orElse("");
        }

        public List<Group> unmapped() {
            return groups.stream().filter(group -> group.assignment() == null).toList();
        }
    }

    /** With {@code ?edit=ID} the condition of that assignment stands in the fields. */
    public Future<Outcome> show(Visit visit) {
        return show(visit, 200, null);
    }

    /**
     * Shows it.
     *
     * @param typed what stands in the fields, or null for what {@code edit} asks for
     */
    Future<Outcome> show(Visit visit, int status, @Nullable TypedCondition typed) {
        Future<Answer<Directory>> directory = visit.api().get(visit.directory(), Directory.class);
        Future<Answer<RoleAssignments>> assignments =
                visit.api().get(visit.directory() + "/role-assignments", RoleAssignments.class);
        Future<Listed<Group>> groups = visit.api().list(visit.directory() + "/groups?limit=" + GROUPS, Group.class);
        Future<Listed<Role>> roles = visit.api().list("/roles", Role.class);
        Future<Answer<UserAttributes>> received =
                visit.api().get(visit.directory() + "/user-attributes", UserAttributes.class);
        return Future.all(directory, assignments, groups, roles, received)
                .map(all -> new Outcome.Page(
                        status,
                        Section.DIRECTORIES,
                        directory.result().value().name(),
                        "roles.jte",
                        new DirectoryPage<>(
                                directory.result().value(),
                                "roles",
                                new View(
                                        assignments.result().value(),
                                        assignments.result().etag(),
                                        groups.result().items(),
                                        groups.result().next() == null,
                                        roles.result().items(),
                                        received.result().value(),
                                        typed != null
                                                ? typed
                                                : TypedCondition.of(assignments
                                                        .result()
                                                        .value()
                                                        .named(visit.value("edit")))))));
    }

    static String assignments(Visit visit) {
        return visit.directory() + "/role-assignments";
    }

    static Proposal proposal(Visit visit, String title, String sentence, Write write, String done) {
        return proposal(visit, title, sentence, "Save", write, done);
    }

    private static Proposal proposal(
            Visit visit, String title, String sentence, String button, Write write, String done) {
        return Proposal.of(
                        Section.DIRECTORIES,
                        title,
                        sentence,
                        button,
                        write.ifMatch(visit.value("etag")),
                        visit.directoryPage() + "/roles")
                .saying(done);
    }

    public Proposal add(Visit visit) {
        String group = visit.value("group");
        String role = visit.value("role");
        return proposal(
                visit,
                group + " gives " + Words.role(role),
                "Everybody in the group " + group + " gets the role " + role
                        + ", unless a group or condition further up in the list gives them another.",
                Write.of(
                        HttpMethod.POST,
                        assignments(visit),
                        new JsonObject().put("groupName", group).put("role", role)),
                "The group " + group + " gives the role " + role + ".");
    }

    public Proposal change(Visit visit) {
        String role = visit.value("role");
        return proposal(
                visit,
                "Give another role",
                "Everybody who has their role by this group or condition gets the role " + role + " instead.",
                Write.of(
                        HttpMethod.PATCH,
                        assignments(visit) + "/" + Visit.encode(visit.path("assignment")),
                        new JsonObject().put("role", role)),
                "The role assignment gives the role " + role + ".");
    }

    public Proposal remove(Visit visit) {
        return proposal(
                        visit,
                        "Remove a role assignment",
                        "The group or condition gives no role any more. Its people get the role of the next one in the"
                                + " list that applies to them, or the default role.",
                        "Remove it",
                        Write.of(HttpMethod.DELETE, assignments(visit) + "/" + Visit.encode(visit.path("assignment"))),
                        "The role assignment is removed.")
                .grave();
    }

    public Proposal order(Visit visit) {
        return proposal(
                visit,
                "Save the new order",
                "A person to whom several groups or conditions apply has the role of the first one in the list.",
                orderOf(visit),
                "The new order is saved.");
    }

    private static Write orderOf(Visit visit) {
        return Write.of(
                HttpMethod.PUT,
                assignments(visit) + "/order",
                new JsonObject().put("order", new JsonArray(visit.all("order"))));
    }

    /** What stands beside the button while the list is being put in order. */
    public Future<Outcome> forecast(Visit visit) {
        Function<String, Outcome> told = text -> new Outcome.Part("forecast.jte", Map.of("text", text));
        return visit.api()
                .forecast(orderOf(visit).ifMatch(visit.value("etag")))
                .map(impact -> told.apply(impact.isNothing() ? "Nobody changes." : Words.summary(impact)))
                .recover(failure -> failure instanceof ApiProblem problem && !problem.isSignedOut()
                        ? Future.succeededFuture(told.apply(problem.detail()))
                        : Future.failedFuture(failure));
    }

    public Proposal byDefault(Visit visit) {
        String role = visit.value("role");
        return proposal(
                visit,
                "Default role: " + Words.role(role),
                role.isEmpty()
                        ? "People to whom nothing in the list applies stay out."
                        : "People to whom nothing in the list applies get the role " + role + ".",
                Write.of(
                        HttpMethod.PUT,
                        visit.directory() + "/default-role",
                        new JsonObject().put("role", role.isEmpty() ? null : role)),
                role.isEmpty() ? "There is no default role any more." : "The default role is " + role + ".");
    }

    public Proposal nested(Visit visit) {
        boolean on = visit.value("on").equals("true");
        return proposal(
                visit,
                on ? "Count groups in groups" : "Count direct members only",
                on
                        ? "Members of a group that is inside another one also get the role that the outer group gives."
                        : "Only direct members of a group of the list get its role.",
                Write.of(HttpMethod.PUT, visit.directory() + "/nested-groups", new JsonObject().put("on", on)),
                on ? "Groups in groups count." : "Only direct members count.");
    }
}
