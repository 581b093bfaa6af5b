package dev.rollcall.server.cli.event;

import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OrganisationOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say whose endpoints a command is about: {@code --org} for an organisation's, or {@code --operator} for those
 * that are sent the events of all organisations.
 */
final class WebhookOwner {

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--operator",
            description = "The operator's endpoints, which are sent the events of all organisations.")
    private boolean operator;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** The address of all of them. */
    String all() {
        return (operator ? "/api/v1" : organisation.path()) + "/webhooks";
    }

    /** The address of one. */
    String one(String id) {
        return all() + "/" + GatewayClient.encoded(id);
    }

    boolean json() {
        return json.wanted();
    }
}
