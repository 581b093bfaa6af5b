package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads conditions on attributes of the user as they are typed on the command line. */
final class Conditions {

    private Conditions() {}

    /**
     * As the API has it, or null when nothing was typed.
     *
     * @param values {@code ATTRIBUTE=VALUE} each
     */
    static @Nullable ObjectNode read(List<String> values, @Nullable String expression) {
        if (expression == null) {
            return values.isEmpty() ? null : read(values);
        }
        if (!values.isEmpty()) {
            throw new CommandException("Give either attributes with their values or an expression, not both. An "
                    + "expression"
                    + " can check several attributes, as in user.department == \"IT\" && user.title != \"\".");
        }
        return JsonNodeFactory.instance.objectNode().put("expression", expression);
    }

    private static ObjectNode read(List<String> conditions) {
        Map<String, ArrayNode> values = new LinkedHashMap<>();
        ObjectNode when = JsonNodeFactory.instance.objectNode();
        ArrayNode all = when.putArray("all");
        for (String one : conditions) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new CommandException("\"" + one
                        + "\" is not a condition. Write an attribute, an equals sign and a value, such as "
                        + "department=IT,"
                        + " or give an expression with --expression.");
            }
            String attribute = one.substring(0, equals);
            values.computeIfAbsent(
                            attribute,
                            name -> all.addObject().put("attribute", name).putArray("values"))
                    .add(one.substring(equals + 1));
        }
        return when;
    }
}
