package dev.rollcall.server.cli;

import picocli.CommandLine.Option;

/** {@code --org}: which organisation a command is about. */
final class OrganisationOption {

    @Option(
            names = "--org",
            paramLabel = "ORG",
            defaultValue = "demo",
            description = "Slug or id (default: ${DEFAULT-VALUE}).")
    private String organisation = "";

    /** Its address below the gateway's. */
    String path() {
        return GatewayClient.organisation(organisation);
    }
}
