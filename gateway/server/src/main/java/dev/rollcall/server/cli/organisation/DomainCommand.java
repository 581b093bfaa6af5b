package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Listing;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall domain}: the e-mail domains of an organisation. */
@Command(
        name = "domain",
        description = "Claim, check, attest and release the e-mail domains of an organisation.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            DomainCommand.ListDomains.class,
            DomainCommand.Claim.class,
            DomainCommand.Check.class,
            DomainCommand.Attest.class,
            DomainCommand.Release.class
        })
public final class DomainCommand {

    /** Which domain of which organisation, and how to print it. */
    static final class Target {

        @Parameters(index = "0", paramLabel = "DOMAIN", description = "Such as example.com.")
        private String domain = "";

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Mixin
        private final JsonOption json = new JsonOption();

        private String path() {
            return organisation.path() + "/domains/" + URLEncoder.encode(domain, StandardCharsets.UTF_8);
        }
    }

    /** {@code rollcall domain list}. */
    @Command(name = "list", description = "Show the domains of an organisation and what their last check found.")
    static final class ListDomains implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            JsonNode items =
                    output.gateway().get(organisation.path() + "/domains").path("items");
            new Listing()
                    .column("DOMAIN", "/name")
                    .column("STATE", "/state")
                    .column("PROOF", "/proof", "-")
                    .column("NEXT CHECK", "/nextCheck", "-")
                    .column("LAST FINDING", "/lastCheck/message", "-")
                    .print(output.out(), json.wanted(), items);
            return 0;
        }
    }

    /** {@code rollcall domain claim}. */
    @Command(name = "claim", description = "Claim a domain and show the DNS record that proves it.")
    static final class Claim implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Target target = new Target();

        @Override
        public Integer call() {
            JsonNode wish = JsonNodeFactory.instance.objectNode().put("name", target.domain);
            print(output.out(), target, output.gateway().post(target.organisation.path() + "/domains", wish));
            return 0;
        }
    }

    /** {@code rollcall domain check}. */
    @Command(name = "check", description = "Look up the DNS record of a claimed domain now.")
    static final class Check implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Target target = new Target();

        @Override
        public Integer call() {
            print(output.out(), target, output.gateway().post(target.path() + "/check"));
            return 0;
        }
    }

    /** {@code rollcall domain attest}. */
    @Command(name = "attest", description = "Attest, as the operator, that a domain belongs to the organisation.")
    static final class Attest implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Target target = new Target();

        @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
        private boolean dryRun;

        @Override
        public Integer call() {
            JsonNode impact = output.gateway().put(target.path() + "/attestation" + (dryRun ? "?dryRun=true" : ""));
            printImpact(output.out(), target, dryRun ? "Would be verified" : "Verified", impact);
            return 0;
        }
    }

    /** {@code rollcall domain release}. */
    @Command(
            name = "release",
            description = "Release a domain. Its people's addresses are then in an unverified " + "domain.")
    static final class Release implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Target target = new Target();

        @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
        private boolean dryRun;

        @Override
        public Integer call() {
            JsonNode impact = output.gateway().delete(target.path() + (dryRun ? "?dryRun=true" : ""));
            printImpact(output.out(), target, dryRun ? "Would be released" : "Released", impact);
            return 0;
        }
    }

    private static void print(PrintWriter out, Target target, JsonNode domain) {
        if (target.json.wanted()) {
            out.println(domain);
        } else {
            out.println(
                    domain.path("name").asText() + ": " + domain.path("state").asText());
            if (domain.path("record").isObject()) {
                out.println("  record  " + domain.at("/record/name").asText() + "  TXT  "
                        + domain.at("/record/value").asText());
            }
            if (domain.path("lastCheck").isObject()) {
                out.println("  found   " + domain.at("/lastCheck/message").asText());
            }
            if (domain.path("warning").isTextual()) {
                out.println("  warning " + domain.path("warning").asText());
            }
        }
        out.flush();
    }

    private static void printImpact(PrintWriter out, Target target, String what, JsonNode impact) {
        if (target.json.wanted()) {
            out.println(impact);
        } else {
            out.println(what + ": " + target.domain + ". Seats in use: "
                    + impact.at("/seats/before").asInt() + " before, "
                    + impact.at("/seats/after").asInt() + " after.");
            impact.path("people")
                    .forEach(person -> out.println("  " + person.path("kind").asText() + "  "
                            + person.path("email").asText()));
        }
        out.flush();
    }
}
