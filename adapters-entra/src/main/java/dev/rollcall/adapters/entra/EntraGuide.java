package dev.rollcall.adapters.entra;

import dev.rollcall.adapters.entra.simulate.EntraSimulator;
import dev.rollcall.spi.setup.Milestone;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.RollcallSteps;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.setup.SetupGuide.Copy;
import dev.rollcall.spi.setup.SetupGuide.Pitfall;
import dev.rollcall.spi.setup.SetupGuide.Step;
import java.util.List;

/** The guide to connecting Entra ID, in the words of the Microsoft Entra admin center. */
final class EntraGuide {

    private static final String USER_MAPPINGS = """
        userPrincipalName                                               userName                       Match objects using this attribute: Yes, 1
        Switch([IsSoftDeleted], , "False", "True", "True", "False")     active
        objectId                                                        externalId
        mail                                                            emails[type eq "work"].value
        displayName                                                     displayName
        givenName                                                       name.givenName
        surname                                                         name.familyName
        jobTitle                                                        title
        department                                                      urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department
        manager                                                         urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager\
        """;

    private static final String GROUP_MAPPINGS = """
        displayName     displayName     Match objects using this attribute: Yes, 1
        objectId        externalId
        members         members\
        """;

    private EntraGuide() {}

    static SetupGuide at(Place place) {
        return new SetupGuide(
                "Menu names are those of the Microsoft Entra admin center.",
                List.of(
                        RollcallSteps.issueCredential(EntraSimulator.PROVIDER),
                        application(),
                        connection(place),
                        mappings(),
                        scope(place),
                        start(),
                        groups(place),
                        RollcallSteps.assignRoles(place),
                        RollcallSteps.firstAdmin(place)),
                pitfalls(),
                List.of("A credential that expires puts the job into quarantine. Issue the next one before that, and"
                        + " enter it under *Provisioning* > *Connectivity*."));
    }

    private static Step application() {
        return new Step(
                "make-application",
                "Create the application",
                List.of("*Entra ID* > *Enterprise apps* > *New application* > *Create your own application* >"
                        + " *Integrate any other application you don't find in the gallery (Non-gallery)*."),
                List.of(),
                null);
    }

    private static Step connection(Place place) {
        return new Step(
                "connect",
                "Connect",
                List.of(
                        "In the application: *Provisioning* > *New configuration*, with *Bearer authentication* under"
                                + " *Select authentication method*. On the former page: *Provisioning* > *Get started*,"
                                + " then *Automatic* as *Provisioning Mode*, and *Admin Credentials*.",
                        "*Secret token*: " + place.credential() + ", with or without `Bearer`.",
                        "You may add `?aadOptscim062020` to the URL, but need not: both dialects are always"
                                + " understood.",
                        "Press *Test Connection*. Entra looks for a user and a group that do not exist; an"
                                + " empty list is the"
                                + " correct response.",
                        "Then press *Create*, or *Save* on the former page, or what you have entered is lost."),
                List.of(new Copy("Tenant URL", place.baseUrl())),
                Milestone.REQUEST_RECEIVED);
    }

    private static Step mappings() {
        return new Step(
                "map-attributes",
                "Set the mappings before the first sync",
                List.of("*Provisioning* > *Attribute mapping* (*Mappings* on the former page). If you change the"
                        + " mappings later, users lose their link."),
                List.of(
                        new Copy("Provision Microsoft Entra ID Users", USER_MAPPINGS),
                        new Copy("Provision Microsoft Entra ID Groups", GROUP_MAPPINGS)),
                null);
    }

    private static Step scope(Place place) {
        return new Step(
                "choose-people",
                "Choose who is synced",
                List.of(
                        "*Users and groups* > *Add user/group*: " + place.groupNames()
                                + ". Roles need no other groups. Only direct members of a group are synced; people"
                                + " in a group inside the group are not.",
                        "To assign groups the tenant needs Microsoft Entra ID P1 or P2. Without it, people are assigned"
                                + " one by one, and get the role for people in no group."),
                List.of(),
                null);
    }

    private static Step start() {
        return new Step(
                "start",
                "Start with one person",
                List.of(
                        "*Provision on demand* > choose a user > *Provision*.",
                        "Then *Overview* > *Start provisioning*. A cycle follows about every forty minutes; the first"
                                + " one takes longer the more users, groups and memberships there are."),
                List.of(),
                Milestone.FIRST_USER);
    }

    private static Step groups(Place place) {
        return new Step(
                "see-groups",
                "See the groups arrive",
                List.of("They follow the users in the same cycle: " + place.groupNames() + "."),
                List.of(),
                Milestone.FIRST_GROUP);
    }

    private static List<Pitfall> pitfalls() {
        return List.of(
                new Pitfall(
                        "`externalId` is mapped from `mailNickname`",
                        "the nickname is neither unique nor permanent, so one person can be mistaken for"
                                + " another who has come back",
                        "map it from `objectId`, before the first sync"),
                new Pitfall(
                        "`active` has no mapping, because it was deleted from the list",
                        "leavers stay active: nothing is sent for them at all",
                        "keep the `IsSoftDeleted` line above"),
                new Pitfall(
                        "`userPrincipalName` of guests holds `#EXT#`",
                        "such a name is not an e-mail address",
                        "map `originalUserPrincipalName`, or `mail` for guests"),
                new Pitfall(
                        "accidental deletion prevention is off",
                        "a wrong scope filter removes everybody at once",
                        "switch on *Prevent accidental deletion* under *Provisioning* > *Settings*"),
                new Pitfall(
                        "the scope is *Sync all users and groups*, and app roles are used",
                        "app roles are not sent",
                        "choose *Sync only assigned users and groups*"));
    }
}
