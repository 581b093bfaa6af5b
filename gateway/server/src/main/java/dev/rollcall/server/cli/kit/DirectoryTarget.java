package dev.rollcall.server.cli.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options of commands about one directory: which directory it is, and in which form the command prints. */
public final class DirectoryTarget {

    @Parameters(
            index = "0",
            paramLabel = "DIRECTORY",
            description = "Id or name of the directory, or its provider if only one directory has it.")
    private String directory = "";

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    public boolean json() {
        return json.wanted();
    }

    /**
     * The directory as the API shows it. Of several of one provider the one that is called so is meant.
     *
     * @throws CommandException none goes by that name, or several do
     */
    public JsonNode find(GatewayClient gateway) {
        return find(gateway, directory);
    }

    /** Another directory of the same organisation, likewise. */
    public JsonNode find(GatewayClient gateway, String directory) {
        List<JsonNode> all = StreamSupport.stream(
                        gateway.get(organisation.path() + "/directories")
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
        List<JsonNode> found = Stream.of("id", "name", "provider")
                .map(field -> all.stream()
                        .filter(one -> one.path(field).asText().equalsIgnoreCase(directory))
                        .toList())
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (found.size() != 1) {
            throw new CommandException(
                    "The organisation has " + (found.isEmpty() ? "no directory" : found.size() + " directories")
                            + " called " + directory + ". See ids and names with: ./rollcall directory list");
        }
        return found.get(0);
    }

    /** Its address below the gateway's. */
    public String path(GatewayClient gateway) {
        return organisation.path() + "/directories/" + find(gateway).path("id").asText();
    }
}
