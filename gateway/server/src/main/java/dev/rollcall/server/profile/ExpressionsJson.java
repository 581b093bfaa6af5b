package dev.rollcall.server.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.expression.Bounds;
import dev.rollcall.expression.Expression;
import dev.rollcall.spi.profile.ClientProfile;

/** Writes the expressions of a profile as JSON: the place of each, what it reads and returns, and what it costs at most. */
final class ExpressionsJson {

    private ExpressionsJson() {}

    static void into(ObjectNode json, ClientProfile profile) {
        ArrayNode expressions = json.putArray("expressions");
        for (ClientProfile.Computed computed : profile.expressions()) {
            Expression expression = computed.expression();
            ArrayNode reads = expressions
                    .addObject()
                    .put("place", computed.place())
                    .put("expression", expression.text())
                    .put("gives", expression.gives().word())
                    .put("cost", expression.cost())
                    .put("mostCost", Bounds.COST)
                    .putArray("reads");
            expression.reads().stream().sorted().forEach(reads::add);
        }
    }
}
