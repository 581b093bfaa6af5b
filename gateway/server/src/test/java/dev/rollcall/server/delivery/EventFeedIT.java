package dev.rollcall.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.model.EventType;
import dev.rollcall.server.ApiContract;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 13, Events: Read. Pages, long polls and streams of one organisation and of all. */
@Timeout(60)
final class EventFeedIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String operator;
    private static String token;

    @BeforeAll
    static void prepare() {
        operator = GATEWAY.token(new Scope.Operator());
        token = GATEWAY.credential("okta");
    }

    private static Answer get(String path) {
        return Http.get(GATEWAY.url() + "/api/v1" + path).bearer(operator).send();
    }

    private static void provision(String name) {
        Answer made = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'userName':'" + name + "@demo.example','externalId':'x-" + name + "','displayName':'" + name
                        + "','emails':[{'value':'" + name + "@demo.example','primary':true}]}")
                .send();
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private static String end(String path) {
        String cursor = null;
        while (true) {
            JsonNode page = get(path + "?limit=1000" + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            cursor = page.path("cursor").asText();
            if (page.path("next").isNull()) {
                return cursor;
            }
        }
    }

    private static String invite(String name) {
        Answer invited = Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo/members")
                .bearer(operator)
                .body("{'email':'" + name + "@demo.example'}")
                .send();
        assertThat(invited.status()).as(invited.body()).isEqualTo(200);
        return invited.json().at("/member/id").asText();
    }

    @Test
    void aPageSaysWhereToGoOnAlsoWhenItIsTheLast() {
        String before = end("/organizations/demo/events");
        invite("pages");
        JsonNode page = get("/organizations/demo/events?cursor=" + before).json();
        assertThat(page.path("items"))
                .extracting(event -> event.path("type").asText())
                .containsExactly("member.invited");
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(page.path("cursor").asText()).isEqualTo("" + (Long.parseLong(before) + 1));
    }

    @Test
    @DisplayName("Issue 13: an event names the member as the identity provider does")
    void anEventHasExternalIdUserNameAndGroups() {
        String before = end("/organizations/demo/events");
        provision("named");
        JsonNode data = get("/organizations/demo/events?type=member.added&cursor=" + before)
                .json()
                .at("/items/0/data");
        assertThat(data.path("externalId").asText()).isEqualTo("x-named");
        assertThat(data.path("userName").asText()).isEqualTo("named@demo.example");
        assertThat(data.path("groups").isArray()).isTrue();
        assertThat(data.path("role").asText()).isEqualTo("member");
    }

    @Test
    @DisplayName("Issue 13: the API names a member as events do: userId, userName, externalId and groups")
    void aMemberHasExternalIdUserNameAndGroups() {
        provision("known");
        JsonNode before = member("known");
        assertThat(before.path("userName").asText()).isEqualTo("known@demo.example");
        assertThat(before.path("externalId").asText()).isEqualTo("x-known");
        assertThat(before.path("groups")).isEmpty();
        String user = before.path("userId").asText();
        for (int i = 0; i < 27; i++) {
            assertThat(Http.request("POST", GATEWAY.scimUrl("okta") + "/Groups")
                            .bearer(token)
                            .body("{'displayName':'Known " + i + "','members':[{'value':'" + user + "'}]}")
                            .send()
                            .status())
                    .isEqualTo(201);
        }
        JsonNode after = member("known");
        assertThat(after.path("groups")).hasSize(25);
        assertThat(after.at("/groups/0/name").asText()).isEqualTo("Known 0");
        assertThat(after.path("groupsOmitted").asInt()).isEqualTo(2);
        invite("by-hand");
        assertThat(member("by-hand").path("userId").isNull()).isTrue();
        assertThat(member("by-hand").path("groups")).isEmpty();
    }

    private static JsonNode member(String name) {
        return get("/organizations/demo/members?text=" + name + "@").json().at("/items/0");
    }

    @Test
    void onlyTheTypesThatAreWanted() {
        String before = end("/organizations/demo/events");
        String member = invite("types");
        Http.request("DELETE", GATEWAY.url() + "/api/v1/organizations/demo/members/" + member)
                .bearer(operator)
                .send();
        String from = "&cursor=" + before;
        assertThat(types(get("/organizations/demo/events?type=member.removed" + from)))
                .containsExactly("member.removed");
        assertThat(types(get("/organizations/demo/events?type=member.*" + from)))
                .containsExactly("member.invited", "member.removed");
        JsonNode none = get("/organizations/demo/events?type=domain.*,hold.opened" + from)
                .json();
        assertThat(none.path("items")).isEmpty();
        assertThat(none.path("cursor").asText())
                .as("what was passed over is not read again")
                .isEqualTo("" + (Long.parseLong(before) + 2));
        Answer wrong = get("/organizations/demo/events?type=member.aded");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("detail").asText()).contains("did you mean \"member.added\"?");
    }

    private static List<String> types(Answer page) {
        List<String> types = new ArrayList<>();
        page.json().path("items").forEach(event -> types.add(event.path("type").asText()));
        return types;
    }

    @Test
    void aLongPollIsAnsweredWhenSomethingHappens() throws Exception {
        for (String path : List.of("/organizations/demo/events", "/events")) {
            String before = end(path);
            CompletableFuture<Answer> polled =
                    CompletableFuture.supplyAsync(() -> get(path + "?wait=20&cursor=" + before));
            Thread.sleep(300);
            assertThat(polled).isNotDone();
            invite("poll" + path.length());
            assertThat(types(polled.get(10, TimeUnit.SECONDS))).containsExactly("member.invited");
        }
        JsonNode nothing = get("/organizations/demo/events?wait=1&type=domain.released&cursor="
                        + end("/organizations/demo/events"))
                .json();
        assertThat(nothing.path("items")).isEmpty();
        assertThat(get("/organizations/demo/events?wait=31").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("Issue 13: the operator's feed has the events of every organisation in the order of their numbers")
    void theFeedOfAllHasEachEventOnce() throws Exception {
        Http.request("POST", GATEWAY.url() + "/api/v1/organizations")
                .bearer(operator)
                .body("{'slug':'other','name':'Other','plan':'enterprise','purchasedSeats':50}")
                .send();
        for (int i = 0; i < 5; i++) {
            invite("feed" + i);
            Http.request("POST", GATEWAY.url() + "/api/v1/organizations/other/members")
                    .bearer(operator)
                    .body("{'email':'feed" + i + "@other.example'}")
                    .send();
        }
        String demo = GATEWAY.demo().organisation().id().toString();
        Thread.sleep(500);
        List<String> all = new ArrayList<>();
        String cursor = "0";
        JsonNode page;
        do {
            page = get("/events?limit=3&cursor=" + cursor).json();
            page.path("items")
                    .forEach(event -> all.add(event.path("organization").asText() + "/"
                            + event.path("seq").asText()));
            cursor = page.path("cursor").asText();
        } while (!page.path("next").isNull());
        assertThat(all).doesNotHaveDuplicates();
        List<String> own = new ArrayList<>();
        get("/organizations/demo/events?limit=1000")
                .json()
                .path("items")
                .forEach(event -> own.add(demo + "/" + event.path("seq").asText()));
        assertThat(all.stream().filter(name -> name.startsWith(demo))).containsExactlyElementsOf(own);
        assertThat(get("/events?limit=1000&organization=" + demo).json().path("items"))
                .hasSize(own.size());
    }

    @Test
    void onlyTheOperatorReadsTheEventsOfAll() {
        String admin = GATEWAY.token(
                new Scope.Organisation(GATEWAY.demo().organisation().id()));
        assertThat(Http.get(GATEWAY.url() + "/api/v1/events")
                        .bearer(admin)
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCursorBehindTheEndIsRefusedAndNotWaitedFor() {
        for (String path : List.of("/organizations/demo/events", "/events")) {
            Answer refused = get(path + "?wait=30&cursor=99999999");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("detail").asText()).contains("restored from a backup", "snapshot");
        }
    }

    /** A stream, line by line; what is read blocks until it is there. */
    private record Lines(BufferedReader reader) implements AutoCloseable {

        static Lines open(String path, String lastId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(GATEWAY.url() + "/api/v1" + path))
                    .header("Authorization", "Bearer " + operator)
                    .header("Accept", "text/event-stream");
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            return new Lines(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        }

        /** The next event: id, type and data. */
        List<String> event() throws IOException {
            List<String> event = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty() && event.size() == 3) {
                    return event;
                } else if (line.isEmpty()) {
                    event.clear();
                } else if (!line.startsWith("retry")) {
                    event.add(line);
                }
            }
            throw new IOException("the stream has ended");
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    @Test
    void aStreamGoesOnBehindTheLastIdThatWasReceived() throws Exception {
        String before = end("/organizations/demo/events");
        try (Lines stream = Lines.open("/organizations/demo/events?cursor=" + before, "")) {
            invite("stream1");
            invite("stream2");
            List<String> first = stream.event();
            assertThat(first.get(0)).isEqualTo("id: " + (Long.parseLong(before) + 1));
            assertThat(first.get(1)).isEqualTo("event: member.invited");
            assertThat(first.get(2)).startsWith("data: {").contains("stream1@demo.example");
            assertThat(stream.event().get(2)).contains("stream2@demo.example");
        }
        try (Lines stream = Lines.open("/organizations/demo/events?cursor=0", "" + (Long.parseLong(before) + 1))) {
            assertThat(stream.event().get(2)).contains("stream2@demo.example");
        }
        String all = end("/events");
        try (Lines stream = Lines.open("/events", all)) {
            invite("stream3");
            assertThat(stream.event().get(2)).contains("stream3@demo.example", "\"position\":");
        }
        Answer wrong = Http.get(GATEWAY.url() + "/api/v1/organizations/demo/events")
                .bearer(operator)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "x")
                .send();
        assertThat(wrong.status()).isEqualTo(400);
    }

    @Test
    @DisplayName("Issue 13: every event is as its schema says, and has no field that the schema does not know")
    void everyTypeHasASchemaAndEveryEventKeepsIt() {
        JsonNode schemas = get("/events/schemas").json().path("items");
        assertThat(schemas).hasSize(EventType.values().length);
        for (JsonNode schema : schemas) {
            Answer one = Http.get(GATEWAY.url() + schema.path("$id").asText()).send();
            assertThat(one.header("Content-Type")).isEqualTo("application/schema+json");
            assertThat(one.json()).isEqualTo(schema);
        }
        assertThat(get("/events/schemas/member.none").status()).isEqualTo(404);
        provision("schema");
        for (JsonNode event :
                get("/organizations/demo/events?limit=1000").json().path("items")) {
            ApiContract.require(
                    get("/events/schemas/" + event.path("type").asText()).json(),
                    event.toString(),
                    event.path("type").asText());
        }
    }
}
