package dev.rollcall.adapters.okta.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a directory as Okta does: always all of it, in pages of exactly a hundred. If a page were smaller, Okta would miss the rest. */
final class OktaImport {

    static final int PAGE = 100;

    private final IdpClient line;

    OktaImport(IdpClient line) {
        this.line = line;
    }

    /**
     * All resources of a type.
     *
     * @param last the last page, to which complaints about the whole belong
     */
    record Listed(Reply last, Map<String, JsonNode> byId) {

        void demand(boolean holds, String otherwise) {
            last.demand(holds, otherwise);
        }

        /** The resource of that id, which must be there. */
        JsonNode get(String id) {
            demand(byId.containsKey(id), "the import leaves " + id + " out");
            return byId.getOrDefault(id, MissingNode.getInstance());
        }
    }

    Listed users() {
        Listed users = all("/Users");
        users.byId().values().forEach(user -> {
            users.demand(!user.path("userName").asText().isEmpty(), "a user has no userName");
            users.demand(user.path("active").isBoolean(), "active is no boolean");
        });
        return users;
    }

    Listed groups() {
        return all("/Groups");
    }

    private Listed all(String endpoint) {
        Map<String, JsonNode> all = new HashMap<>();
        Reply page;
        int total;
        do {
            page = line.get(endpoint + "?startIndex=" + (all.size() + 1) + "&count=" + PAGE);
            List<JsonNode> listed = page.listed();
            total = page.total();
            page.demand(
                    listed.size() == Math.min(PAGE, Math.max(0, total - all.size())),
                    "a page of " + listed.size() + " leaves resources out");
            for (JsonNode resource : listed) {
                String id = resource.path("id").asText();
                page.demand(all.put(id, resource) == null, id + " is on two pages");
            }
        } while (all.size() < total);
        return new Listed(page, all);
    }
}
