package dev.rollcall.adapters.okta.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.Reply;
import java.util.Set;

/** Reads what can be granted, as Okta does where Identity Governance is on, before it lets an administrator switch provisioning on. */
final class OktaGovernance {

    private static final Set<String> PEOPLE = Set.of("/Users", "/Groups");
    private static final int LONGEST = 1_000;

    private OktaGovernance() {}

    /** Asks which resource types there are, for their schemas, and for all of each type that is neither users nor groups. */
    static void discover(IdpClient line) {
        Reply types = line.get("/ResourceTypes");
        line.get("/Schemas").listed();
        for (JsonNode type : types.listed()) {
            String endpoint = type.path("endpoint").asText();
            types.demand(!endpoint.isEmpty(), "a resource type has no endpoint");
            if (!PEOPLE.contains(endpoint)) {
                Reply reply = line.get(endpoint + "?startIndex=1&count=100");
                reply.listed().forEach(grantable -> {
                    reply.demand(!grantable.path("id").asText().isEmpty(), "it has no id");
                    reply.demand(!grantable.path("displayName").asText().isEmpty(), "it has no displayName");
                    reply.demand(
                            grantable.path("description").asText().length() <= LONGEST, "the description is too long");
                });
            }
        }
    }
}
