package dev.rollcall.spi.setup;

import dev.rollcall.spi.setup.SetupGuide.Copy;
import dev.rollcall.spi.setup.SetupGuide.Step;
import java.util.List;
import java.util.stream.Collectors;

/** The steps that are taken at Rollcall, whatever the provider. */
public final class RollcallSteps {

    private RollcallSteps() {}

    /** The first step of every guide. */
    public static Step issueCredential(String provider) {
        return new Step(
                "issue-credential",
                "Issue a credential",
                List.of(
                        "Issue one for this directory, with an expiry date, on the page of the directory in the "
                                + "console."
                                + " Its text is shown only this once. Two credentials can be valid at the same time,"
                                + " so that you can replace one without a gap.",
                        "Operators can do the same with a POST to the directory's `credentials` in the API, or with"
                                + " `./rollcall token issue " + provider + " --expires-in-days 365`."),
                List.of(),
                Milestone.CREDENTIAL_ISSUED);
    }

    /** Which groups give which roles. */
    public static Step assignRoles(Place place) {
        return new Step(
                "assign-roles",
                "Let groups give roles",
                List.of("Each of these groups gives its members a role; a person in several of them gets the role of"
                        + " the first in this list. A group can be named here before it has been pushed."),
                List.of(new Copy(
                        "Group and role",
                        place.roleGroups().stream()
                                .map(group -> group.group() + "  ->  " + group.role())
                                .collect(Collectors.joining("\n")))),
                Milestone.ROLES_ASSIGNED);
    }

    /** The last step of every guide. */
    public static Step firstAdmin(Place place) {
        String groups = place.roleGroups().stream()
                .filter(group -> group.role().equals("admin"))
                .map(group -> "\"" + group.group() + "\"")
                .findFirst()
                .orElse("a group that gives the role admin");
        return new Step(
                "first-admin",
                "See the first admin arrive",
                List.of("Put an administrator into " + groups
                        + ". As soon as the change is pushed, they become a member with the role admin."),
                List.of(),
                Milestone.FIRST_ADMIN);
    }
}
