package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.Problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the settings of a directory from a JSON merge patch (RFC 7396). */
final class DirectorySettings {

    private final Providers providers;

    /** Takes the providers: a quirk that can be switched off is one of the directory's. */
    DirectorySettings(Providers providers) {
        this.providers = providers;
    }

    /**
     * The directory as it is wanted.
     *
     * @throws ProblemException 400 naming the member that cannot be used and what would be accepted
     */
    Directory apply(Directory current, JsonNode patch) {
        if (!(patch instanceof ObjectNode wanted)) {
            throw refuse("The body must be a JSON object with the settings to change.");
        }
        String provider = wanted.has("provider")
                ? providers.require(text(wanted.path("provider"), "provider")).provider()
                : current.provider();
        String name = current.name();
        Mode mode = current.mode();
        // Another provider has other quirks; what both have stays off.
        Set<String> disabled = new LinkedHashSet<>(current.disabledQuirks());
        disabled.retainAll(providers.quirks(provider));
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "name" -> name = text(value, "name");
                case "mode" -> mode = mode(text(value, "mode"));
                case "provider" -> {}
                case "disabledQuirks" -> disabled = quirks(provider, value);
                default ->
                    throw refuse(
                            "Only name, provider, mode and disabledQuirks can be changed here; the body has another"
                                    + " field.");
            }
        }
        return new Directory(
                current.orgId(),
                current.id(),
                name,
                provider,
                current.state(),
                mode,
                disabled,
                current.defaultRole(),
                current.activationId(),
                current.nestedGroups());
    }

    private static String text(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw refuse(name + " must be a text.");
        }
        return value.textValue();
    }

    private static Mode mode(String word) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mode;
            }
        }
        throw refuse("mode must be tolerant or strict.");
    }

    private Set<String> quirks(String provider, JsonNode value) {
        List<String> known = providers.quirks(provider);
        if (!value.isArray() && !value.isNull()) {
            throw refuse("disabledQuirks must be a list of names of quirks.");
        }
        Set<String> disabled = new LinkedHashSet<>();
        for (JsonNode quirk : value) {
            if (!known.contains(quirk.asText())) {
                throw refuse("disabledQuirks names a quirk that " + provider + " does not have; it has: "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
            }
            disabled.add(quirk.asText());
        }
        return disabled;
    }

    private static ProblemException refuse(String detail) {
        return Problem.badRequest(detail).exception();
    }
}
