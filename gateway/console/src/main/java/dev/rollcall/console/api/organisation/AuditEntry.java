package dev.rollcall.console.api.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the audit: who changed what. */
public record AuditEntry(
        String id,
        String at,
        String request,
        String action,
        Actor actor,
        @Nullable Named directory,
        Subject subject,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable List<LeftOut> leftOut) {

    /** What the request asked for besides and did not get. */
    public record LeftOut(String rule, String detail) {}

    public record Actor(String kind, @Nullable String name) {}

    public record Named(String id, @Nullable String name) {}

    public record Subject(String type, String id) {}
}
