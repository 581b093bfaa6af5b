package dev.rollcall.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import java.util.Optional;

/** A vendor whose quirks can be told apart. */
final class QuirkyAdapter implements Adapter {

    @Override
    public String provider() {
        return "quirky";
    }

    @Override
    public String displayName() {
        return "Quirky";
    }

    @Override
    public List<Quirk> quirks() {
        return List.of(
                new ABecomesB(), new BBecomesC(), new DropsOperations(), new NegatesFilters(), new MarksAnswers());
    }

    private static Optional<ObjectNode> title(ObjectNode body, String from, String to) {
        return body.path("title").asText().equals(from)
                ? Optional.of(body.deepCopy().put("title", to))
                : Optional.empty();
    }

    static final class ABecomesB implements Quirk.OfResource {

        @Override
        public String why() {
            return "For a test.";
        }

        @Override
        public List<String> evidence() {
            return List.of("TEST-01");
        }

        @Override
        public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
            return title(body, "a", "b");
        }
    }

    static final class BBecomesC implements Quirk.OfResource {

        @Override
        public String why() {
            return "For a test.";
        }

        @Override
        public List<String> evidence() {
            return List.of("TEST-01");
        }

        @Override
        public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
            return title(body, "b", "c");
        }
    }

    static final class DropsOperations implements Quirk.OfPatch {

        @Override
        public String why() {
            return "For a test.";
        }

        @Override
        public List<String> evidence() {
            return List.of("TEST-01");
        }

        @Override
        public Optional<PatchRequest> apply(ResourceType type, PatchRequest patch) {
            return Optional.of(new PatchRequest(List.of()));
        }
    }

    static final class NegatesFilters implements Quirk.OfFilter {

        @Override
        public String why() {
            return "For a test.";
        }

        @Override
        public List<String> evidence() {
            return List.of("TEST-01");
        }

        @Override
        public Optional<Filter> apply(ResourceType type, Filter filter) {
            return Optional.of(new Filter.Not(filter));
        }
    }

    static final class MarksAnswers implements Quirk.OfResponse {

        @Override
        public String why() {
            return "For a test.";
        }

        @Override
        public List<String> evidence() {
            return List.of("TEST-01");
        }

        @Override
        public Optional<ObjectNode> apply(ResourceType type, ObjectNode body) {
            return type.equals(CoreTypes.USER) ? Optional.of(body.deepCopy().put("marked", true)) : Optional.empty();
        }
    }
}
