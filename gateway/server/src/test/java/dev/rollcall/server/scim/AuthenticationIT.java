package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.admin.directory.Credentials.Issued;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OKTA-04: the forms in which a token reaches us. */
final class AuthenticationIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static String token;

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
    }

    private static int status(String authorization) {
        return Http.get(GATEWAY.scimUrl("okta") + "/ServiceProviderConfig")
                .header("Authorization", authorization)
                .send()
                .status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "bearer %s", "Bearer Bearer %s", "%s", "Bearer   %s"})
    void aTokenIsTakenInEveryFormThatAdministratorsSend(String form) {
        assertThat(status(form.formatted(token))).isEqualTo(200);
    }

    @Test
    void aTokenIsTakenAsTheBasicPassword() {
        byte[] pair = ("anybody:" + token).getBytes(StandardCharsets.UTF_8);
        assertThat(status("Basic " + Base64.getEncoder().encodeToString(pair))).isEqualTo(200);
        assertThat(status("Basic not-base64!")).isEqualTo(401);
    }

    @Test
    void aRevokedTokenEndsWithinSeconds() {
        Directory directory = GATEWAY.directory("entra");
        var credentials = GATEWAY.gateway().parts().credentials();
        Issued issued = credentials
                .issue(Actor.gateway(directory.orgId()), directory.id(), null)
                .await();
        Http request =
                Http.get(GATEWAY.scimUrl("entra") + "/ServiceProviderConfig").bearer(issued.token());
        assertThat(request.send().status()).isEqualTo(200);

        credentials
                .revoke(
                        Actor.gateway(directory.orgId()),
                        directory.id(),
                        issued.credential().id())
                .await();

        long until = System.nanoTime() + 10_000_000_000L;
        while (request.send().status() != 401 && System.nanoTime() < until) {
            LockSupport.parkNanos(100_000_000L);
        }
        for (int i = 0; i < 2; i++) {
            Http.Answer refused = request.send();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.json().path("detail").asText())
                    .startsWith("The credential rc_" + issued.credential().prefix() + "_... was revoked on ")
                    .contains("Issue a new one");
            assertThat(refused.body()).doesNotContain(issued.token());
        }
    }

    @Test
    void whoHoldsOnlyThePrefixOfAnEndedTokenLearnsNothing() {
        Directory directory = GATEWAY.directory("entra");
        var credentials = GATEWAY.gateway().parts().credentials();
        Issued issued = credentials
                .issue(Actor.gateway(directory.orgId()), directory.id(), null)
                .await();
        credentials
                .revoke(
                        Actor.gateway(directory.orgId()),
                        directory.id(),
                        issued.credential().id())
                .await();

        String guessed = "rc_" + issued.credential().prefix() + "_" + "0".repeat(43);
        assertThat(Http.get(GATEWAY.scimUrl("entra") + "/Users")
                        .bearer(guessed)
                        .send()
                        .json()
                        .path("detail")
                        .asText())
                .startsWith("The credential is not valid for this directory");
    }

    @Test
    void anExpiredTokenIsToldSo() {
        Directory directory = GATEWAY.directory("entra");
        String expired = GATEWAY.gateway()
                .parts()
                .credentials()
                .issue(
                        Actor.gateway(directory.orgId()),
                        directory.id(),
                        Instant.now().minusSeconds(60))
                .await()
                .token();

        assertThat(Http.get(GATEWAY.scimUrl("entra") + "/Users")
                        .bearer(expired)
                        .send()
                        .json()
                        .path("detail")
                        .asText())
                .contains("_... expired on ");
    }

    @Test
    void everyAnswerNamesItsRequest() {
        String first = Http.get(GATEWAY.scimUrl("okta") + "/Users").send().header("Rollcall-Request-Id");
        assertThat(first).hasSize(36);
        assertThat(first.charAt(14)).as("UUID version").isEqualTo('7');
    }
}
