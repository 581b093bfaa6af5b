package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads comparisons in the brackets of a path that are separated by commas: {@code members[display eq kim,value eq
 * 2819c223]}.
 */
public final class CommasInBrackets implements Quirk.OfBody {

    private static final Pattern PATH = Pattern.compile("([^\\[]++)\\[([^\\],]*+,[^\\]]*+)](.*+)");
    private static final Pattern COMPARISON = Pattern.compile(
            "\\s*+([\\w$.]++)\\s++(eq|ne|co|sw|ew)\\s++\"?+([^\"]*+)(\"?+)\\s*+", Pattern.CASE_INSENSITIVE);

    @Override
    public String why() {
        return "The comparisons in the brackets of a path are separated by commas; they are read with \"and\" between"
                + " them.";
    }

    @Override
    public List<String> evidence() {
        return List.of("WSO2-03");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        return EachOperation.of(body, CommasInBrackets::parted);
    }

    private static @Nullable List<ObjectNode> parted(ObjectNode operation) {
        JsonNode path = PatchWithoutEnvelope.member(operation, "path");
        String text = path == null || !path.isTextual() ? "" : path.textValue();
        Matcher parts = PATH.matcher(text);
        if (!parts.matches() || isPath(text)) {
            return null;
        }
        List<String> comparisons = new ArrayList<>();
        for (String part : parts.group(2).split(",", -1)) {
            Matcher comparison = COMPARISON.matcher(part);
            if (!comparison.matches()) {
                return null;
            }
            String value = comparison.group(4).isEmpty() ? comparison.group(3).stripTrailing() : comparison.group(3);
            comparisons.add(comparison.group(1) + " " + comparison.group(2) + " \"" + value + "\"");
        }
        String plain = parts.group(1) + "[" + String.join(" and ", comparisons) + "]" + parts.group(3);
        ObjectNode changed = operation.objectNode();
        for (Map.Entry<String, JsonNode> member : operation.properties()) {
            changed.set(
                    member.getKey(),
                    member.getKey().equalsIgnoreCase("path") ? changed.textNode(plain) : member.getValue());
        }
        return List.of(changed);
    }

    private static boolean isPath(String text) {
        try {
            PatchPath.parse(text);
            return true;
        } catch (ScimException e) {
            return false;
        }
    }
}
