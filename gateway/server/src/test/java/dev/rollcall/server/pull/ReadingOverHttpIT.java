package dev.rollcall.server.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A directory that is read, as its administrator has it over the API. */
@EnabledIf("dev.rollcall.server.pull.ReadProvider#isThere")
final class ReadingOverHttpIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.PULL_ORIGIN, ReadProvider.origin())
            .with(Settings.PULL_FIRST_PAUSE, "1");

    private static final String DIRECTORIES = "/api/v1/organizations/demo/directories";
    private static final String REQUESTS = "/api/v1/organizations/demo/requests";
    private static final int PATIENCE_SECONDS = 60;

    private final String token = GATEWAY.token(new Scope.Operator());

    @Test
    @DisplayName("GOOGLE-55: set, looked at, read and told; no secret ever comes out")
    void isRead() {
        String directory = make("Read");
        Answer set = api("PUT", directory + "/source", ReadProvider.source());
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().path("state").asText()).as(set.body()).isEqualTo("ready");
        assertThat(set.json().path("account").asText()).isNotEmpty();
        assertThat(set.json().path("circuit").isNull()).as("never read").isTrue();
        assertThat(set.json().path("secrets")).isNotEmpty();
        assertThat(set.body()).doesNotContain("PRIVATE KEY");
        assertThat(api("GET", directory + "/source", "").body()).doesNotContain("PRIVATE KEY");
        assertThat(api("GET", "/api/v1/organizations/demo/audit", "").body()).doesNotContain("PRIVATE KEY");

        Answer live = api("POST", directory + "/activate", "");
        assertThat(live.status()).as(live.body()).isEqualTo(200);
        JsonNode sync = read(directory, "full");

        assertThat(sync.path("state").asText()).as(sync.toString()).isEqualTo("complete");
        int created = 0;
        for (JsonNode one : api("GET", directory + "/syncs", "").json().path("items")) {
            created += one.at("/counts/usersCreated").asInt();
        }
        assertThat(created)
                .as("by this reading, or by the one that was due at once")
                .isEqualTo(31);
        assertThat(sync.path("circuit").asText()).isEqualTo("closed");
        assertThat(sync.path("objectsPerSecond").asLong()).isPositive();
        assertThat(sync.path("expectedEnd").isNull()).as("it has ended").isTrue();
        assertThat(api("GET", directory + "/source", "").json().path("circuit").asText())
                .isEqualTo("closed");
        assertThat(api("GET", directory + "/syncs?limit=1", "").json().at("/items/0/id"))
                .isEqualTo(sync.path("id"));
        JsonNode health = api("GET", directory + "/health", "").json();
        assertThat(health.path("state").asText()).as(health.toString()).isEqualTo("healthy");
        assertThat(health.path("message").asText())
                .startsWith("The directory is read; the last complete reading ended at ");
        assertThat(health.path("nextCycle").asText()).isNotEmpty();
    }

    @Test
    @DisplayName("Whatever a reading did is in the request log and the audit as any request is")
    void isLogged() {
        String directory = make("Logged");
        api("PUT", directory + "/source", ReadProvider.source());
        String reading = read(directory, "full").path("id").asText();

        List<JsonNode> created = requests(directory, "create_user", 31);
        JsonNode groups = requests(directory, "create_group", 4).get(0);
        requests(directory, "patch_group", 4);

        String email = created.get(0).path("about").asText();
        JsonNode entry = api("GET", REQUESTS + "/" + created.get(0).path("id").asText(), "")
                .json();
        assertThat(entry.at("/request/headers/Rollcall-Reading").asText())
                .as(entry.toString())
                .isEqualTo(reading);
        assertThat(entry.path("status").asInt()).isEqualTo(201);
        assertThat(entry.at("/request/body/userName").asText()).isEqualTo(email);
        assertThat(entry.at("/response/body/id").asText()).isNotEmpty();
        assertThat(entry.path("effect").findValuesAsText("action"))
                .as(entry.toString())
                .contains("create_user");
        assertThat(api("GET", REQUESTS + "?person=" + email, "").json().at("/items/0/id"))
                .isEqualTo(created.get(0).path("id"));
        for (JsonNode one : List.of(created.get(0), groups)) {
            JsonNode audit = api(
                            "GET",
                            "/api/v1/organizations/demo/audit?request="
                                    + one.path("id").asText(),
                            "")
                    .json()
                    .path("items");
            assertThat(audit.findValuesAsText("action"))
                    .containsExactly(one.path("kind").asText());
        }
    }

    /** Entries are written a moment after the reading has ended. */
    private List<JsonNode> requests(String directory, String kind, int howMany) {
        String id = directory.substring(directory.lastIndexOf('/') + 1);
        String path = REQUESTS + "?limit=100&directory=" + id + "&kind=" + kind;
        List<JsonNode> found = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (found.size() < howMany && System.nanoTime() < deadline) {
            found.clear();
            api("GET", path, "").json().path("items").forEach(found::add);
        }
        assertThat(found).as(kind).hasSize(howMany);
        return found;
    }

    @Test
    @DisplayName("A set-up that does not work says which mistake it has, and keeps the directory from going live")
    void mistake() {
        String directory = make("Mistaken");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode settings = body.putObject("settings");
        settings.setAll(ReadProvider.standIn().settings());
        settings.put("admin", "nobody@demo.example");

        JsonNode source = api("PUT", directory + "/source", body.toString()).json();

        assertThat(source.path("state").asText()).isEqualTo("unproven");
        assertThat(source.at("/findings/0/mistake").asText()).isEqualTo("admin_unknown");
        Answer refused = api("POST", directory + "/activate", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("nobody@demo.example");
        assertThat(api("POST", directory + "/syncs", "").status()).isEqualTo(409);
        JsonNode health = api("GET", directory + "/health", "").json();
        assertThat(health.path("state").asText()).as(health.toString()).isEqualTo("waiting");
        assertThat(health.path("message").asText()).contains("has not been checked", "nobody@demo.example");

        ObjectNode right = JsonNodeFactory.instance.objectNode();
        settings.fieldNames().forEachRemaining(name -> {
            if (!source.path("secrets").toString().contains(name)) {
                right.withObject("/settings")
                        .set(name, ReadProvider.standIn().settings().get(name));
            }
        });
        assertThat(api("PUT", directory + "/source", right.toString())
                        .json()
                        .path("state")
                        .asText())
                .as("a secret that is left out stays")
                .isEqualTo("ready");
    }

    @Test
    @DisplayName("What cannot be meant is refused with a sentence")
    void refused() {
        String directory = make("Refused");

        assertThat(detail(api("PUT", directory + "/source", "{'settings':{'admn':'a'}}")))
                .contains("did you mean \"admin\"?");
        assertThat(detail(api("PUT", directory + "/source", "{'settings':{'admin':1}}")))
                .contains("must be a text");
        assertThat(detail(api("PUT", directory + "/source", "{'settings':{}}"))).contains("customerId must be given");
        assertThat(api("GET", directory + "/source", "").status()).isEqualTo(404);
        assertThat(api("POST", directory + "/syncs", "").status()).isEqualTo(404);
        String sends = DIRECTORIES + "/" + GATEWAY.directory("okta").id();
        assertThat(detail(api("PUT", sends + "/source", "{'settings':{}}"))).contains("sends its users");
    }

    private static String detail(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 409);
        return answer.json().path("detail").asText();
    }

    private String make(String name) {
        Answer made = api("POST", DIRECTORIES, ReadProvider.directory(name));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return DIRECTORIES + "/" + made.json().path("id").asText();
    }

    private JsonNode read(String directory, String kind) {
        Answer asked = api("POST", directory + "/syncs", "{'kind':'" + kind + "'}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        JsonNode sync = asked.json();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (sync.path("ended").isNull() && System.nanoTime() < deadline) {
            sync = api("GET", directory + "/syncs/" + asked.json().path("id").asText(), "")
                    .json();
        }
        return sync;
    }

    private Answer api(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + path)
                .bearer(token)
                .body(body)
                .send();
    }
}
