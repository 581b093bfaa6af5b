package dev.rollcall.adapters.google;

import dev.rollcall.spi.setup.Milestone;
import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.RollcallSteps;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.setup.SetupGuide.Copy;
import dev.rollcall.spi.setup.SetupGuide.Pitfall;
import dev.rollcall.spi.setup.SetupGuide.Step;
import java.util.List;

/** The guide to connecting Google Workspace, in the words of the Google Cloud console and the Google Admin console. */
final class GoogleGuide {

    private static final String USERS = "https://www.googleapis.com/auth/admin.directory.user.readonly";
    private static final String GROUPS = "https://www.googleapis.com/auth/admin.directory.group.readonly";

    private GoogleGuide() {}

    static SetupGuide at(Place place) {
        return new SetupGuide(
                "Menu names are those of the Google Cloud console (console.cloud.google.com) and of the Google Admin"
                        + " console (admin.google.com). You need to be a super administrator of the Google Workspace"
                        + " account, and to be allowed to create a project in Google Cloud. Google does not send groups"
                        + " to any application, so users, groups and members are read from its API.",
                List.of(
                        project(),
                        serviceAccount(),
                        key(),
                        delegation(),
                        enter(),
                        firstReading(),
                        RollcallSteps.assignRoles(place),
                        RollcallSteps.firstAdmin(place)),
                pitfalls(),
                notes());
    }

    private static Step project() {
        return new Step(
                "enable-api",
                "Enable the Admin SDK API",
                List.of("Cloud console: choose or create a project, then *APIs & Services* > *Library* > *Admin SDK "
                        + "API*"
                        + " > *Enable*."),
                List.of(),
                null);
    }

    private static Step serviceAccount() {
        return new Step(
                "service-account",
                "Create a service account",
                List.of(
                        "Cloud console: *IAM & Admin* > *Service Accounts* > *Create service account*. A name is"
                                + " enough: it needs no role in the project.",
                        "Open it and copy its *Unique ID*, a number with 21 digits. That is the client ID below."),
                List.of(),
                null);
    }

    private static Step key() {
        return new Step(
                "key",
                "Create a key",
                List.of(
                        "In the service account: *Keys* > *Add key* > *Create new key* > *JSON* > *Create*. A file is"
                                + " downloaded.",
                        "The console says that key creation is disabled? Organisations created since May 2024 have"
                                + " the policy `iam.disableServiceAccountKeyCreation`. A user with the role "
                                + "*Organization"
                                + " Policy Administrator* switches it off for this project under *IAM & Admin* >"
                                + " *Organization Policies*; it takes some 20 minutes.",
                        "Without a key: if the gateway's operator has set `pull.identity-token`, create a pool"
                                + " instead, under *IAM & Admin* > *Workload Identity Federation* > *Create"
                                + " pool*, with a"
                                + " provider of the kind *OpenID Connect (OIDC)* whose issuer and audience are those of"
                                + " the operator's token, and *Attribute condition* `google.subject =="
                                + " 'SUBJECT'` with its"
                                + " subject. Then *Grant access* > *Grant access using service account impersonation* >"
                                + " the service account, and *Download config* with the operator's path or URL. In the"
                                + " service account, *Permissions* > *Grant access* gives the pool's principal the role"
                                + " *Service Account Token Creator*. Enable the *IAM Service Account Credentials "
                                + "API* as"
                                + " well. Below, enter `--set access=keyless --secret-file credential=CONFIG.json` in"
                                + " place of the key; the domain of `admin` must be verified first."),
                List.of(),
                null);
    }

    private static Step delegation() {
        return new Step(
                "delegation",
                "Allow it to read the directory",
                List.of(
                        "Admin console: *Security* > *Access and data control* > *API controls* > *Manage domain-wide"
                                + " delegation* > *Add new*. *Client ID*: the unique ID of the service account. *OAuth"
                                + " scopes*: both below, and no others > *Authorize*.",
                        "Choose the administrator on whose behalf it reads: *Account* > *Admin roles* > *Create new "
                                + "role*,"
                                + " with the *Admin API privileges* *Users* > *Read* and *Groups* > *Read*, given to a"
                                + " person who will not be suspended. A super administrator also works, but has more"
                                + " rights than needed.",
                        "Without domain-wide delegation: leave out this list, give the same role to the address of the"
                                + " service account itself, enter no `admin`, and enter `customerId` from *Account* >"
                                + " *Account settings* > *Profile*."),
                List.of(new Copy("OAuth scopes", USERS + ",\n" + GROUPS)),
                null);
    }

    private static Step enter() {
        return new Step(
                "enter",
                "Enter the key and check it",
                List.of(
                        "In the console: the directory's page *Sync*, where you choose the key file, enter the"
                                + " administrator and press *Save and check*. Or with the command below, or by `PUT`"
                                + " to the directory's `source` in the API. Every part is checked at once, and the"
                                + " response names any of the usual mistakes. The key is stored encrypted and never "
                                + "shown"
                                + " again.",
                        "The directory cannot go live until this check has passed."),
                List.of(new Copy(
                        "Command",
                        "./rollcall source set google --secret-file key=KEYFILE.json --set admin=ADMIN@YOUR-DOMAIN")),
                null);
    }

    private static Step firstReading() {
        return new Step(
                "first-reading",
                "Read it for the first time",
                List.of(
                        "In the console: *Try without changing anything* on the page *Sync* reads everything"
                                + " and notes what"
                                + " would change; *Read it now* reads it for real. The commands for this are "
                                + "`./rollcall sync now"
                                + " google --kind preview` and `./rollcall sync now google --follow`.",
                        "If you do not want everybody, use one of these with `./rollcall source set google`: `--list"
                                + " excluded=svc-*@YOUR-DOMAIN`, `--list excludedOrgUnits=/Shared`, or `--set"
                                + " users=members_of_groups` with `--list groupIds=ID,ID`. All settings are"
                                + " described in docs/pull.md."),
                List.of(),
                Milestone.FIRST_USER);
    }

    private static List<Pitfall> pitfalls() {
        return List.of(
                new Pitfall(
                        "more scopes are requested than are allowed",
                        "if one of the requested scopes is not allowed, Google gives no token at all",
                        "allow exactly the two scopes above"),
                new Pitfall(
                        "the administrator whom the service account acts for is suspended or leaves",
                        "reading stops; nobody loses access, and the directory says so",
                        "choose an account that belongs to no person, or several administrators"),
                new Pitfall(
                        "a group that gives the role admin is open for all to join",
                        "people can make themselves admins by joining it",
                        "set *Who can join group* to *Only invited users* for such groups"));
    }

    private static List<String> notes() {
        return List.of(
                "Users are read every 5 minutes, groups and members every 15; both can be set, and `./rollcall sync"
                        + " now google` reads at once.",
                "With `--set watch=true`, Google notifies the gateway of changed users, which are then read at"
                        + " once. The gateway needs a public https address for this.",
                "Suspended, archived and deleted users lose access and keep their record. The record of a deleted user"
                        + " is removed after 20 days, when Google can no longer restore the user.",
                "A user who is missing from a list is looked up by id, so an incomplete list takes nobody's access "
                        + "away.",
                "Guests of the account, outside members of groups and groups of other companies are left out.",
                "Google's own automatic provisioning sends users, but no groups, to apps of its catalogue. It can be"
                        + " pointed at the SCIM address of this directory in addition to the reading.");
    }
}
