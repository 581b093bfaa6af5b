package dev.rollcall.adapters.entra.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.quirk.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes the schema of an earlier form of SCIM support, which Entra names with every group and never uses. */
public final class LegacyGroupSchema implements Quirk.OfResource {

    private static final String URN = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";

    @Override
    public String why() {
        return "Groups announce a schema of Microsoft's own that carries nothing; it is left out and never given back.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ENTRA-32");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        return Values.inResource(
                type,
                body,
                (attribute, value) -> attribute.name().equals("schemas") && value instanceof ArrayNode urns
                        ? Values.eachElement(urns, LegacyGroupSchema::leaveOut)
                        : null);
    }

    private static @Nullable JsonNode leaveOut(JsonNode urn) {
        return urn.asText().equalsIgnoreCase(URN) ? MissingNode.getInstance() : null;
    }
}
