package dev.rollcall.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reader that starts new: the pages of members, and then the events behind the cursor of the first page. */
@Timeout(120)
final class SnapshotIT {

    private static final int WRITERS = 4;
    private static final int ROUNDS = 25;

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String operator;
    private static String token;

    @BeforeAll
    static void prepare() {
        operator = GATEWAY.token(new Scope.Operator());
        token = GATEWAY.credential("okta");
        Http.request(
                        "PUT",
                        GATEWAY.url() + "/api/v1/organizations/demo/directories/"
                                + GATEWAY.directory("okta").id() + "/mass-change-guard")
                .bearer(operator)
                .body("{'share':100,'minimum':100000,'windowSeconds':1}")
                .send();
    }

    private static JsonNode get(String path) {
        return Http.get(GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .bearer(operator)
                .send()
                .json();
    }

    private static Answer scim(String method, String path, String body) {
        return Http.request(method, GATEWAY.scimUrl("okta") + path)
                .bearer(token)
                .body(body)
                .send();
    }

    /** People come, go, come back and are renamed. */
    private static void write(int writer) {
        Random random = new Random(writer);
        List<String> ids = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "w" + writer + "-" + round + "@demo.example";
            ids.add(scim(
                            "POST",
                            "/Users",
                            "{'userName':'" + name + "','externalId':'" + name + "','displayName':'" + name
                                    + "','emails':[{'value':'" + name + "','primary':true}]}")
                    .json()
                    .path("id")
                    .asText());
            String someone = "/Users/" + ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(4)) {
                case 0 -> scim("DELETE", someone, "");
                case 1 -> scim("PATCH", someone, "{'Operations':[{'op':'replace','path':'active','value':false}]}");
                case 2 -> scim("PATCH", someone, "{'Operations':[{'op':'replace','path':'active','value':true}]}");
                default ->
                    scim(
                            "PATCH",
                            someone,
                            "{'Operations':[{'op':'replace','path':'displayName','value':'R" + round + "'}]}");
            }
        }
    }

    @Test
    @DisplayName("Issue 13: the members built from a snapshot and the events behind it are those of the API")
    void snapshotAndEventsMakeTheMembers() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(CompletableFuture.runAsync(() -> write(number)));
        }
        Map<String, String> members = new TreeMap<>();
        String events = null;
        String cursor = "";
        while (cursor != null) {
            JsonNode page = get("/members?limit=5" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            events = events == null ? page.path("eventsCursor").asText() : events;
            page.path("items")
                    .forEach(
                            member -> MemberTable.put(members, member.path("id").asText(), member));
            cursor = page.path("next").textValue();
        }
        boolean over = false;
        while (true) {
            JsonNode page = get("/events?limit=7&cursor=" + events);
            page.path("items").forEach(event -> apply(members, event));
            events = page.path("cursor").asText();
            if (page.path("items").isEmpty()) {
                if (over) {
                    break;
                }
                writers.forEach(CompletableFuture::join);
                over = true;
            }
        }
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode member : get("/members?limit=1000").path("items")) {
            MemberTable.put(expected, member.path("id").asText(), member);
        }
        assertThat(expected).hasSizeGreaterThan(WRITERS * ROUNDS / 3);
        assertThat(members).isEqualTo(expected);
    }

    private static void apply(Map<String, String> members, JsonNode event) {
        if (event.path("type").asText().startsWith("member.")) {
            MemberTable.put(members, event.path("subject").asText(), event.path("data"));
        }
    }
}
