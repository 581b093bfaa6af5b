package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reading of Google makes of a directory, down to the rows. */
final class ReadingIT {

    private final Tenancy house = new Tenancy(Tenant.of(new Plan(40, 5, "fake.example", 1, 1)));
    private final Tenant tenant = house.tenant;

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    @DisplayName("GOOGLE-25, GOOGLE-43: all users come in, and an unchanged reading writes nothing")
    void unchanged() {
        PassRecord first = house.read();
        assertThat(first.state()).as(first.notes().toString()).isEqualTo("complete");
        assertThat(tenant.model().standing().differences(new ExpectedState(house.names(), house.groups())))
                .isEmpty();
        house.read();
        String before = rows();

        PassRecord second = house.read();

        assertThat(second.counts().path("requests").asInt())
                .as(second.toString())
                .isZero();
        assertThat(rows()).isEqualTo(before);
        assertThat(house.sql("SELECT request_id FROM audit WHERE action = 'create_user' GROUP BY 1")
                        .size())
                .as("each user has a request of their own")
                .isEqualTo(first.counts().path("usersCreated").asInt());
    }

    /** Every row that a reading could write, with the transaction that wrote it last. */
    private String rows() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of(
                "directory_user",
                "directory_group",
                "group_member",
                "pulled_object",
                "member",
                "event",
                "(SELECT ctid, xmin FROM audit WHERE action <> 'ask_sync') AS audit")) {
            for (Row row : house.sql("SELECT string_agg(xmin::text, ',' ORDER BY ctid) AS x FROM " + table)) {
                all.append(table).append(' ').append(row.getString("x")).append('\n');
            }
        }
        return all.toString();
    }

    @Test
    @DisplayName(
            "GOOGLE-26, GOOGLE-27: suspended, archived, renamed, exchanged, deleted, brought back, the address given"
                    + " anew")
    void lives() {
        house.read();
        List<String> ids = tenant.userIds();
        tenant.change(ids.get(3), user -> user.suspended(true));
        tenant.change(ids.get(4), user -> user.archived(true));
        tenant.change(ids.get(5), user -> user.addressed("renamed@fake.example", List.of(user.primaryEmail())));
        tenant.swap(ids.get(6), ids.get(7));
        tenant.delete(ids.get(8));
        house.read();
        assertSame();
        assertThat(house.users().get(ids.get(8))).as("deleted").isFalse();
        assertThat(house.sql("SELECT after->>'userName' AS name FROM audit WHERE action = 'change_user'"))
                .as("of two who exchange their names, one has another for a moment, by which it is still known")
                .extracting(row -> String.valueOf(row.getString("name")))
                .noneMatch(name -> name.matches("\\d+"))
                .anyMatch(name -> name.matches("\\S+@fake[.]example [(]\\d+[)]"));

        tenant.restore(ids.get(8));
        tenant.change(ids.get(3), user -> user.suspended(false));
        house.read();
        assertSame();
        assertThat(house.users()).containsEntry(ids.get(8), true);

        String address = house.names().keySet().stream()
                .filter(name -> name.startsWith("renamed"))
                .findFirst()
                .orElseThrow();
        tenant.delete(ids.get(5));
        String newcomer = tenant.addUser(address, "New", "Comer");
        house.read();
        assertSame();
        assertThat(house.users()).containsEntry(newcomer, true);
        assertThat(house.memberships().stream().filter(pair -> pair.endsWith(newcomer)))
                .as("GOOGLE-72: nothing comes with the name")
                .isEmpty();
    }

    private void assertSame() {
        assertThat(tenant.model().standing().differences(new ExpectedState(house.names(), house.groups())))
                .isEmpty();
    }

    @Test
    @DisplayName("GOOGLE-29, GOOGLE-63: a group is known by id, under whatever name, and two may have one")
    void groups() {
        String one = tenant.addGroup("one@fake.example", "Same");
        String two = tenant.addGroup("two@fake.example", "Same");
        tenant.join(two, tenant.userIds().get(1));
        house.read();
        UUID record = groupRecord(one);
        assertThat(house.groups().keySet()).contains("Same").hasSize(7);

        tenant.renameGroup(one, "Other");
        house.read();
        house.read();

        assertThat(groupRecord(one)).isEqualTo(record);
        assertThat(house.groups().keySet()).contains("Same", "Other").hasSize(7);
        tenant.removeGroup(two);
        house.read();
        assertThat(house.groups().keySet()).doesNotContain("Same").hasSize(6);
    }

    private UUID groupRecord(String id) {
        return house.sql("SELECT group_id FROM directory_group WHERE external_id = $1", id)
                .iterator()
                .next()
                .getUUID("group_id");
    }

    @Test
    @DisplayName("GOOGLE-30, GOOGLE-31, GOOGLE-61, GOOGLE-64, GOOGLE-66: all users of the company, groups in groups,"
            + " aliases, foreign groups")
    void members() {
        List<String> ids = tenant.userIds();
        String all = tenant.addGroup("all@fake.example", "Everybody");
        tenant.joinEverybody(all);
        String app = tenant.addGroup("app@fake.example", "App");
        String between = tenant.addGroup("between@fake.example", "Between");
        String deep = tenant.addGroup("deep@fake.example", "Deep");
        tenant.nest(app, between);
        tenant.nest(between, deep);
        tenant.nest(deep, app);
        tenant.join(deep, ids.get(9));
        tenant.nest(app, tenant.addForeignGroup("theirs@elsewhere.example"));
        tenant.joinStranger(app, "x@elsewhere.example");
        tenant.change(ids.get(10), user -> user.addressed(user.primaryEmail(), List.of("other.name@fake.example")));
        tenant.joinAs(app, "other.name@fake.example");
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("admin", tenant.admin());
        settings.putArray("groupIds").add(app).add(all).add("01gone");
        house.set(settings);

        PassRecord pass = house.read();

        assertThat(pass.state()).as(pass.notes().toString()).isEqualTo("complete");
        assertThat(house.memberships()).contains(app + ":" + ids.get(9), app + ":" + ids.get(10));
        assertThat(house.groups().get("App")).hasSize(2);
        assertThat(house.groups().get("Everybody")).hasSize(41);
        assertThat(house.sources
                        .find(house.orgId, house.directoryId)
                        .await()
                        .orElseThrow()
                        .settings()
                        .path("groupIds"))
                .extracting(JsonNode::asText)
                .as("GOOGLE-42: an id that is gone leaves the list")
                .containsExactly(app, all);
        tenant.leave(deep, ids.get(9));
        house.read();
        assertThat(house.memberships()).doesNotContain(app + ":" + ids.get(9)).contains(app + ":" + ids.get(10));
    }

    @Test
    @DisplayName("GOOGLE-67: a user whom a new setting leaves out loses access, after a preview that shows it")
    void leftOut() {
        house.read();
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("admin", tenant.admin());
        settings.putArray("excludedOrgUnits").add("/Sales");
        house.set(settings);
        Set<Boolean> before = Set.copyOf(house.users().values());

        PassRecord preview = house.read("preview");

        assertThat(before).containsExactly(true);
        assertThat(house.users().values()).as("a preview changes nothing").containsOnly(true);
        assertThat(preview.counts().path("usersDeactivated").asInt()).isEqualTo(14);
        assertThat(preview.notes().toString()).contains("would lose access");
        house.read();
        assertThat(house.users().values().stream().filter(active -> !active)).hasSize(14);
    }

    @Test
    @DisplayName("GOOGLE-42: of members of the chosen groups, who leaves them all loses access")
    void membersOfGroups() {
        String app = tenant.addGroup("app@fake.example", "App");
        List<String> ids = tenant.userIds();
        tenant.join(app, ids.get(1));
        tenant.join(app, ids.get(2));
        ObjectNode settings = JsonNodeFactory.instance
                .objectNode()
                .put("admin", tenant.admin())
                .put("users", "members_of_groups");
        settings.putArray("groupIds").add(app);
        house.set(settings);

        house.read();
        assertThat(house.users()).containsOnlyKeys(ids.get(1), ids.get(2)).doesNotContainValue(false);
        tenant.leave(app, ids.get(2));
        house.read();
        house.read();

        assertThat(house.users()).containsEntry(ids.get(1), true).containsEntry(ids.get(2), false);
    }

    @Test
    @DisplayName("GOOGLE-59: lost access to Google stops the reading, and no member loses access")
    void accessLost() {
        house.read();
        house.fake.desk().admin(tenant.admin(), false);

        PassRecord pass = house.read();

        assertThat(pass.state()).isEqualTo("stopped");
        assertThat(pass.notes().toString()).contains("may not read users or groups");
        assertThat(house.users().values()).containsOnly(true);
        house.fake.desk().admin(tenant.admin(), true);
        assertThat(house.read().state()).isEqualTo("complete");
    }

    @Test
    @DisplayName("A node that falls silent in the middle is followed by another, under the same id")
    void takenOver() {
        UUID id = house.passes.ask(house.actor(), house.directoryId, "full").await();
        house.sql("UPDATE directory_source SET lease_node = $1, lease_until = now() + interval '1 s'", Tenancy.newId());
        try (Puller second = house.puller()) {
            second.look().await();
            assertThat(house.passes
                            .find(house.orgId, house.directoryId, id)
                            .await()
                            .orElseThrow()
                            .state())
                    .as("one at a time")
                    .isEqualTo("waiting");
            assertThat(house.ended(id, second).state()).isEqualTo("complete");
        }
        assertSame();
    }
}
