package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall sign-in}: a fresh sign-in link to the console; and those that were issued before. */
@Command(
        name = "sign-in",
        description = "Print a new one-time link to the console, list links, or revoke one.",
        mixinStandardHelpOptions = true,
        subcommands = {SignInCommand.ListLinks.class, SignInCommand.RevokeLink.class})
public final class SignInCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--operator",
            description = "Sign in the operator, with access to all organisations, instead of an administrator of one.")
    private boolean operator;

    @Option(names = "--subject", paramLabel = "WHO", description = "Who will sign in with it, for the audit log.")
    private @Nullable String subject;

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            converter = Words.LowerCase.class,
            description = "The part of the console to open: console, directory, domains, roles, members or audit.")
    private @Nullable String purpose;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = Words.LowerCase.class,
            description = "What the session may do: owner (default), directory_admin, people_admin or auditor."
                    + " Only for the purpose console; every other purpose has its own role.")
    private @Nullable String role;

    @Option(
            names = "--return-url",
            paramLabel = "URL",
            description = "The URL that the console leads back to; its origin must be in console.return-origins.")
    private @Nullable String returnUrl;

    @Option(names = "--valid-for-seconds", paramLabel = "N", description = "60 to 3600 (default: 900).")
    private @Nullable Integer validFor;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("subject", subject)
                .put("purpose", purpose)
                .put("role", role)
                .put("returnUrl", returnUrl)
                .put("validForSeconds", validFor);
        JsonNode issued = output.gateway().post(operator ? "/api/v1/sign-in-links" : links(organisation), wish);
        output.out().println(json.wanted() ? issued : issued.path("url").asText());
        output.out().flush();
        return 0;
    }

    private static String links(OrganisationOption organisation) {
        return organisation.path() + "/sign-in-links";
    }

    /** {@code rollcall sign-in list}. */
    @Command(name = "list", description = "Show the newest sign-in links of an organisation, without their codes.")
    static final class ListLinks implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Mixin
        private final PartOptions part = new PartOptions();

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            ListPart items = output.gateway().part(links(organisation), new Query(), part);
            new Listing()
                    .column("ID", "/id")
                    .column("STATE", "/state")
                    .column("SUBJECT", "/subject")
                    .column("PURPOSE", "/purpose")
                    .column("ROLE", "/role")
                    .column("ISSUED BY", "/issuedBy")
                    .column("CREATED", "/created")
                    .print(output.out(), json.wanted(), items);
            return 0;
        }
    }

    /** {@code rollcall sign-in revoke}. */
    @Command(name = "revoke", description = "Revoke a sign-in link, and end the session that was begun with it.")
    static final class RevokeLink implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Parameters(index = "0", paramLabel = "LINK", description = "The id of the link, as list shows it.")
        private String link = "";

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            output.gateway().delete(links(organisation) + "/" + URLEncoder.encode(link, StandardCharsets.UTF_8));
            if (!json.wanted()) {
                output.out().println("Revoked " + link + ".");
                output.out().flush();
            }
            return 0;
        }
    }
}
