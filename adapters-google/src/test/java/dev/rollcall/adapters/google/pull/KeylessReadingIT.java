package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.FederationDesk;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Source;
import dev.rollcall.spi.simulate.Plan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A directory that is read without a key is one whose domain the organisation has verified. */
final class KeylessReadingIT {

    private final Tenancy house = new Tenancy(Tenant.of(new Plan(5, 1, "fake.example", 1, 1)));

    @AfterEach
    void stop() {
        house.close();
    }

    private Source keyless() {
        house.identity = house.fake.identityUrl();
        ObjectNode source = JsonNodeFactory.instance.objectNode().put("url", house.identity);
        source.putObject("format").put("type", "json").put("subject_token_field_name", "access_token");
        house.set(
                JsonNodeFactory.instance.objectNode().put("access", "keyless").put("admin", house.tenant.admin()),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("credential", FederationDesk.credentialFile(source).toString()));
        return source();
    }

    private Source source() {
        return house.sources.find(house.orgId, house.directoryId).await().orElseThrow();
    }

    @Test
    @DisplayName("GOOGLE-57: everything is read")
    void read() {
        assertThat(keyless().state()).isEqualTo(Source.State.READY);
        assertThat(house.read().state()).isEqualTo("complete");
        assertThat(house.users()).hasSize(6);
    }

    @Test
    @DisplayName("GOOGLE-58: not the directory of a domain that the organisation has not verified, or not any more")
    void otherDomain() {
        assertThat(keyless().state()).isEqualTo(Source.State.READY);
        house.read();
        house.sql("UPDATE domain SET verified_at = NULL WHERE org_id = $1", house.orgId);

        PassRecord pass = house.read();

        assertThat(pass.state()).isEqualTo("stopped");
        assertThat(pass.notes().toString()).contains("has not verified the domain fake.example");
        assertThat(house.users().values()).as("no one loses access by it").doesNotContain(false);
        assertThat(source().state()).isEqualTo(Source.State.STOPPED);
        house.sql("UPDATE domain SET verified_at = now() WHERE org_id = $1", house.orgId);
        assertThat(keyless().state()).isEqualTo(Source.State.READY);

        house.sql("DELETE FROM directory_source WHERE org_id = $1", house.orgId);
        house.sql("UPDATE domain SET verified_at = NULL WHERE org_id = $1", house.orgId);
        Source refused = keyless();
        assertThat(refused.state()).isEqualTo(Source.State.UNPROVEN);
        assertThat(refused.findings().path(0).path("sentence").asText()).contains("Verify the domain first");
    }
}
