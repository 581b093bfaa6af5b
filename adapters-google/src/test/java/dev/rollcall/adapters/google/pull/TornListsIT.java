package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.Faults;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.spi.simulate.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What it takes until a reading believes that a user, a group or an entry for all users is gone. */
final class TornListsIT {

    private final Tenancy house = new Tenancy(Tenant.of(new Plan(12, 3, "fake.example", 1, 1)));
    private final Tenant tenant = house.tenant;
    private final List<String> ids = tenant.userIds();

    @AfterEach
    void stop() {
        house.close();
    }

    private Set<String> membersOf(String group) {
        return house.memberships().stream()
                .filter(pair -> pair.startsWith(group + ":"))
                .map(pair -> pair.substring(pair.indexOf(':') + 1))
                .collect(Collectors.toSet());
    }

    private ObjectNode settings() {
        return JsonNodeFactory.instance.objectNode().put("admin", tenant.admin());
    }

    @Test
    @DisplayName("GOOGLE-44: an entry for all users is gone when two readings in a row have missed it")
    void everybody() {
        String all = tenant.addGroup("all@fake.example", "All");
        tenant.joinEverybody(all);
        tenant.hideEverybody();
        house.read();
        assertThat(membersOf(all)).hasSize(13);

        tenant.leave(all, Tenant.CUSTOMER);
        PassRecord first = house.read();

        assertThat(membersOf(all)).hasSize(13);
        assertThat(first.notes().toString()).contains("without its entry for all users");
        tenant.joinEverybody(all);
        house.read();
        tenant.leave(all, Tenant.CUSTOMER);
        house.read();
        assertThat(membersOf(all)).as("missed, seen, missed again").hasSize(13);
        house.read();
        assertThat(membersOf(all)).isEmpty();
    }

    @Test
    @DisplayName("GOOGLE-30: only users who no longer exist leave a group for all users")
    void goneFromEverybody() {
        String all = tenant.addGroup("all@fake.example", "All");
        tenant.joinEverybody(all);
        house.read();
        tenant.delete(ids.get(3));
        tenant.change(ids.get(4), user -> user.suspended(true));

        PassRecord pass = house.read();

        assertThat(pass.state()).as(pass.notes().toString()).isEqualTo("complete");
        assertThat(membersOf(all)).hasSize(12).doesNotContain(ids.get(3)).contains(ids.get(4));
    }

    @Test
    @DisplayName("GOOGLE-66: of a user in another domain than the group's each step of the way is asked for")
    void otherDomain() {
        house.attest("second.example");
        String inner = tenant.addGroup("inner@fake.example", "Inner");
        String deep = tenant.addGroup("deep@fake.example", "Deep");
        String team = tenant.groupIds().get(0);
        String stays = tenant.addUser("stays@second.example", "Stays", "S");
        String leaves = tenant.addUser("leaves@second.example", "Leaves", "L");
        tenant.nest(team, inner);
        tenant.nest(inner, deep);
        tenant.join(deep, stays);
        tenant.join(deep, leaves);
        house.set(settings().put("groupEmailPrefix", "team"));
        house.read();
        assertThat(membersOf(team)).contains(stays, leaves);

        tenant.leave(deep, leaves);
        house.read();
        assertThat(membersOf(team)).contains(stays).doesNotContain(leaves);

        tenant.leave(inner, deep);
        house.read();
        assertThat(membersOf(team)).doesNotContain(stays);
        assertThat(house.users()).containsEntry(stays, true);
    }

    @Test
    @DisplayName("GOOGLE-42: a group that is not chosen any more leaves, after a preview that shows it")
    void deselected() {
        house.read();
        String other = tenant.addGroup("other@fake.example", "Other");
        house.read();
        house.set(settings().put("groupEmailPrefix", "team"));

        PassRecord preview = house.read("preview");

        assertThat(preview.notes().toString()).contains("Group " + other + " would be deleted");
        assertThat(house.groups().keySet()).contains("Other").hasSize(4);
        house.read();
        assertThat(house.groups().keySet()).doesNotContain("Other").hasSize(3);
    }

    @Test
    @DisplayName("GOOGLE-42: users through groups in the chosen ones are the directory's, also where those lend no"
            + " memberships")
    void scopeWithoutNesting() {
        house.sql("UPDATE directory SET nested_groups = false WHERE org_id = $1", house.orgId);
        String app = tenant.addGroup("app@fake.example", "App");
        String inner = tenant.addGroup("inner@fake.example", "Inner");
        tenant.nest(app, inner);
        tenant.join(inner, ids.get(5));
        ObjectNode settings = settings().put("users", "members_of_groups");
        settings.putArray("groupIds").add(app);
        house.set(settings);
        house.read();
        assertThat(house.users()).containsOnlyKeys(ids.get(5)).doesNotContainValue(false);
        assertThat(membersOf(app)).isEmpty();

        tenant.joinEverybody(app);
        house.read();
        assertThat(house.users()).hasSize(13).doesNotContainValue(false);
        tenant.leave(app, Tenant.CUSTOMER);
        house.read();
        assertThat(house.users().values()).as("missed once").doesNotContain(false);
        house.read();
        assertThat(house.users().entrySet().stream().filter(user -> user.getValue()))
                .hasSize(1);
    }

    @Test
    @DisplayName("GOOGLE-44: a chosen group that the list has lost is asked for, and lends its users all the same")
    void lostGroup() {
        String app = tenant.addGroup("app@fake.example", "App");
        tenant.joinEverybody(app);
        String other = tenant.addGroup("app-other@fake.example", "Other");
        tenant.join(other, ids.get(2));
        house.set(settings().put("users", "members_of_groups").put("groupEmailPrefix", "app"));
        house.read();
        assertThat(house.users()).hasSize(13).doesNotContainValue(false);

        house.fake.faults(Faults.losing(Set.of(app)));
        PassRecord pass = house.read();

        assertThat(pass.state()).as(pass.notes().toString()).isEqualTo("complete");
        assertThat(house.users()).doesNotContainValue(false);
        assertThat(membersOf(app)).hasSize(13);
        tenant.leave(app, Tenant.CUSTOMER);
        house.read();
        house.read();
        assertThat(house.users().entrySet().stream().filter(Map.Entry::getValue))
                .as("those who are really out leave")
                .hasSize(1);
    }
}
