package dev.rollcall.adapters.google.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.spi.pull.SetupException;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceCheck.Finding;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The look at a set-up names which of the usual mistakes was made, and what to do about it. */
final class GoogleCheckIT {

    private final Google google = Google.empty();

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    @DisplayName("GOOGLE-51, GOOGLE-70: delegation with the two least scopes passes every step")
    void passes() {
        SourceCheck check = google.reader().check().await();

        assertThat(check.findings()).extracting(Finding::step).containsExactly("token", "users", "groups", "members");
        assertThat(check.passed()).isTrue();
        assertThat(check.account()).isEqualTo(Tenant.CUSTOMER);
    }

    @Test
    @DisplayName("GOOGLE-56: a service account with a role of its own, and the customer id")
    void withoutDelegation() {
        google.fake.desk().delegate(List.of());
        google.values.remove("admin");
        google.values.put("customerId", Tenant.CUSTOMER);

        assertThat(mistake()).isEqualTo("account_without_role");
        google.fake.desk().accountIsAdmin(true);
        assertThat(google.reader().check().await().passed()).isTrue();
        google.values.remove("customerId");
        assertThatThrownBy(google::reader)
                .isInstanceOfSatisfying(
                        SetupException.class, e -> assertThat(e.field()).isEqualTo("customerId"));
    }

    @Test
    @DisplayName(
            "GOOGLE-52, GOOGLE-59: a consent that a policy or an administrator has ended loses access, which is not"
                    + " read as an empty directory")
    void consent() {
        google.values.removeAll();
        google.values
                .put("access", "oauth")
                .put("clientId", "client")
                .put("clientSecret", "secret")
                .put("refreshToken", "1//fake-refresh-token");
        assertThat(google.reader().check().await().passed()).isTrue();

        google.fake.desk().policy("invalid_rapt");
        assertThat(mistake()).isEqualTo("policy");
        assertThatThrownBy(() -> google.reader().users(null).await())
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_LOST));
        google.fake.desk().policy("admin_policy_enforced");
        assertThat(mistake()).isEqualTo("policy");
        google.fake.desk().policy(null);
        google.values.put("refreshToken", "1//taken-back");
        assertThat(mistake()).isEqualTo("consent_ended");
    }

    @Test
    @DisplayName("GOOGLE-51: nothing allowed, one scope allowed, another administrator, a deleted key")
    void delegation() {
        google.fake.desk().delegate(List.of());
        assertThat(finding().sentence()).contains("101234567890123456789", Google.USERS, Google.GROUPS);
        assertThat(mistake()).isEqualTo("delegation_missing");

        google.fake.desk().delegate(List.of(Google.USERS));
        assertThat(mistake()).isEqualTo("scope_missing");
        assertThat(finding().sentence()).contains(Google.GROUPS).doesNotContain(Google.USERS);

        google.fake.desk().delegate(List.of(Google.USERS, Google.GROUPS));
        google.values.put("admin", "nobody@fake.example");
        assertThat(mistake()).isEqualTo("admin_unknown");

        google.values.put("admin", google.tenant.admin());
        google.fake.desk().keyIsDeleted(true);
        assertThat(mistake()).isEqualTo("key_invalid");
    }

    @Test
    @DisplayName("GOOGLE-34: the API is off, the administrator has no right, the customer is wrong")
    void refusals() {
        google.fake.apiIsOff(true);
        assertThat(mistake()).isEqualTo("api_off");
        google.fake.apiIsOff(false);

        google.fake.desk().admin(google.tenant.admin(), false);
        assertThat(mistake()).isEqualTo("admin_without_right");
        google.fake.desk().admin(google.tenant.admin(), true);

        google.values.put("customerId", "C0somebody");
        assertThat(mistake()).isEqualTo("wrong_customer");
    }

    @Test
    @DisplayName("GOOGLE-51: a wrong clock is reported with the difference")
    void clock() {
        InstantSource late = InstantSource.offset(InstantSource.system(), Duration.ofHours(-2));

        Finding finding = google.reader(null, late).check().await().failure().orElseThrow();

        assertThat(finding.mistake()).isEqualTo("clock");
        assertThat(finding.sentence()).containsPattern("clock is (7199|7200|7201) s behind Google's");
        assertThat(Instant.now()).isAfter(late.instant());
    }

    @Test
    @DisplayName("GOOGLE-58: another account than at the first success is not read")
    void otherAccount() {
        assertThat(google.reader("C0another", InstantSource.system())
                        .check()
                        .await()
                        .failure()
                        .orElseThrow()
                        .mistake())
                .isEqualTo("other_account");
        assertThatThrownBy(() -> google.reader("C0another", InstantSource.system())
                        .users(null)
                        .await())
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SETUP_WRONG));
    }

    @Test
    @DisplayName("GOOGLE-57: what is pasted instead of a key file is recognised as something else, and never repeated")
    void pasted() {
        for (String text : List.of("nonsense-secret", "{\"installed\":{}}", "{\"type\":\"service_account\"}")) {
            google.values.put("key", text);
            assertThatThrownBy(google::reader).isInstanceOfSatisfying(SetupException.class, e -> {
                assertThat(e.field()).isEqualTo("key");
                assertThat(e.sentence()).doesNotContain("nonsense-secret");
            });
        }
    }

    private Finding finding() {
        return google.reader().check().await().failure().orElseThrow();
    }

    private String mistake() {
        return String.valueOf(finding().mistake());
    }
}
