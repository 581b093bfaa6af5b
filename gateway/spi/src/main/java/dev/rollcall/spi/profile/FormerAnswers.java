package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import java.util.List;
import java.util.Optional;

/** Writes resources in the words of SCIM 1.1, for a client that speaks that version. */
final class FormerAnswers implements Quirk.OfResponse {

    @Override
    public String why() {
        return "The directory's profile says that its client speaks SCIM 1.1; resources are shown in its words.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ONELOGIN-02", "CUSTOM-47");
    }

    @Override
    public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
        ObjectNode former = FormerWords.inFormer(body);
        return former.equals(body) ? Optional.empty() : Optional.of(former);
    }
}
