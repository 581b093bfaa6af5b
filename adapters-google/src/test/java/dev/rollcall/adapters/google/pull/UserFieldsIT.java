package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.GoogleUser;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.simulate.Plan;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of fields that only some administrators fill in, and of users who are listed without what the settings go by. */
final class UserFieldsIT {

    private final Tenancy house = new Tenancy(Tenant.of(new Plan(12, 3, "fake.example", 1, 1)));
    private final Tenant tenant = house.tenant;

    @AfterEach
    void stop() {
        house.close();
    }

    private JsonNode document(String id) {
        String doc = house.sql("SELECT doc::text AS doc FROM directory_user WHERE external_id = $1", id)
                .iterator()
                .next()
                .getString("doc");
        return ScimJson.parse(doc.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("GOOGLE-25: manager and custom fields come in, change, and go when Google no longer has them")
    void managerAndCustomFields() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("admin", tenant.admin());
        settings.putArray("customFields").add("Employment.level=userType");
        house.set(settings);
        String id = tenant.userIds().get(2);
        tenant.change(
                id,
                user -> user.with(
                        new GoogleUser.More("boss@fake.example", Map.of("Employment", Map.of("level", "7")))));
        house.read();
        assertThat(document(id).path("userType").asText()).isEqualTo("7");
        assertThat(document(id).findPath("manager").path("value").asText()).isEqualTo("boss@fake.example");

        tenant.change(id, user -> user.with(new GoogleUser.More("", Map.of("Employment", Map.of("level", "8")))));
        house.read();
        assertThat(document(id).path("userType").asText()).isEqualTo("8");
        assertThat(document(id).findPath("manager").isMissingNode()).isTrue();

        tenant.change(id, user -> user.with(new GoogleUser.More("", Map.of())));
        house.read();
        assertThat(document(id).has("userType")).isFalse();
    }

    @Test
    @DisplayName("GOOGLE-67: without the unit that the settings go by a user who is known stays, and no other comes in")
    void withoutUnit() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("admin", tenant.admin());
        settings.putArray("orgUnits").add("/");
        house.set(settings);
        house.read();
        String known = tenant.userIds().get(2);
        tenant.change(known, user -> user.in("").titled("Changed"));
        String fresh = tenant.addUser("fresh@fake.example", "Fresh", "F");
        tenant.change(fresh, user -> user.in(""));

        PassRecord pass = house.read();

        assertThat(pass.state()).as(pass.notes().toString()).isEqualTo("complete");
        assertThat(house.users()).containsEntry(known, true).doesNotContainKey(fresh);
        assertThat(pass.notes().toString())
                .contains("fresh@fake.example was listed without the attributes that the settings depend on");
        tenant.change(fresh, user -> user.in("/Sales"));
        house.read();
        assertThat(house.users()).containsEntry(fresh, true);
    }
}
