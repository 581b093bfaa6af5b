package dev.rollcall.server.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** M3: what one organisation may have and do, over HTTP. */
final class QuotasIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.QUOTA_REQUESTS, "20")
            .with(Settings.QUOTA_DIRECTORIES, "6")
            .with(Settings.QUOTA_DOMAINS, "4")
            .with(Settings.QUOTA_INVITATIONS, "3")
            .with(Settings.QUOTA_SIGN_IN_LINKS, "3")
            .with(Settings.QUOTA_CREDENTIALS, "3");

    /** Waits where only the rate of requests stands in the way. */
    private static Answer post(String path, String body) {
        Answer answer = once(path, body);
        while (answer.status() == 429 && answer.body().contains("quota.requests")) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            answer = once(path, body);
        }
        return answer;
    }

    private static Answer once(String path, String body) {
        return Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/directories, `{'name':'N%d','provider':'okta'}`, quota.directories, 6",
                "/domains, `{'name':'n%d.example'}`, quota.domains, 4",
                "/members, `{'email':'n%d@demo.example'}`, quota.invitations, 3",
                "/sign-in-links, `{'subject':'n%d'}`, quota.sign-in-links, 3"
            })
    void beyondItsQuotaAnOrganisationIsToldTheSettingAndTheLimit(String path, String body, String setting, int limit) {
        Answer last = post(path, body.formatted(0));
        for (int i = 1; i <= limit && last.status() != 429; i++) {
            assertThat(last.status()).as(last.body()).isBetween(200, 299);
            last = post(path, body.formatted(i));
        }
        assertThat(last.status()).as(last.body()).isEqualTo(429);
        assertThat(last.json().path("detail").asText())
                .contains("setting " + setting + " ")
                .contains("at most " + limit);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
    }

    @Test
    void requestsBeyondTheRateAreAnsweredWith429AndOthersGoOn() {
        String credential = GATEWAY.credential("okta");
        Http request = Http.get(GATEWAY.scimUrl("okta") + "/Users?count=1").bearer(credential);
        Answer refused = request.send();
        for (int i = 0; i < 5_000 && refused.status() != 429; i++) {
            refused = request.send();
        }
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.json().path("detail").asText())
                .contains("setting quota.requests ")
                .contains("at most 20");
        LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos());
        assertThat(request.send().status()).isEqualTo(200);
    }

    @Test
    void whatIsUsedComesBackWithTime() {
        Rate rate = new Rate(2, Duration.ofSeconds(1), 0);
        assertThat(rate.take(0)).isZero();
        assertThat(rate.take(0)).isZero();
        assertThat(rate.take(0)).isEqualTo(Duration.ofMillis(500).toNanos());
        assertThat(rate.take(Duration.ofMillis(500).toNanos())).isZero();
        assertThat(rate.take(Duration.ofMillis(501).toNanos())).isPositive();
        assertThat(rate.take(Duration.ofHours(1).toNanos())).isZero();
        assertThat(rate.take(Duration.ofHours(1).toNanos())).isZero();
        assertThat(rate.take(Duration.ofHours(1).toNanos())).isPositive();
    }
}
