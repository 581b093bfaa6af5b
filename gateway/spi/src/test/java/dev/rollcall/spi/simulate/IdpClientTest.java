package dev.rollcall.spi.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdpClientTest {

    private static final ObjectNode BODY = JsonNodeFactory.instance.objectNode().put("userName", "ada");
    private static final String FOUND = """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
         "totalResults": 1, "startIndex": 1, "itemsPerPage": 1, "Resources": [{"id": "u1"}]}\
        """;
    private static final String NOTHING = """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
         "totalResults": 0, "startIndex": 1, "itemsPerPage": 0, "Resources": []}\
        """;

    private final ScriptedWire wire = new ScriptedWire();
    private final List<Long> pauses = new ArrayList<>();
    private final IdpClient line = new IdpClient(
            wire, Map.of("Accept", "application/scim+json"), "application/json", Patience.AS_TOLD, pauses::add);

    @Test
    void aBodyBringsItsContentTypeAndAGetHasNone() {
        wire.answers(200, "{}").answers(200, "{}");
        line.get("/Users/u1");
        line.put("/Users/u1", BODY);
        assertThat(wire.sent)
                .containsExactly(
                        new IdpTransport.Request("GET", "/Users/u1", Map.of("Accept", "application/scim+json"), null),
                        new IdpTransport.Request(
                                "PUT",
                                "/Users/u1",
                                Map.of("Accept", "application/scim+json", "Content-Type", "application/json"),
                                "{\"userName\":\"ada\"}"));
    }

    @Test
    void waitsAsLongAsTheGatewaySays() {
        wire.answers(429, Map.of("retry-after", List.of("7")), "")
                .answers(503, Map.of("retry-after", List.of("2")), "")
                .answers(200, "{}");
        assertThat(line.get("/Users").is(200)).isTrue();
        assertThat(pauses).containsExactly(7_000L, 2_000L);
    }

    @Test
    void waitsTwiceAsLongEachTimeWhereTheIdpDoes() {
        wire.answers(429, Map.of("retry-after", List.of("3")), "")
                .answers(429, Map.of("retry-after", List.of("3")), "")
                .answers(429, Map.of("retry-after", List.of("3")), "")
                .answers(200, "{}");
        IdpClient okta = new IdpClient(wire, Map.of(), "application/json", Patience.DOUBLING, pauses::add);
        assertThat(okta.get("/Users").is(200)).isTrue();
        assertThat(pauses).containsExactly(3_000L, 6_000L, 12_000L);
    }

    @Test
    void reportsAFailureOfTheGatewayAndTriesAgain() {
        wire.answers(500, "{}").answers(200, "{}");
        assertThat(line.get("/Users").is(200)).isTrue();
        assertThat(wire.unexpected).hasSize(1);
    }

    @Test
    void looksWhetherAFailedCreateWasCarriedOut() {
        wire.answers(200, NOTHING).answers(502, "").answers(200, FOUND);
        assertThat(findOrCreate().id()).isEqualTo("u1");
        assertThat(methods()).containsExactly("GET", "POST", "GET");
    }

    @Test
    void takesTheTenthRefusalForAnAnswer() {
        for (int i = 0; i < 10; i++) {
            wire.answers(429, Map.of("retry-after", List.of("1")), "");
        }
        assertThat(line.get("/Users").is(429)).isTrue();
        assertThat(pauses).hasSize(9);
    }

    @Test
    void doesNotGuessHowLongToWait() {
        wire.answers(429, Map.of("retry-after", List.of("Tue, 24 Nov 2026 06:00:00 GMT")), "");
        assertThatThrownBy(() -> line.get("/Users")).isInstanceOf(ScriptEnded.class);
        assertThat(wire.unexpected).containsExactly("Retry-After is not one whole number of seconds");
    }

    @Test
    void sendsAgainAfterSilence() {
        wire.staysSilent().staysSilent().answers(204, "");
        assertThat(line.patch("/Groups/g1", BODY).is(204)).isTrue();
        assertThat(wire.sent).hasSize(3);
        assertThat(pauses).hasSize(2).isSorted();
    }

    @Test
    void givesUpOnAGatewayThatStaysSilent() {
        for (int i = 0; i < 10; i++) {
            wire.staysSilent();
        }
        assertThatThrownBy(() -> line.get("/Users")).isInstanceOf(IdpTransport.WireException.class);
    }

    @Test
    void createsWhatTheLookUpDoesNotFind() {
        wire.answers(200, NOTHING).answers(201, "{\"id\": \"u1\"}");
        IdpClient.Found found = findOrCreate();
        assertThat(found.id()).isEqualTo("u1");
        assertThat(found.existed()).isFalse();
    }

    @Test
    void createsNothingThatIsThere() {
        wire.answers(200, FOUND);
        assertThat(findOrCreate().existed()).isTrue();
        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void looksWhetherASilentCreateWasCarriedOut() {
        wire.answers(200, NOTHING).staysSilent().answers(200, FOUND);
        assertThat(findOrCreate().id()).isEqualTo("u1");
        assertThat(methods()).containsExactly("GET", "POST", "GET");
    }

    @Test
    void createsAgainWhatASilentCreateLeftUndone() {
        wire.answers(200, NOTHING).staysSilent().answers(200, NOTHING).answers(201, "{\"id\": \"u2\"}");
        assertThat(findOrCreate().id()).isEqualTo("u2");
    }

    @Test
    void takesAConflictAfterSilenceForTheTraceOfItsOwnCreate() {
        wire.answers(200, NOTHING)
                .staysSilent()
                .answers(200, NOTHING)
                .answers(409, "{}")
                .answers(200, FOUND);
        assertThat(findOrCreate().id()).isEqualTo("u1");
        assertThat(wire.unexpected).isEmpty();
    }

    @Test
    void takesAConflictWithoutSilenceForAnError() {
        wire.answers(200, NOTHING).answers(409, "{}");
        assertThatThrownBy(this::findOrCreate).isInstanceOf(ScriptEnded.class);
        assertThat(wire.unexpected).containsExactly("the status is 409, expected [201]");
    }

    private IdpClient.Found findOrCreate() {
        return line.findOrCreate(this::lookUp, "/Users", () -> BODY, reply -> {});
    }

    private Optional<ObjectNode> lookUp() {
        return line.get("/Users?filter=x").sole();
    }

    private List<String> methods() {
        return wire.sent.stream().map(IdpTransport.Request::method).toList();
    }
}
