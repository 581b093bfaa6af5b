package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Domain;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.domain.DomainProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a domain as JSON. */
final class DomainJson {

    private DomainJson() {}

    static ObjectNode of(Domain domain) {
        ObjectNode json = Json.object().put("name", domain.name()).put("state", state(domain));
        json.put("proof", domain.verified() == null ? null : domain.attested() ? "attested" : "dns")
                .put("claimed", text(domain.claimed()))
                .put("verified", text(domain.verified()))
                .put("recordLost", text(domain.lost()));
        String token = domain.token();
        json.set("record", token == null ? null : record(new DomainProof(domain.name(), token)));
        json.set("lastCheck", domain.check() == null ? null : check(domain.check()));
        return json.put("nextCheck", text(domain.nextCheck())).put("warning", warning(domain));
    }

    private static String state(Domain domain) {
        if (domain.verified() == null) {
            return "claimed";
        }
        return domain.lost() == null ? "verified" : "record_lost";
    }

    private static ObjectNode record(DomainProof proof) {
        return Json.object().put("type", "TXT").put("name", proof.recordName()).put("value", proof.recordValue());
    }

    private static ObjectNode check(Domain.Check check) {
        ObjectNode json = Json.object().put("at", check.at().toString());
        return json.setAll((ObjectNode) ScimJson.parse(check.finding().getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable String warning(Domain domain) {
        return domain.lost() == null
                ? null
                : "The record that proved this domain is gone since " + domain.missingSince()
                        + ". Its people keep their access. Set the record again, or release the domain if you no longer"
                        + " own it.";
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
