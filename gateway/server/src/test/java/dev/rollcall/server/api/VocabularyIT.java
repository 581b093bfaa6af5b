package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.api.description.OpenApi;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.http.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W22: the API says one thing in one way. What can be read off the description is held to it for every operation. */
final class VocabularyIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final JsonNode API = OpenApi.load().document();
    private static final Pattern FINE_TIME = Pattern.compile("\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{7,}Z\"");

    private static String operator;
    private static String member;

    @BeforeAll
    static void prepare() {
        operator = GATEWAY.token(new Scope.Operator());
        member = send("POST", "/organizations/demo/members", "{'email':'ann@demo.example','role':'admin'}")
                .json()
                .at("/member/id")
                .asText();
    }

    private static Answer send(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(operator)
                .body(body)
                .send();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? API.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static List<String> queryOf(JsonNode operation) {
        List<String> names = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            JsonNode meant = resolved(parameter);
            if (meant.path("in").asText().equals("query")) {
                names.add(meant.path("name").asText());
            }
        });
        return names;
    }

    @Test
    @DisplayName("W22: what is paged is paged by cursor, limit and next, and by all three")
    void pagesAreAskedForInOneWay() {
        int paged = 0;
        for (Map.Entry<String, JsonNode> path : API.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            JsonNode shape = resolved(get.at("/responses/200/content/application~1json/schema"));
            boolean hasNext = shape.at("/properties/next/$ref").asText().equals("#/components/schemas/Next");
            assertThat(queryOf(get).contains("cursor")).as(path.getKey()).isEqualTo(hasNext);
            assertThat(queryOf(get).contains("limit")).as(path.getKey()).isEqualTo(hasNext);
            if (hasNext) {
                paged++;
                assertThat(shape.path("required"))
                        .extracting(JsonNode::asText)
                        .contains("next")
                        .containsAnyOf("items", "people");
            }
        }
        assertThat(paged).isGreaterThan(8);
    }

    @Test
    @DisplayName("W22: a switch is {\"on\": true}")
    void switchesAreCalledOn() {
        int switches = 0;
        for (JsonNode path : API.path("paths")) {
            JsonNode fields = resolved(path.at("/put/requestBody/content/application~1json/schema"))
                    .path("properties");
            if (fields.size() == 1
                    && fields.elements().next().path("type").asText().equals("boolean")) {
                switches++;
                assertThat(fields.fieldNames().next()).isEqualTo("on");
            }
        }
        assertThat(switches).isGreaterThanOrEqualTo(2);
    }

    @Test
    @DisplayName("W22: one type for each 412, one title for each type, and one spelling of titles")
    void problemsHaveOneName() {
        assertThat(Stream.of(ProblemType.values()).filter(type -> type.status() == 412))
                .containsExactly(ProblemType.PRECONDITION_FAILED);
        assertThat(Stream.of(ProblemType.values()).map(ProblemType::title)).doesNotHaveDuplicates();

        String malformed = Http.get(GATEWAY.url() + "/api/v1/organizations?limit=0")
                .bearer(operator)
                .send()
                .json()
                .path("title")
                .asText();
        assertThat(malformed).isEqualTo("Bad request");
        assertThat(send("POST", "/organizations/demo/members", "{")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo(malformed);
        assertThat(send("POST", "/roles", "{'name':'none','seat':true}")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo(malformed);
        assertThat(send("GET", "/organizations/nowhere", "")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo(send("GET", "/nowhere", "").json().path("title").asText())
                .isEqualTo("Not found");
        for (String path : List.of("/organizations/demo", "/organizations/demo/members/" + member)) {
            Answer stale = Http.request("PATCH", GATEWAY.url() + "/api/v1" + path)
                    .bearer(operator)
                    .header("If-Match", "\"00000000-0000-7000-8000-000000000000\"")
                    .body(path.endsWith("demo") ? "{'name':'Other'}" : "{'displayName':'Other'}")
                    .send();
            assertThat(stale.status()).isEqualTo(412);
            assertThat(stale.json().path("type").asText()).isEqualTo(ProblemType.PRECONDITION_FAILED.uri());
        }
    }

    /** Every GET of one organisation, with the ids of what there is. */
    private static Stream<String> readable() {
        List<String> paths = new ArrayList<>();
        API.path("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                paths.add(path.getKey()
                        .replace("{org}", "demo")
                        .replace("{directory}", GATEWAY.directory("okta").id().toString())
                        .replace("{member}", member)
                        .replace("{role}", "member")
                        .replace("{domain}", "demo.example"));
            }
        });
        return paths.stream().filter(path -> !path.contains("{") && !path.contains("/docs"));
    }

    @Test
    @DisplayName("W22: whatever is sent with an ETag answers 304 to a client that has it")
    void whatHasAnETagIsNotSentTwice() {
        List<String> tagged = new ArrayList<>();
        readable().forEach(path -> {
            String tag = send("GET", path, "").header("ETag");
            if (!tag.isEmpty()) {
                tagged.add(path);
                for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
                    Answer again = Http.get(GATEWAY.url() + "/api/v1" + path)
                            .bearer(operator)
                            .header("If-None-Match", known)
                            .send();
                    assertThat(again.status()).as(path).isEqualTo(304);
                    assertThat(again.body()).isEmpty();
                    assertThat(again.header("ETag")).isEqualTo(tag);
                }
                assertThat(Http.get(GATEWAY.url() + "/api/v1" + path)
                                .bearer(operator)
                                .header("If-None-Match", "\"another\"")
                                .send()
                                .status())
                        .isEqualTo(200);
            }
        });
        assertThat(tagged).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    @DisplayName(
            "W22: no answer has a time finer than a microsecond, and what is answered at once is what is read later")
    void timesAreMicroseconds() {
        Instant end = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        Answer granted = send(
                "POST",
                "/organizations/demo/recovery-admins",
                "{'email':'rec@demo.example','reason':'test','ends':'" + end.plusNanos(123_456_789) + "'}");
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        String listed = send("GET", "/organizations/demo/recovery-admins", "").body();
        assertThat(granted.body() + listed)
                .contains(end.plusNanos(123_456_000).toString())
                .doesNotContain(".1234567");
        readable()
                .forEach(path -> assertThat(
                                FINE_TIME.matcher(send("GET", path, "").body()).find())
                        .as(path)
                        .isFalse());
    }

    @Test
    @DisplayName("W22: the welcome mail that is off is off when it is read again")
    void theWelcomeMailStaysOff() {
        JsonNode invited = send("POST", "/organizations/demo/members", "{'email':'ben@demo.example'}")
                .json();
        assertThat(invited.at("/welcomeMail/state").asText()).isEqualTo("off");
        JsonNode read = send(
                        "GET",
                        "/organizations/demo/members/"
                                + invited.at("/member/id").asText(),
                        "")
                .json();
        assertThat(read.path("welcomeMail")).isEqualTo(invited.path("welcomeMail"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://id.example.com", "someone"})
    @DisplayName("W22: the refusal of another issuer's token says that it is one")
    void anotherIssuerIsTold(String issuer) {
        String token = Stream.of("{\"alg\":\"RS256\"}", "{\"iss\":\"" + issuer + "\"}", "x")
                .map(part ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .reduce((left, right) -> left + "." + right)
                .orElseThrow();
        Answer answer =
                Http.get(GATEWAY.url() + "/api/v1/organizations").bearer(token).send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("detail").asText())
                .contains("issuer (iss)", "auth.issuer")
                .doesNotContain("expired");
    }
}
