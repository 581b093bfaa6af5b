package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** H4 and the growth of M1: one bad item is refused with its place and the limit, and hurts no neighbour in its batch. */
final class BadItemIT {

    private static final int CLIENTS = 16;
    private static final int EACH = 12;

    /** What the database does with certain names, as no limit foresees it. */
    private static final String FAULTS = """
        CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.user_name_key LIKE 'defect%' THEN
                RAISE EXCEPTION 'a mistake that one name makes visible';
            ELSIF NEW.user_name_key LIKE 'internal%' THEN
                RAISE EXCEPTION 'a fault of the server' USING ERRCODE = 'XX000';
            ELSIF NEW.user_name_key LIKE 'large%' THEN
                RAISE EXCEPTION 'index row size' USING ERRCODE = '54000';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER fault BEFORE INSERT ON directory_user FOR EACH ROW EXECUTE FUNCTION fault();
        """;

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static String token;

    @BeforeAll
    static void makeFaults() throws Exception {
        token = GATEWAY.credential("okta");
        URI url = URI.create(GATEWAY.databaseUrl());
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(FAULTS);
        }
    }

    private static String scim() {
        return GATEWAY.scimUrl("okta");
    }

    private static Answer send(String method, String path, String body) {
        return Http.request(method, scim() + path).bearer(token).body(body).send();
    }

    private static String name() {
        return "u" + NUMBER.incrementAndGet() + "@demo.example";
    }

    private static String user(String name, String more) {
        return "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name + "'" + more + "}";
    }

    /** Text that no compression makes short. */
    private static String noise(int length) {
        StringBuilder text = new StringBuilder(length);
        new Random(length).ints(length, 'a', 'z' + 1).forEach(c -> text.append((char) c));
        return text.toString();
    }

    private static Answer create(String more) {
        return send("POST", "/Users", user(name(), more));
    }

    private static Answer group(String name, String more) {
        return send(
                "POST",
                "/Groups",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'" + name + "'" + more + "}");
    }

    private static String patch(String operation) {
        return "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operation + "]}";
    }

    private static Answer patchNew(String operation) {
        String id = create("").json().path("id").asText();
        return send("PATCH", "/Users/" + id, patch(operation));
    }

    private static Answer putNew(String more) {
        String id = create("").json().path("id").asText();
        return send("PUT", "/Users/" + id, user(name(), more));
    }

    private static Answer member(String value) {
        String id = group("G" + NUMBER.incrementAndGet(), "").json().path("id").asText();
        return send(
                "PATCH", "/Groups/" + id, patch("{'op':'add','path':'members','value':[{'value':'" + value + "'}]}"));
    }

    private static Arguments beyond(String place, String limit, Supplier<Answer> request) {
        return Arguments.of(place, limit, request);
    }

    static Stream<Arguments> whatIsBeyondALimit() {
        String name = noise(700);
        String text = noise(20_000);
        StringBuilder phones = new StringBuilder();
        for (int i = 0; i < 501; i++) {
            phones.append(i == 0 ? "" : ",").append("{'value':'").append(i).append("'}");
        }
        return Stream.of(
                beyond("userName", "512", () -> send("POST", "/Users", user(name, ""))),
                beyond("externalId", "512", () -> create(",'externalId':'" + name + "'")),
                beyond("externalId", "512", () -> putNew(",'externalId':'" + name + "'")),
                beyond("externalId", "512", () -> patchNew("{'op':'add','path':'externalId','value':'" + name + "'}")),
                beyond("emails[0].value", "512", () -> create(",'emails':[{'value':'" + name + "@demo.example'}]")),
                beyond("displayName", "512", () -> create(",'displayName':'" + name + "'")),
                beyond("title", "10000", () -> create(",'title':'" + text + "'")),
                beyond("name.familyName", "10000", () -> create(",'name':{'familyName':'" + text + "'}")),
                beyond("title", "10000", () -> patchNew("{'op':'replace','value':{'title':'" + text + "'}}")),
                beyond("phoneNumbers", "500", () -> create(",'phoneNumbers':[" + phones + "]")),
                beyond("displayName", "512", () -> group(name, "")),
                beyond("externalId", "512", () -> group(name(), ",'externalId':'" + name + "'")),
                beyond("members.value", "512", () -> group(name(), ",'members':[{'value':'" + name + "'}]")),
                beyond("members.value", "512", () -> member(name)));
    }

    @ParameterizedTest(name = "H4: {0} beyond {1}")
    @MethodSource("whatIsBeyondALimit")
    void whatIsTooLongIsRefusedWithPlaceAndLimit(String place, String limit, Supplier<Answer> request) {
        Answer refused = request.get();
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("scimType").asText()).isEqualTo("invalidValue");
        assertThat(refused.json().path("detail").asText())
                .startsWith(place + " has")
                .contains(limit);
    }

    @Test
    void whatIsJustWithinALimitIsStored() {
        String name = noise(512);
        String id = create(",'externalId':'" + name + "','displayName':'" + name + "','title':'" + noise(10_000) + "'")
                .json()
                .path("id")
                .asText();
        assertThat(Http.get(scim() + "/Users/" + id)
                        .bearer(token)
                        .send()
                        .json()
                        .path("externalId")
                        .asText())
                .isEqualTo(name);
    }

    /** M1: a user that many requests would make larger and larger. */
    @Test
    void aResourceGrowsOnlyUpToTheLimitAndCanBeDeactivatedAllTheSame() {
        String id = create("").json().path("id").asText();
        Answer answer = grow(id, 0);
        for (int i = 1; i < 40 && answer.status() == 200; i++) {
            answer = grow(id, i);
        }
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
                .startsWith("The resource would have ")
                .contains("262144");
        Answer off = send(
                "PATCH",
                "/Users/" + id,
                patch("{'op':'replace','value':{'active':false,'title':'" + noise(9_000) + "'}}"));
        assertThat(off.status()).as(off.body()).isEqualTo(200);
        assertThat(off.json().path("active").asBoolean(true)).isFalse();
    }

    private static Answer grow(String id, int number) {
        return send(
                "PATCH",
                "/Users/" + id,
                patch("{'op':'add','path':'addresses','value':[{'type':'t" + number + "','formatted':'" + noise(9_000)
                        + "'}]}"));
    }

    @ParameterizedTest(name = "H4: {0}")
    @MethodSource("badNames")
    void everyGoodRequestBesideABadOneIsDone(String bad, int status) throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        List<Callable<Integer>> bads = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            for (int client = 0; client < CLIENTS; client++) {
                requests.add(() -> create("").status());
            }
            bads.add(() -> send("POST", "/Users", user(bad + NUMBER.incrementAndGet(), ""))
                    .status());
        }
        ExecutorService good = Executors.newFixedThreadPool(CLIENTS);
        ExecutorService evil = Executors.newSingleThreadExecutor();
        try {
            List<Future<Integer>> refused = bads.stream().map(evil::submit).toList();
            for (Future<Integer> answer : good.invokeAll(requests)) {
                assertThat(answer.get()).isEqualTo(201);
            }
            for (Future<Integer> answer : refused) {
                assertThat(answer.get()).isEqualTo(status);
            }
        } finally {
            good.shutdownNow();
            evil.shutdownNow();
        }
        assertThat(GATEWAY.gateway().parts().circuit().state()).isEqualTo("closed");
    }

    static Stream<Arguments> badNames() {
        return Stream.of(
                Arguments.of(noise(4_000), 400),
                Arguments.of("large", 400),
                Arguments.of("defect", 500),
                Arguments.of("internal", 503));
    }

    @Test
    void oneBadOperationOfABulkRequestSpoilsNoOther() {
        StringBuilder operations = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            operations
                    .append(i == 0 ? "" : ",")
                    .append("{'method':'POST','path':'/Users','bulkId':'")
                    .append(i)
                    .append("','data':")
                    .append(user(i == 4 ? "defect-in-bulk" : name(), ""))
                    .append('}');
        }
        JsonNode results = send(
                        "POST",
                        "/Bulk",
                        "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[" + operations
                                + "]}")
                .json()
                .path("Operations");
        for (int i = 0; i < 10; i++) {
            assertThat(results.get(i).path("status").asText()).isEqualTo(i == 4 ? "500" : "201");
        }
    }

    @ParameterizedTest(name = "LOW: {0} of an invitation")
    @CsvSource({
        "email, 4000, at most 320 characters",
        "displayName, 1000000, at most 512 characters",
        "role, 1000000, at most",
    })
    void theAdminApiRefusesWhatIsTooLongWithFieldAndLimit(String field, int length, String limit) {
        String operator = GATEWAY.token(new Principal.Scope.Operator());
        String members = GATEWAY.url() + "/api/v1/organizations/"
                + GATEWAY.demo().organisation().id() + "/members";
        String value = noise(length) + (field.equals("email") ? "@demo.example" : "");
        String email = field.equals("email") ? "" : "'email':'ada@demo.example',";
        Answer refused = Http.request("POST", members)
                .bearer(operator)
                .header("Content-Type", "application/json")
                .body("{" + email + "'" + field + "':'" + value + "'}")
                .send();
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains("\"" + field + "\"", limit);
    }
}
