package dev.rollcall.server.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.admin.Domain;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.dns.TestDnsServer;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Domains are looked up in the background, by one node at a time (R2). */
final class DomainWatchIT {

    private static final TestDnsServer DNS = TestDnsServer.start();

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().with(Settings.DNS_RESOLVER, DNS.address()).with(Settings.DOMAIN_RETRY, "1");

    @AfterAll
    static void stopDns() {
        DNS.close();
    }

    @Test
    void aClaimIsLookedUpAgainUntilItIsVerified() throws InterruptedException {
        String path = GATEWAY.url() + "/api/v1/organizations/demo/domains";
        String token = GATEWAY.token(new Scope.Operator());
        String value = Http.request("POST", path)
                .bearer(token)
                .body("{'name':'patient.example'}")
                .send()
                .json()
                .at("/record/value")
                .asText();
        while (!DNS.asked().contains("udp _rollcall.patient.example")) {
            Thread.sleep(20);
        }

        DNS.txt("_rollcall.patient.example", value);
        while (!Http.get(path + "/patient.example").bearer(token).send().body().contains("\"verified\",")) {
            Thread.sleep(20);
        }
    }

    @Test
    void whatOneNodeTookIsNotDueForAnother() {
        Domains domains = new Domains(GATEWAY.gateway().parts().database().reads());
        // Far ahead, so that the gateway itself takes none of them.
        Instant then = Instant.parse("2200-01-01T00:00:00Z");
        GATEWAY.gateway()
                .parts()
                .database()
                .writes()
                .query("INSERT INTO domain (org_id, name, proof, token, next_check_at)"
                        + " SELECT org_id, 'd' || n || '.example', 'dns', 't', '2199-12-31' FROM organization,"
                        + " generate_series(1, 30) n WHERE slug = 'demo'")
                .execute()
                .await();

        Duration lease = Duration.ofMinutes(5);
        List<List<Domain>> taken = Future.all(domains.takeDue(then, lease, 100), domains.takeDue(then, lease, 100))
                .await()
                .list();

        assertThat(taken.stream().flatMap(List::stream).map(Domain::name).filter(name -> name.startsWith("d")))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    /** M3. */
    @Test
    void anOrganisationWithVeryManyKeepsNobodyElseWaiting() {
        Domains domains = new Domains(GATEWAY.gateway().parts().database().reads());
        Instant then = Instant.parse("2150-01-01T00:00:00Z");
        GATEWAY.gateway()
                .parts()
                .database()
                .writes()
                .query("INSERT INTO organization (org_id, slug, name, plan, purchased_seats, created_at)"
                        + " VALUES (gen_random_uuid(), 'patient', 'Patient', 'enterprise', 50, now());"
                        + " INSERT INTO domain (org_id, name, proof, token, next_check_at)"
                        + " SELECT org_id, 'many' || n || '.example', 'dns', 't', '2149-01-01' FROM organization,"
                        + " generate_series(1, 500) n WHERE slug = 'demo';"
                        + " INSERT INTO domain (org_id, name, proof, token, next_check_at)"
                        + " SELECT org_id, 'one.example', 'dns', 't', '2149-12-31' FROM organization"
                        + " WHERE slug = 'patient'")
                .execute()
                .await();

        assertThat(domains.takeDue(then, Duration.ofMinutes(5), 20).await())
                .extracting(Domain::name)
                .contains("one.example");
    }

    @Test
    void thePauseDoublesUpToSixHours() {
        Rhythm rhythm = new Rhythm(Duration.ofSeconds(30), Duration.ofDays(1), Duration.ZERO);

        assertThat(rhythm.after(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(rhythm.after(2)).isEqualTo(Duration.ofMinutes(1));
        assertThat(rhythm.after(1_000)).isEqualTo(Duration.ofHours(6));
    }
}
