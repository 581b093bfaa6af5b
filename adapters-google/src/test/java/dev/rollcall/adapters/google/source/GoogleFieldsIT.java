package dev.rollcall.adapters.google.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.GoogleUser;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import dev.rollcall.spi.pull.SourceUser.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields of a user become what, as the settings say. */
final class GoogleFieldsIT {

    private final Google google = Google.empty();
    private final Tenant tenant = google.tenant;

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    @DisplayName("GOOGLE-25: the manager by address, and fields of custom schemas that the settings name")
    void managerAndCustomFields() {
        String id = tenant.addUser("liz@fake.example", "Liz", "Smith");
        Map<String, Object> employment = Map.of(
                "level", "7", "remote", true, "sites", List.of(Map.of("type", "work", "value", "Lyon")), "secret", "x");
        tenant.change(
                id,
                user -> user.with(
                        new GoogleUser.More("Boss@fake.example", Map.of("Employment", employment, "Other", Map.of()))));
        SourceReader reader = google.reader(values -> values.putArray("customFields")
                .add("Employment.level=userType")
                .add("Employment.remote = urn:example:Employment:remote")
                .add("Employment.sites=urn:example:Employment:sites")
                .add("Employment.absent=nickName"));

        SourceUser listed = Google.all(reader::users).stream()
                .filter(user -> user.id().equals(id))
                .findFirst()
                .orElseThrow();

        ObjectNode user = listed.document();
        assertThat(user.at("/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager/value")
                        .asText())
                .isEqualTo("boss@fake.example");
        assertThat(user.path("userType").asText()).isEqualTo("7");
        assertThat(user.path("urn:example:Employment").toString()).isEqualTo("{\"remote\":true,\"sites\":[\"Lyon\"]}");
        assertThat(user.has("nickName")).isFalse();
        assertThat(reader.ownedAttributes()).contains("userType", "nickName", "urn:example:Employment:sites");
        assertThat(reader.user(id).await().orElseThrow().document()).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Employment=userType",
                "Employment.level",
                "Employment.level=userName",
                "Employment.level=emails",
                "Employment.level=urn:ietf:params:scim:schemas:core:2.0:User:active",
                "Employment.level=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
                "A.b=userType,C.d=userType"
            })
    @DisplayName("GOOGLE-25: an entry of customFields that cannot be meant is refused with a sentence")
    void wrongCustomFields(String entries) {
        assertThatThrownBy(() -> google.reader(values -> {
                    ArrayNode fields = values.putArray("customFields");
                    List.of(entries.split(",")).forEach(fields::add);
                }))
                .isInstanceOfSatisfying(
                        SetupException.class, e -> assertThat(e.sentence()).startsWith("customFields has"));
    }

    @Test
    @DisplayName("GOOGLE-67: who was listed without the unit that the settings go by is not judged")
    void withoutUnit() {
        String lost = tenant.addUser("lost@fake.example", "Lost", "L");
        tenant.change(lost, user -> user.in(""));
        String leaver = tenant.addUser("leaver@fake.example", "Leaver", "L");
        tenant.change(leaver, user -> user.in("").suspended(true));
        SourceReader reader =
                google.reader(values -> values.putArray("orgUnits").add("/"));

        assertThat(Google.all(reader::users))
                .extracting(SourceUser::userName, SourceUser::standing, SourceUser::leftOut)
                .contains(
                        tuple("lost@fake.example", Standing.UNPLACED, null),
                        tuple("leaver@fake.example", Standing.INACTIVE, null));
    }
}
