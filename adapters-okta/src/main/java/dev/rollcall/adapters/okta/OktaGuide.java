package dev.rollcall.adapters.okta;

import dev.rollcall.adapters.okta.simulate.OktaSimulator;
import dev.rollcall.spi.setup.Milestone;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.RollcallSteps;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.setup.SetupGuide.Copy;
import dev.rollcall.spi.setup.SetupGuide.Pitfall;
import dev.rollcall.spi.setup.SetupGuide.Step;
import java.util.List;

/** The guide to connecting Okta, in the words of the Okta Admin Console. */
final class OktaGuide {

    private static final String MAPPINGS = """
        Okta user               Application
        user.firstName          givenName
        user.lastName           familyName
        user.email              email
        user.displayName        displayName
        user.title              title
        user.department         department
        user.employeeNumber     employeeNumber
        user.manager            managerDisplayName\
        """;

    private OktaGuide() {}

    static SetupGuide at(Place place) {
        return new SetupGuide(
                "Menu names are those of the Okta Admin Console. You need to be an application administrator there.",
                List.of(
                        RollcallSteps.issueCredential(OktaSimulator.PROVIDER),
                        application(),
                        connection(place),
                        provisioning(),
                        mappings(),
                        people(place),
                        groups(place),
                        RollcallSteps.assignRoles(place),
                        RollcallSteps.firstAdmin(place)),
                pitfalls(),
                List.of(
                        "Okta never deletes a user here. When you unassign or deactivate a user, it sends"
                                + " `active: false`, so the member is suspended and their seat is freed. When you "
                                + "suspend a user in Okta, or delete one who"
                                + " was already deactivated, it sends nothing.",
                        "Okta compares its data with what it reads here. If a change does not arrive, send it again "
                                + "with"
                                + " *Provisioning* > *To App* > *Force Sync*or, after a failure, with *Tasks* > *Retry"
                                + " Selected*.",
                        "If people sign in with OpenID Connect from another Okta app, its `sub` and the `externalId`"
                                + " here are both Okta's user id (00u...). Link the two by that id, not by the "
                                + "address."));
    }

    private static Step application() {
        return new Step(
                "make-application",
                "Create the application",
                List.of(
                        "*Applications* > *Applications* > *Create App Integration* > *SAML 2.0*, or *SWA* if it is"
                                + " only for provisioning. An OIDC app cannot have SCIM, so create a second app for "
                                + "provisioning next to it, and assign"
                                + " the same people and groups to both.",
                        "The wizard can be finished only when its sign-in part is filled in. *SAML 2.0*: *Single "
                                + "sign-on URL* and"
                                + " *Audience URI (SP Entity ID)*, as your application shows them; if it does not use"
                                + " SAML, its own URL will do for both. *SWA*: *App's login page URL*, the page"
                                + " where people sign in to your application.",
                        "In the app: *General* > *App Settings* > *Edit* > *Enable SCIM provisioning* (or"
                                + " *Provisioning*: *SCIM*) > *Save*. A tab *Provisioning* appears. An app from the"
                                + " catalogue has it already; choose one for SCIM 2.0.",
                        "*Sign On* > *Credentials Details* > *Edit* > *Application username format*: *Email*."),
                List.of(),
                null);
    }

    private static Step connection(Place place) {
        return new Step(
                "connect",
                "Connect",
                List.of(
                        "*Provisioning* > *Integration* > *Edit*. In a catalogue app: *Configure API Integration* >"
                                + " *Enable API integration*, with *Base URL*, *API Token* and *Test API"
                                + " Credentials* for"
                                + " the three below.",
                        "*Supported provisioning actions*: *Push New Users*, *Push Profile Updates* and *Push Groups*."
                                + " *Authentication Mode*: *HTTP Header*.",
                        "*Authorization*, behind *Bearer*: " + place.credential() + ".",
                        "*Test Connector Configuration*. Okta asks for two users and treats an empty directory as a"
                                + " failure, so as long as there are no users it is shown a made-up one.",
                        "*Save*."),
                List.of(
                        new Copy("SCIM connector base URL", place.baseUrl()),
                        new Copy("Unique identifier field for users", "userName")),
                Milestone.REQUEST_RECEIVED);
    }

    private static Step provisioning() {
        return new Step(
                "switch-on",
                "Switch provisioning on",
                List.of("*Provisioning* > *To App* > *Edit*: *Enable* for *Create Users*, *Update User Attributes* and"
                        + " *Deactivate Users* > *Save*. *Sync Password* stays off: a password is never stored here."),
                List.of(),
                null);
    }

    private static Step mappings() {
        return new Step(
                "map-attributes",
                "Check the mappings",
                List.of("*Provisioning* > *To App*, the list of attributes below. Keep those in the box, and delete"
                        + " the three rows *Primary email type*, *Primary phone type* and *Address type*."),
                List.of(new Copy("Attribute mappings, Okta to app", MAPPINGS)),
                null);
    }

    private static Step people(Place place) {
        return new Step(
                "assign-people",
                "Assign people",
                List.of(
                        "*Assignments* > *Assign* > *Assign to Groups*: " + place.groupNames() + ".",
                        "People who were assigned before provisioning was switched on are not sent, not even by *Force"
                                + " Sync*. *Provision User* on the tab *Assignments* sends them."),
                List.of(),
                Milestone.FIRST_USER);
    }

    private static Step groups(Place place) {
        return new Step(
                "push-groups",
                "Push the groups",
                List.of("*Push Groups* > *Push Groups* > *Find groups by name*, with *Push group memberships"
                        + " immediately*, for each of them > *Save*. Only members who are assigned to the app are"
                        + " pushed. Okta recommends not using the same group for assigning and pushing, because"
                        + " changes of its members can arrive in the wrong order. Here that does no harm: a person "
                        + "who is pushed before"
                        + " being created waits in the group."),
                List.of(new Copy(
                        "Groups to push",
                        place.roleGroups().stream()
                                .map(Place.RoleGroup::group)
                                .reduce((one, other) -> one + "\n" + other)
                                .orElse(""))),
                Milestone.FIRST_GROUP);
    }

    private static List<Pitfall> pitfalls() {
        return List.of(
                new Pitfall(
                        "there are mappings for *Primary email type*, *Primary phone type* and *Address type*",
                        "they compute a type even where there is no value, and many services refuse the PUT;"
                                + " here the quirk `empty-elements` leaves such elements out",
                        "delete the three rows"),
                new Pitfall(
                        "*Deactivate Users* is off",
                        "leavers stay active: nothing is sent for them",
                        "press *Enable* under *Provisioning* > *To App*"),
                new Pitfall(
                        "the base URL ends with a slash, or the token has `Bearer` in front",
                        "both are refused by many services; here they are accepted",
                        "enter them as in the boxes above"),
                new Pitfall(
                        "the app was made from a SCIM 1.1 template",
                        "every create is refused with 400, and the detail says so",
                        "use a SCIM 2.0 template"));
    }
}
