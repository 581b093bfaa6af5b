package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.api.description.OpenApi;
import dev.rollcall.server.auth.Principal.Scope;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W7: no query parameter is passed over. Every route of the API and of SCIM is walked; one that is added is walked as well. */
final class QueryParametersIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final OpenApi API = OpenApi.load();
    private static List<Path> routes;
    private static String operator;
    private static String tolerant;
    private static String strict;

    private record Path(HttpMethod method, String pattern) {

        boolean isScim() {
            return pattern.startsWith("/scim/");
        }

        List<String> known() {
            return API.query(method, pattern).known();
        }

        Answer with(String query) {
            return isScim()
                    ? send(pattern.replace(":directory", directory("okta")), query, tolerant)
                    : send(pattern, query, operator);
        }

        Answer strictly(String query) {
            return send(pattern.replace(":directory", directory("entra")), query, strict);
        }

        private Answer send(String path, String query, String token) {
            String address = path.replace(":org", "demo").replaceAll(":\\w+", "00000000-0000-7000-8000-000000000000");
            return Http.request(method.name(), GATEWAY.url() + address + "?" + query)
                    .bearer(token)
                    .send();
        }
    }

    private static String directory(String provider) {
        return GATEWAY.directory(provider).id().toString();
    }

    @BeforeAll
    static void collect() {
        operator = GATEWAY.token(new Scope.Operator());
        tolerant = GATEWAY.credential("okta");
        strict = GATEWAY.credential("entra");
        assertThat(api("PATCH", "/directories/" + directory("entra"))
                        .body("{'mode':'strict'}")
                        .send()
                        .status())
                .isEqualTo(200);
        for (String name : List.of("ann", "ben", "cat")) {
            assertThat(api("POST", "/members")
                            .body("{'email':'" + name + "@demo.example'}")
                            .send()
                            .status())
                    .isEqualTo(200);
        }
        Vertx vertx = Vertx.vertx();
        routes = GATEWAY.gateway().parts().routes(vertx).getRoutes().stream()
                .filter(route -> route.getMetadata(Routes.ACCESS) != null)
                .flatMap(QueryParametersIT::paths)
                .toList();
        vertx.close().await();
        assertThat(routes).filteredOn(path -> !path.isScim()).hasSizeGreaterThan(80);
        assertThat(routes).filteredOn(Path::isScim).hasSizeGreaterThan(40);
    }

    private static Stream<Path> paths(Route route) {
        String path = String.valueOf(route.getPath());
        return path.startsWith(RouteTable.API) || path.startsWith("/scim/")
                ? route.methods().stream()
                        .filter(method -> !method.equals(HttpMethod.HEAD))
                        .map(method -> new Path(method, path))
                : Stream.empty();
    }

    private static Http api(String method, String path) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .bearer(operator);
    }

    private static void assertRefused(Answer answer, Path path, String... words) {
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).as(path.toString()).contains(words);
    }

    /** As it may be mistyped: with another letter at the end. */
    private static String mistyped(String name) {
        return name.substring(0, name.length() - 1) + "q";
    }

    @Test
    @DisplayName("W7: a misspelt parameter is refused on every route of the API, with the nearest name")
    void theApiRefusesWhatItDoesNotKnow() {
        for (Path path : routes) {
            if (path.isScim()) {
                continue;
            }
            assertRefused(path.with("wholly_unknown=1"), path, "wholly_unknown");
            for (String name : path.known()) {
                assertRefused(path.with(mistyped(name) + "=1"), path, "did you mean \"" + name + "\"?");
                assertRefused(path.with(name.toUpperCase(Locale.ROOT) + "=1"), path, "did you mean \"" + name + "\"?");
                assertRefused(path.with(name + "=1&" + name + "=1"), path, name, "more than once");
            }
        }
    }

    @Test
    @DisplayName(
            "W7: SCIM refuses a parameter that is nearly one of its own, and one that stands twice with two values")
    void scimRefusesWhatIsNearlyAParameter() {
        for (Path path : routes) {
            if (!path.isScim()) {
                continue;
            }
            for (String name : scimKnown(path)) {
                assertRefused(path.with(mistyped(name) + "=1"), path, "did you mean \"" + name + "\"?");
                assertRefused(path.strictly(mistyped(name) + "=1"), path, "did you mean \"" + name + "\"?");
                assertRefused(
                        path.strictly(name.toUpperCase(Locale.ROOT) + "=1"), path, "did you mean \"" + name + "\"?");
                assertRefused(path.with(name + "=1&" + name + "=2"), path, name, "more than once");
                assertRefused(path.strictly(name + "=1&" + name + "=1"), path, name, "more than once");
            }
        }
    }

    /** RFC 7644 sections 3.4.2 and 3.9. */
    private static List<String> scimKnown(Path path) {
        String pattern = path.pattern();
        if (path.method().equals(HttpMethod.DELETE) || pattern.endsWith(".search") || pattern.endsWith("/Bulk")) {
            return List.of();
        }
        boolean isList =
                path.method().equals(HttpMethod.GET) && !pattern.matches(".*/(Users|Groups|Roles|Entitlements)/:id");
        return isList
                ? List.of(
                        "filter",
                        "sortBy",
                        "sortOrder",
                        "startIndex",
                        "count",
                        "cursor",
                        "attributes",
                        "excludedAttributes")
                : List.of("attributes", "excludedAttributes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry_run", "dryrun", "DryRun", "dry-run", "dryRn"})
    @DisplayName("W7: a forecast whose parameter is mistyped is not carried out")
    void whatWasToBeForecastIsNotDone(String spelling) {
        Answer answer = api("PUT", "/unverified-domains?" + spelling + "=true")
                .body("{'on':true}")
                .send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("did you mean \"dryRun\"?");
        assertThat(api("GET", "").send().json().path("unverifiedDomains").asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName(
            "W7: a flag of the IdP is ignored (RFC 7644 section 3.4.2) and told; in tolerant mode letter case does not"
                    + " count")
    void whatIsIgnoredIsTold() {
        String users = GATEWAY.scimUrl("okta") + "/Users";
        assertThat(Http.get(GATEWAY.scimUrl("entra") + "/Users?aFlagOfTheIdp")
                        .bearer(strict)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(Http.get(users + "?aFlagOfTheIdp&count=0")
                        .bearer(tolerant)
                        .send()
                        .status())
                .isEqualTo(200);
        JsonNode page = Http.get(users + "?STARTINDEX=2&Count=1")
                .bearer(tolerant)
                .send()
                .json();
        assertThat(page.path("startIndex").asInt()).isEqualTo(2);
        assertThat(page.path("Resources").size()).isLessThanOrEqualTo(1);
        assertThat(Http.get(users + "?count=1&count=1").bearer(tolerant).send().status())
                .isEqualTo(200);
        String metrics = Http.get(GATEWAY.managementUrl() + "/metrics").send().body();
        assertThat(metrics)
                .contains("rule=\"unknown-parameter\"")
                .contains("rule=\"parameter-spelling\"")
                .contains("rule=\"repeated-parameter\"");
    }

    @ParameterizedTest
    @CsvSource({"cursor=1, 2", "after=1, 2", "cursor=0, 1", "after=0, 1"})
    @DisplayName("W7: events are paged by cursor as every list is; after is the same")
    void eventsArePagedByCursor(String query, int first) {
        JsonNode page = api("GET", "/events?limit=1&" + query).send().json();
        assertThat(page.at("/items/0/seq").asInt()).isEqualTo(first);
        assertThat(page.path("next").asText()).isEqualTo(Integer.toString(first));
    }

    @Test
    @DisplayName("W7: the last page of the events has no next, and cursor and after together are refused")
    void theEventsEnd() {
        int seen = 0;
        String cursor = "";
        do {
            JsonNode page = api("GET", "/events?limit=2" + cursor).send().json();
            for (JsonNode event : page.path("items")) {
                assertThat(event.path("seq").asInt()).isEqualTo(++seen);
            }
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        assertThat(seen).isGreaterThan(2);
        assertThat(api("GET", "/events?cursor=" + seen).send().json().path("items"))
                .isEmpty();
        assertThat(api("GET", "/events?cursor=1&after=1").send().status()).isEqualTo(400);
        assertThat(api("GET", "/events?cursor=-1").send().status()).isEqualTo(400);
    }
}
