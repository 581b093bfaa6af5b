package dev.rollcall.server.cli.kit;

import picocli.CommandLine.Option;

/** {@code --org}: names the organisation that a command is about. */
public final class OrganisationOption {

    @Option(
            names = "--org",
            paramLabel = "ORG",
            defaultValue = "demo",
            description = "Slug or id (default: ${DEFAULT-VALUE}).")
    private String organisation = "";

    /** Its address below the gateway's. */
    public String path() {
        return GatewayClient.organisation(organisation);
    }
}
