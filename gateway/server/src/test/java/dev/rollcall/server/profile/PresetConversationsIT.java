package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.custom.CustomAdapter;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.spi.Adapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every preset that is offered carries a conversation of its client, from the connection test to a leaver, over HTTP. */
final class PresetConversationsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Path CONVERSATIONS =
            Path.of("..", "..", "adapters-custom", "src", "test", "resources", "conversations");

    private final Map<String, String> kept = new HashMap<>();

    static Stream<String> presets() {
        return CustomAdapter.presets().stream().map(Adapter::provider);
    }

    @ParameterizedTest
    @MethodSource("presets")
    @DisplayName(
            "B7, ONELOGIN-05, JUMPCLOUD-01, PING-02, RIPPLING-01, SAILPOINT-01, CYBERARK-02, AUTHENTIK-03, KEYCLOAK-02,"
                    + " CONNID-07, WSO2-01, HELLOID-01: the conversation of each preset")
    void theConversationOfEachPresetPasses(String preset) throws IOException {
        JsonNode conversation = ScimJson.parse(Files.readAllBytes(CONVERSATIONS.resolve(preset + ".json")));
        assertThat(conversation).hasSizeGreaterThan(5);
        CustomClient client = new CustomClient(GATEWAY, preset);
        boolean deactivates = false;
        for (JsonNode turn : conversation) {
            Answer answer = send(client, turn);
            String told = preset + ": " + turn.path("send").asText() + " -> " + answer.status() + " " + answer.body();
            assertThat(answer.status()).as(told).isEqualTo(turn.path("status").asInt());
            if (turn.has("type")) {
                assertThat(answer.header("Content-Type"))
                        .as(told)
                        .isEqualTo(turn.path("type").asText());
            }
            for (Map.Entry<String, JsonNode> keep : turn.path("keep").properties()) {
                kept.put(
                        keep.getKey(),
                        answer.json().at(keep.getValue().asText()).asText());
            }
            for (Map.Entry<String, JsonNode> shown : turn.path("shows").properties()) {
                JsonNode found = answer.json().at(filled(shown.getKey()));
                JsonNode wanted =
                        ScimJson.parse(filled(shown.getValue().toString()).getBytes(StandardCharsets.UTF_8));
                assertThat(found.isMissingNode() ? "nothing" : found.toString())
                        .as(told + " at " + shown.getKey())
                        .isEqualTo(wanted.isNull() ? "nothing" : wanted.toString());
                deactivates |= shown.getKey().equals("/active") && !wanted.asBoolean();
            }
        }
        assertThat(deactivates).as("R28: a leaver is part of the conversation").isTrue();
    }

    private Answer send(CustomClient client, JsonNode turn) {
        List<String> line = List.of(filled(turn.path("send").asText()).split(" ", 2));
        Http request = Http.request(line.get(0), client.base() + line.get(1)).bearer(client.token());
        if (!turn.path("headers").has("Content-Type") && turn.has("body")) {
            request.header("Content-Type", "application/scim+json");
        }
        turn.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return (turn.has("body") ? request.exactly(filled(turn.path("body").toString())) : request).send();
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : kept.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
