package dev.rollcall.server.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.delivery.MemberTable;
import dev.rollcall.server.embedded.EmbeddedDatabase;
import dev.rollcall.testkit.folder.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL is restarted while events are written and delivered, in good order and then as in a crash. */
@Timeout(300)
final class RestartedDatabaseIT {

    private static final int WRITERS = 3;
    private static final int ROUNDS = 30;
    private static final String SCIM = "urn:ietf:params:scim:event:prov:";

    /** The types of which a SCIM event is made. */
    private static final Set<String> TOLD =
            Set.of("member.added", "member.updated", "member.suspended", "member.restored", "member.removed");

    private static final Path FOLDER = TestFolder.make();
    private static @Nullable EmbeddedDatabase database;

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().on(RestartedDatabaseIT::url).with(Settings.WEBHOOK_PRIVATE, "on");

    private static String url() {
        EmbeddedDatabase started = EmbeddedDatabase.start(FOLDER);
        database = started;
        Migrations.run(DatabaseUrl.parse(started.url()));
        return started.url();
    }

    @AfterAll
    static void end() {
        GATEWAY.stop();
        Objects.requireNonNull(database).close();
    }

    private static void restart(String signal) {
        try {
            String pid =
                    Files.readAllLines(FOLDER.resolve("data/postmaster.pid")).get(0);
            new ProcessBuilder("kill", signal, pid.strip()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pause(500);
        until("back", () -> api("GET", "/organizations/demo", "").status() == 200);
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            pause(20);
        }
    }

    private static Answer api(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    /** As an identity provider does: what was answered with 503 is sent again. */
    private static Answer scim(String token, String method, String path, String body) {
        while (true) {
            Answer answer = Http.request(method, GATEWAY.scimUrl("okta") + path)
                    .bearer(token)
                    .body(body)
                    .send();
            if (answer.status() != 503 && answer.status() != 429) {
                return answer;
            }
            pause(50);
        }
    }

    private static void write(String token, int writer) {
        Random random = new Random(writer);
        List<String> ids = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "restart" + writer + "-" + round + "@demo.example";
            Answer made = scim(
                    token,
                    "POST",
                    "/Users",
                    "{'userName':'" + name + "','externalId':'" + name + "','displayName':'" + name
                            + "','emails':[{'value':'" + name + "','primary':true}]}");
            assertThat(made.status()).as(made.body()).isIn(201, 409);
            ids.add(made.status() == 201 ? made.json().path("id").asText() : found(token, name));
            String any = "/Users/" + ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(4)) {
                case 0 -> scim(token, "DELETE", any, "");
                case 1 -> patch(token, any, "'active','value':false");
                case 2 -> patch(token, any, "'active','value':true");
                default -> patch(token, any, "'displayName','value':'R" + round + "'");
            }
        }
    }

    /** It was made, and the answer got lost. */
    private static String found(String token, String name) {
        return scim(token, "GET", "/Users?filter=userName%20eq%20%22" + name + "%22", "")
                .json()
                .at("/Resources/0/id")
                .asText();
    }

    private static void patch(String token, String path, String what) {
        scim(token, "PATCH", path, "{'Operations':[{'op':'replace','path':" + what + "}]}");
    }

    private static List<JsonNode> pages(String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "0";
        JsonNode page;
        do {
            page = api("GET", path + "?limit=1000&cursor=" + cursor, "").json();
            page.path("items").forEach(all::add);
            cursor = page.path("cursor").asText();
        } while (!page.path("next").isNull());
        return all;
    }

    @Test
    @DisplayName("Issue 13: PostgreSQL restarted: every event at least once and in order, by webhook and pushed token;"
            + " none twice in the feed; the receivers' own tables equal the API's")
    void everyEventArrivesAlthoughTheDatabaseIsRestarted() {
        String token = GATEWAY.credential("okta");
        String guard =
                "/organizations/demo/directories/" + GATEWAY.directory("okta").id() + "/mass-change-guard";
        api("PUT", guard, "{'share':100,'minimum':100000,'windowSeconds':1}");
        try (MemberTable table = new MemberTable();
                TokenTable tokens = new TokenTable()) {
            api("POST", "/organizations/demo/webhooks", "{'url':'" + table.url() + "'}");
            SsfReceiver receiver =
                    new SsfReceiver(api("POST", "/organizations/demo/security-event-receivers", "{'name':'restart'}")
                            .json());
            Answer stream = receiver.send(
                    "POST",
                    "configuration_endpoint",
                    "",
                    "{'delivery':{'method':'urn:ietf:rfc:8935','endpoint_url':'" + tokens.url()
                            + "'},'events_requested':['" + SCIM + "create:full','" + SCIM + "put:full','" + SCIM
                            + "activate','" + SCIM + "deactivate','" + SCIM + "delete']}");
            assertThat(stream.status()).as(stream.body()).isEqualTo(201);

            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(CompletableFuture.runAsync(() -> write(token, number)));
            }
            until("some", () -> table.order().size() > 15);
            restart("-INT");
            until("more", () -> table.order().size() > 60);
            restart("-QUIT");
            writers.forEach(CompletableFuture::join);

            List<JsonNode> feed = pages("/organizations/demo/events");
            assertThat(feed)
                    .extracting(event -> event.path("seq").asLong())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, feed.size()).boxed().toList());
            until("by webhook", () -> table.order().get(table.order().size() - 1) == feed.size());
            long first = table.order().get(0);
            assertThat(table.order())
                    .as("in order and without a gap")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(first, feed.size()).boxed().toList());
            List<String> told = feed.stream()
                    .filter(event -> TOLD.contains(event.path("type").asText())
                            && event.at("/data/email").asText().startsWith("restart"))
                    .map(event -> event.path("request").asText())
                    .toList();
            until("by tokens", () -> tokens.order().size() >= told.size());
            assertThat(tokens.order()).as("in order and without a gap").isEqualTo(told);
            until("in the feed of all", () -> pages("/events").size() >= feed.size());
            Set<String> ids = new HashSet<>();
            assertThat(pages("/events"))
                    .allMatch(event -> ids.add(event.path("id").asText()));
            assertTablesAreTheApis(table, tokens);
        }
    }

    private static void assertTablesAreTheApis(MemberTable table, TokenTable tokens) {
        Map<String, String> members = new TreeMap<>();
        Map<String, Boolean> active = new TreeMap<>();
        for (JsonNode member : api("GET", "/organizations/demo/members?limit=1000&text=restart", "")
                .json()
                .path("items")) {
            MemberTable.put(members, member.path("id").asText(), member);
            active.put(
                    member.path("email").asText(),
                    member.path("status").asText().equals("active"));
        }
        assertThat(members).hasSizeGreaterThan(WRITERS * ROUNDS / 3);
        assertThat(table.members()).isEqualTo(members);
        assertThat(tokens.users()).isEqualTo(active);
    }
}
