package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Source;
import dev.rollcall.spi.simulate.Plan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Google's audit log says which groups changed: they are read with the users, sooner than all groups are. */
final class GroupHintsIT {

    private static final String REPORTS = "https://www.googleapis.com/auth/admin.reports.audit.readonly";
    private static final String DIRECTORY = "https://www.googleapis.com/auth/admin.directory.";

    private final Tenancy house = new Tenancy(Tenant.of(new Plan(8, 4, "fake.example", 1, 1)));
    private final Tenant tenant = house.tenant;
    private final List<String> ids = tenant.userIds();
    private final String group = tenant.groupIds().get(0);

    @AfterEach
    void stop() {
        house.close();
    }

    private Source hinted() {
        house.set(JsonNodeFactory.instance
                .objectNode()
                .put("admin", tenant.admin())
                .put("groupHints", true));
        return house.sources.find(house.orgId, house.directoryId).await().orElseThrow();
    }

    private void allow() {
        house.fake.desk().delegate(List.of(DIRECTORY + "user.readonly", DIRECTORY + "group.readonly", REPORTS));
    }

    private boolean isMember(String user) {
        return house.memberships().contains(group + ":" + user);
    }

    @Test
    @DisplayName("GOOGLE-69: a group that the log names is read with the users, and no other")
    void named() {
        allow();
        tenant.join(group, ids.get(3));
        assertThat(hinted().state()).isEqualTo(Source.State.READY);
        house.read();
        assertThat(isMember(ids.get(3))).isTrue();
        tenant.leave(group, ids.get(3));
        tenant.join(group, ids.get(4));
        tenant.leave(group, ids.get(4));
        tenant.join(group, ids.get(5));

        PassRecord pass = house.read("users");

        assertThat(pass.state()).isEqualTo("complete");
        assertThat(pass.counts().path("groupsHinted").asInt()).isEqualTo(1);
        assertThat(isMember(ids.get(3))).isFalse();
        assertThat(isMember(ids.get(5))).isTrue();
    }

    @Test
    @DisplayName("GOOGLE-69: what the log tells late, or never, is found by reading all groups")
    void late() {
        allow();
        tenant.join(group, ids.get(3));
        hinted();
        house.read();
        house.fake.reports().late(Duration.ofHours(3));
        tenant.leave(group, ids.get(3));

        house.read("users");
        assertThat(isMember(ids.get(3))).isTrue();

        house.read();
        assertThat(isMember(ids.get(3))).isFalse();
    }

    @Test
    @DisplayName("GOOGLE-53: the scope of the log is asked for only with groupHints, and its lack is named and stops"
            + " nothing")
    void scope() {
        Source refused = hinted();
        assertThat(refused.state()).isEqualTo(Source.State.UNPROVEN);
        assertThat(refused.findings().toString()).contains("reports_not_allowed", REPORTS);
        allow();
        assertThat(hinted().state()).isEqualTo(Source.State.READY);
        house.read();
        house.fake.desk().delegate(List.of(DIRECTORY + "user.readonly", DIRECTORY + "group.readonly"));
        tenant.change(ids.get(2), user -> user.suspended(true));

        PassRecord pass = house.read("users");

        assertThat(pass.state()).isEqualTo("complete");
        assertThat(pass.notes().toString()).contains("log of changed groups could not be read");
        assertThat(house.users()).containsEntry(ids.get(2), false);
    }
}
