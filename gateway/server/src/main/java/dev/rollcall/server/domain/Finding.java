package dev.rollcall.server.domain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What a check of a domain found.
 *
 * @param proved whether the record is there
 * @param inVain whether it proves nothing all the same
 * @param message for an administrator
 * @param lookups what was asked, in order
 */
record Finding(boolean proved, boolean inVain, String message, List<TxtLookup> lookups) {

    /** Texts that are kept of each answer, and characters of each text: they are whatever the domain's owner published. */
    private static final int TEXTS = 10;

    private static final int LENGTH = 255;

    Finding {
        lookups = List.copyOf(lookups);
    }

    static Finding of(DomainProof proof, List<TxtLookup> lookups) {
        return lookups.stream()
                .filter(lookup -> proof.names().contains(lookup.name()) && proof.isIn(lookup.texts()))
                .findFirst()
                .map(holder -> new Finding(true, false, holder.name() + " has the record.", lookups))
                .orElseGet(() -> new Finding(false, false, proof.explain(lookups), lookups));
    }

    /** The record is there, and does not help. */
    Finding inVain(String why) {
        return new Finding(proved, true, message + " " + why, lookups);
    }

    /** Whether it is sure that the record is not there. */
    boolean isDefinitelyMissing() {
        return !proved && lookups.stream().allMatch(TxtLookup::isDefinite);
    }

    /** As it is stored and shown. */
    ObjectNode toJson() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("proved", proved).put("message", message);
        ArrayNode asked = json.putArray("lookups");
        for (TxtLookup lookup : lookups) {
            ObjectNode one = asked.addObject()
                    .put("name", lookup.name())
                    .put("type", "TXT")
                    .put("resolver", lookup.resolver())
                    .put("answer", lookup.answer().name().toLowerCase(Locale.ROOT))
                    .put("detail", lookup.detail());
            ArrayNode texts = one.putArray("texts");
            lookup.texts().stream()
                    .limit(TEXTS)
                    .map(text ->
                            text.substring(0, Math.min(LENGTH, text.length())).replace('\u0000', ' '))
                    .forEach(texts::add);
        }
        return json;
    }
}
