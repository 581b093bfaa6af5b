package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.directory.AuthenticationMethod;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.read.member.OrganisationMember;
import dev.rollcall.server.ApiContract;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.session.SignInLink;
import dev.rollcall.server.http.ProblemType;
import dev.rollcall.spi.setup.Milestone;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The description of the API, held to the routes; {@code ApiContract} holds all answers that tests receive to it. */
final class OpenApiIT {

    private static final String API = "/api/v1";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Answer get(String path) {
        return Http.get(GATEWAY.url() + API + path).send();
    }

    private static JsonNode document() {
        return get("/openapi.json").json();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        Set<String> served = new TreeSet<>();
        Vertx vertx = Vertx.vertx();
        try {
            for (Route route : GATEWAY.gateway().parts().routes(vertx).getRoutes()) {
                String path = route.getPath();
                if (path != null && path.startsWith(API + "/") && route.methods() != null) {
                    for (HttpMethod method : route.methods()) {
                        // HEAD is that of GET, and OPTIONS the same everywhere.
                        if (!method.equals(HttpMethod.HEAD) && !method.equals(HttpMethod.OPTIONS)) {
                            served.add(path.substring(API.length()).replaceAll(":(\\w+)", "{$1}") + " " + method);
                        }
                    }
                }
            }
        } finally {
            vertx.close().await();
        }
        Set<String> described = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(path.getKey() + " " + method.toUpperCase(Locale.ROOT))));
        assertThat(described)
                .as("Routes.java and the fragments in resources/openapi; a route is described in the fragment of"
                        + " its group")
                .isEqualTo(served);
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasANameOfItsOwn() {
        JsonNode document = document();
        Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(document.toString());
        int found = 0;
        while (references.find()) {
            found++;
            assertThat(document.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
        }
        assertThat(found).isGreaterThan(100);
        List<String> names = document.path("paths").findValuesAsText("operationId");
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        Set<String> tags = new HashSet<>(document.path("tags").findValuesAsText("name"));
        document.path("paths")
                .findValues("tags")
                .forEach(used -> assertThat(tags).contains(used.path(0).asText()));
    }

    /** W24: what openapi-generator 7.12.0 makes no client of. {@code .ci/clients} tries two versions for real. */
    @Test
    void nothingStopsAnOldGenerator() {
        List<String> found = new ArrayList<>();
        collectUnfit("", document(), found);
        assertThat(found).isEmpty();
    }

    private static void collectUnfit(String place, JsonNode node, List<String> found) {
        for (String choice : List.of("oneOf", "anyOf")) {
            node.path(choice).forEach(one -> {
                if (one.path("type").asText().equals("null")) {
                    found.add(place + ": " + choice + " with null; say \"type\": [..., \"null\"]");
                }
            });
        }
        boolean mayBeNull =
                node.path("type").isArray() && node.path("type").toString().contains("\"null\"");
        if (mayBeNull && node.path("additionalProperties").asBoolean()) {
            found.add(place + ": a free-form object or null; leave the type out");
        }
        node.properties().forEach(member -> collectUnfit(place + "/" + member.getKey(), member.getValue(), found));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectUnfit(place + "/" + i, node.get(i), found);
        }
    }

    @Test
    void everyObjectSaysWhatIsInIt() {
        List<String> bare = new ArrayList<>();
        collectBare("", document(), bare);
        assertThat(bare).isEmpty();
    }

    private static void collectBare(String place, JsonNode node, List<String> bare) {
        JsonNode type = node.path("type");
        boolean isObject = type.asText().equals("object") || type.toString().contains("\"object\"");
        if (isObject && !node.has("properties") && !node.has("additionalProperties")) {
            bare.add(place);
        }
        node.properties().forEach(member -> collectBare(place + "/" + member.getKey(), member.getValue(), bare));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectBare(place + "/" + i, node.get(i), bare);
        }
    }

    @Test
    void whatIsAskedAndAnsweredIsShownByExamplesThatAreAsDescribed() {
        JsonNode document = document();
        List<String> shown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> schema :
                document.at("/components/schemas").properties()) {
            if (schema.getValue().has("example")) {
                shown.add(schema.getKey());
                ApiContract.require(
                        schema.getValue(),
                        schema.getValue().path("example").toString(),
                        "the example of " + schema.getKey());
            }
        }
        assertThat(shown)
                .contains(
                        "Organization", "Directory", "Credential", "Member", "Domain", "SignInLink", "Hold", "Problem")
                .hasSizeGreaterThan(20);
        for (JsonNode body : document.path("paths").findValues("requestBody")) {
            for (JsonNode media : body.path("content")) {
                if (media.has("example")) {
                    ApiContract.require(
                            media.path("schema"), media.path("example").toString(), "the example of a body");
                }
            }
        }
    }

    @Test
    void theWordsAreThoseOfTheCode() {
        JsonNode schemas = document().at("/components/schemas");
        assertWords(schemas.path("Plan"), Organisation.Plan.values());
        assertWords(schemas.path("SeatPolicy"), SeatPolicy.values());
        assertWords(schemas.path("ImpactKind"), Impact.Kind.values());
        assertWords(schemas.path("MemberStatus"), OrganisationMember.Status.values());
        assertWords(schemas.path("Exclusion"), Exclusion.values());
        assertWords(schemas.path("HoldKind"), HoldRow.Kind.values());
        assertWords(schemas.path("HoldState"), HoldRow.State.values());
        assertWords(schemas.at("/Hold/properties/effect"), HoldRow.Effect.values());
        assertWords(schemas.at("/Directory/properties/state"), DirectoryRow.State.values());
        assertWords(schemas.path("Milestone"), Milestone.values());
        assertWords(schemas.path("WayToAuthenticate"), AuthenticationMethod.values());
        assertThat(schemas.path("SignInPurpose").path("enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(SignInLink.PURPOSES);
    }

    private static void assertWords(JsonNode schema, Enum<?>[] values) {
        assertThat(schema.path("enum"))
                .filteredOn(word -> !word.isNull())
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Stream.of(values)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void aWriteTakesAnIdempotencyKeyAndARuleCommandAForecast() {
        JsonNode put = document().at("/paths/~1organizations~1{org}~1plan/put");
        assertThat(put.path("parameters").findValuesAsText("$ref"))
                .containsExactly(
                        "#/components/parameters/org",
                        "#/components/parameters/dryRun",
                        "#/components/parameters/people",
                        "#/components/parameters/Idempotency-Key");
        assertThat(put.at("/responses/200/$ref").asText()).isEqualTo("#/components/responses/Impact");
        assertThat(put.at("/responses/default/$ref").asText()).isEqualTo("#/components/responses/Problem");
    }

    @ParameterizedTest
    @CsvSource({"/docs, text/html", "/docs/docs.js, text/javascript", "/docs/docs.css, text/css"})
    void thePageNeedsNothingFromElsewhere(String path, String type) {
        Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.body()).doesNotContain("http://", "https://");
        assertThat(get("/docs/other.js").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void aTypeOfProblemSaysWhatItMeansAtItsAddress(ProblemType type) {
        JsonNode shown = Http.get(GATEWAY.url() + type.uri()).send().json();
        assertThat(shown.path("type").asText()).isEqualTo(type.uri());
        assertThat(shown.path("status").asInt()).isEqualTo(type.status());
        assertThat(get("/problems").json().path("items")).contains(shown);
    }
}
