package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Google tells of users that changed: a hint to read them again, which may be lost, come twice or be forged. */
final class WatchIT {

    private final Tenancy house = new Tenancy(Tenant.of(new Plan(8, 2, "fake.example", 1, 1)));
    private final Tenant tenant = house.tenant;
    private final List<String> ids = tenant.userIds();
    private final Vertx vertx = Vertx.vertx();
    private final List<MultiMap> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Puller node;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    heard.add(request.headers());
                    UUID directory = UUID.fromString(request.path().substring(1));
                    node.told(directory, request::getHeader, body.toString())
                            .onComplete(done ->
                                    request.response().setStatusCode(204).end());
                }))
                .listen(0, "127.0.0.1")
                .await();
        house.notifications = "http://127.0.0.1:" + server.actualPort() + "/";
        node = house.puller();
        set(settings -> settings.put("watch", true));
        house.read();
        house.fake.channels().delivered().await();
    }

    @AfterEach
    void stop() {
        node.close();
        house.close();
        vertx.close().await();
    }

    private void set(Consumer<ObjectNode> change) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("admin", tenant.admin());
        change.accept(settings);
        house.set(settings);
    }

    /** What was told has come; it is read. */
    private void hear() {
        house.fake.channels().delivered().await();
        node.look().compose(begun -> node.idle()).await();
    }

    private long hints() {
        return house.sql("SELECT 1 FROM source_hint WHERE org_id = $1", house.orgId)
                .size();
    }

    private List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        house.sql("SELECT kind FROM sync_pass WHERE org_id = $1 ORDER BY pass_id", house.orgId)
                .forEach(row -> kinds.add(row.getString("kind")));
        return kinds;
    }

    @Test
    @DisplayName("GOOGLE-47, GOOGLE-50: who is suspended, renamed, deleted, brought back or new is read again at once")
    void changes() {
        tenant.change(ids.get(1), user -> user.suspended(true));
        tenant.change(ids.get(2), user -> user.addressed("renamed@fake.example", List.of()));
        tenant.delete(ids.get(3));
        String fresh = tenant.addUser("fresh@fake.example", "Fresh", "Comer");
        long calls = house.fake.calls();
        hear();

        assertThat(house.fake.calls() - calls).as("no list is read").isEqualTo(4);
        assertThat(house.users())
                .containsEntry(ids.get(1), false)
                .containsEntry(ids.get(3), false)
                .containsEntry(fresh, true);
        assertThat(house.names()).containsKey("renamed@fake.example");
        assertThat(kinds()).last().isEqualTo("hints");

        tenant.restore(ids.get(3));
        hear();
        assertThat(house.users()).containsEntry(ids.get(3), true);
    }

    @Test
    @DisplayName("GOOGLE-48: a notification that comes twice or changes nothing costs a call and leaves no record")
    void duplicates() {
        List<String> before = kinds();
        house.fake.channels().times(5);
        tenant.change(ids.get(1), user -> user);
        long calls = house.fake.calls();
        hear();

        assertThat(heard).hasSizeGreaterThan(5);
        assertThat(house.fake.calls() - calls).isEqualTo(1);
        assertThat(kinds()).isEqualTo(before);
        assertThat(hints()).isZero();
    }

    @Test
    @DisplayName("GOOGLE-47: what was told and got lost is found by the next reading")
    void lost() {
        house.fake.channels().silent(true);
        tenant.change(ids.get(1), user -> user.suspended(true));
        hear();
        assertThat(house.users()).containsEntry(ids.get(1), true);

        assertThat(house.read("users").state()).isEqualTo("complete");
        assertThat(house.users()).containsEntry(ids.get(1), false);
    }

    @Test
    @DisplayName("GOOGLE-49: nothing is read for one who does not know the channel and its token")
    void forged() {
        MultiMap real = heard.get(0);
        String body = "{\"id\":\"" + ids.get(1) + "\"}";
        String channel = String.valueOf(real.get("X-Goog-Channel-ID"));
        String token = String.valueOf(real.get("X-Goog-Channel-Token"));
        for (Map<String, String> forged : List.of(
                Map.<String, String>of(),
                Map.of("X-Goog-Channel-ID", channel),
                Map.of("X-Goog-Channel-ID", channel, "X-Goog-Channel-Token", token + "x"),
                Map.of("X-Goog-Channel-ID", channel, "X-Goog-Channel-Token", ""),
                Map.of("X-Goog-Channel-ID", UUID.randomUUID().toString(), "X-Goog-Channel-Token", token),
                Map.of("X-Goog-Channel-ID", "x", "X-Goog-Channel-Token", token))) {
            node.told(house.directoryId, forged::get, body).await();
            assertThat(hints()).as(forged.toString()).isZero();
        }
        Map<String, String> known = Map.of("X-Goog-Channel-ID", channel, "X-Goog-Channel-Token", token);
        node.told(UUID.randomUUID(), known::get, body).await();
        for (String odd : List.of("", "[]", "{", "{\"id\":\"../x\"}", "{\"id\":7}", "{\"id\":null}")) {
            node.told(house.directoryId, known::get, odd).await();
        }
        assertThat(hints()).isZero();
        house.sql("UPDATE source_channel SET until = now() - interval '1 s' WHERE org_id = $1", house.orgId);
        node.told(house.directoryId, known::get, body).await();
        assertThat(hints()).as("a channel that has ended").isZero();
        house.sql("UPDATE source_channel SET until = now() + interval '1 h' WHERE org_id = $1", house.orgId);
        node.told(house.directoryId, known::get, body).await();
        assertThat(hints()).isEqualTo(1);
    }

    @Test
    @DisplayName("GOOGLE-48: before a channel ends another is opened, and then the old one is stopped")
    void followed() {
        List<String> first = house.fake.channels().open();
        assertThat(first).hasSize(1);
        house.read("users");
        assertThat(house.fake.channels().open()).as("long enough").isEqualTo(first);

        house.sql("UPDATE source_channel SET until = now() + interval '1 min' WHERE org_id = $1", house.orgId);
        house.read("users");

        assertThat(house.fake.channels().open()).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(house.sql("SELECT 1 FROM source_channel WHERE org_id = $1", house.orgId)
                        .size())
                .isEqualTo(1);
        tenant.change(ids.get(1), user -> user.suspended(true));
        hear();
        assertThat(house.users()).containsEntry(ids.get(1), false);
    }

    @Test
    @DisplayName("GOOGLE-48: a channel that Google ends sooner is followed sooner")
    void shorter() {
        house.fake.channels().longest(Duration.ofMinutes(1));
        house.sql("DELETE FROM source_channel WHERE org_id = $1", house.orgId);
        house.read("users");
        Set<String> first = Set.copyOf(house.fake.channels().open());
        house.read("users");
        assertThat(Set.copyOf(house.fake.channels().open())).isNotEmpty().isNotEqualTo(first);
    }

    @Test
    @DisplayName("GOOGLE-48: a channel is stopped when it is not wanted any more, and when the directory is not read")
    void stopped() {
        set(settings -> settings.put("watch", false));
        house.read("users");
        assertThat(house.fake.channels().open()).isEmpty();

        set(settings -> settings.put("watch", true));
        house.read("users");
        assertThat(house.fake.channels().open()).hasSize(1);
        node.quiet(
                        house.directory(),
                        house.sources
                                .find(house.orgId, house.directoryId)
                                .await()
                                .orElseThrow())
                .await();
        assertThat(house.fake.channels().open()).isEmpty();
    }

    @Test
    @DisplayName("GOOGLE-47: a channel that cannot be opened is noted, and the reading is complete all the same")
    void refused() {
        house.notifications = null;
        house.sql("DELETE FROM source_channel WHERE org_id = $1", house.orgId);
        assertThat(house.read("users").notes()).isEmpty();
        house.notifications = "http://127.0.0.1:" + server.actualPort() + "/";
        house.fake.channels().refuse(true);

        PassRecord pass = house.read("users");

        assertThat(pass.state()).isEqualTo("complete");
        assertThat(pass.notes().toString()).contains("does not report changes by itself");
        assertThat(house.sql("SELECT 1 FROM source_channel WHERE org_id = $1", house.orgId)
                        .size())
                .isZero();
    }

    @Test
    @DisplayName("GOOGLE-42: with members of groups alone, no user comes in by what was told, and those who are there"
            + " change")
    void onlyMembers() {
        String app = tenant.addGroup("app@fake.example", "App");
        tenant.join(app, ids.get(1));
        tenant.join(app, ids.get(2));
        set(settings ->
                settings.put("watch", true).put("users", "members_of_groups").put("groupEmailPrefix", "app"));
        house.read();
        assertThat(house.users().entrySet().stream().filter(Map.Entry::getValue))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(ids.get(1), ids.get(2));

        tenant.change(ids.get(1), user -> user.suspended(true));
        tenant.change(ids.get(3), user -> user.titled("Elsewhere"));
        String fresh = tenant.addUser("fresh@fake.example", "Fresh", "Comer");
        hear();

        assertThat(house.users())
                .containsEntry(ids.get(1), false)
                .containsEntry(ids.get(2), true)
                .containsEntry(ids.get(3), false)
                .doesNotContainKey(fresh);
    }
}
