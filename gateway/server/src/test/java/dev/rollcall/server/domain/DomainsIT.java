package dev.rollcall.server.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.testkit.dns.TestDnsServer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R2 over HTTP, with DNS packets from a server of this test. */
final class DomainsIT {

    private static final TestDnsServer DNS = TestDnsServer.start();

    /** The background looks first after a minute, when all is over: each check is asked for. */
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .with(Settings.DNS_RESOLVER, DNS.address())
            .with(Settings.DNS_TIMEOUT, "1")
            .with(Settings.DOMAIN_RETRY, "3600")
            .with(Settings.DOMAIN_GRACE, "0");

    private static UUID other;

    @BeforeAll
    static void otherOrganisation() {
        other = new Organisations(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), "other", "Other", Plan.ENTERPRISE, 50, 0)
                .await()
                .id();
    }

    @AfterAll
    static void stopDns() {
        DNS.close();
    }

    private static Http request(String method, String path) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations/" + path)
                .bearer(GATEWAY.token(new Scope.Operator()));
    }

    private static JsonNode claim(String org, String name) {
        Answer answer = request("POST", org + "/domains")
                .body("{'name':'" + name + "'}")
                .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode check(String org, String name) {
        Answer answer = request("POST", org + "/domains/" + name + "/check").send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String value(JsonNode claimed) {
        return claimed.at("/record/value").asText();
    }

    @Test
    void aClaimedDomainIsVerifiedByItsRecord() {
        JsonNode claimed = claim("demo", "Proved.Example");
        assertThat(claimed.path("state").asText()).isEqualTo("claimed");
        assertThat(claimed.at("/record/type").asText()).isEqualTo("TXT");
        assertThat(claimed.at("/record/name").asText()).isEqualTo("_rollcall.proved.example");
        assertThat(value(claimed)).matches("rollcall-verification=[0-9a-f]{32}");
        assertThat(claim("demo", "proved.example").path("record")).isEqualTo(claimed.path("record"));

        JsonNode missing = check("demo", "proved.example");
        assertThat(missing.path("state").asText()).isEqualTo("claimed");
        assertThat(missing.at("/lastCheck/message").asText())
                .contains("_rollcall.proved.example does not exist (NXDOMAIN)")
                .contains(value(claimed));
        assertThat(missing.path("nextCheck").asText()).isNotEmpty();

        DNS.txt("_rollcall.proved.example", "v=spf1 -all").txt("_rollcall.proved.example", value(claimed));
        JsonNode verified = check("demo", "proved.example");
        assertThat(verified.path("state").asText()).isEqualTo("verified");
        assertThat(verified.path("proof").asText()).isEqualTo("dns");
        assertThat(verified.at("/lastCheck/lookups/0/resolver").asText()).isEqualTo(DNS.address());
        assertThat(verified.at("/lastCheck/lookups/0/texts")).hasSize(2);
    }

    /** An answer that is forged from afar has to hit the port of the question, which is another each time. */
    @Test
    void eachQuestionHasAPortOfItsOwn() {
        claim("demo", "ports.example");
        int before = DNS.ports().size();
        check("demo", "ports.example");
        check("demo", "ports.example");
        List<Integer> ports = DNS.ports().subList(before, DNS.ports().size());
        assertThat(ports).hasSizeGreaterThan(3);
        // Two of many thousands may be the same by chance.
        assertThat(Set.copyOf(ports)).hasSizeGreaterThan(ports.size() / 2);
    }

    /** W5. */
    @Test
    void whoeverChecksByHandDoesNotWaitLongerForTheBackground() {
        claim("demo", "impatient.example");
        String due = request("GET", "demo/domains/impatient.example")
                .send()
                .json()
                .path("nextCheck")
                .asText();
        for (int click = 0; click < 8; click++) {
            JsonNode checked = check("demo", "impatient.example");
            assertThat(checked.path("nextCheck").asText()).isEqualTo(due);
            assertThat(checked.at("/lastCheck/proved").asBoolean()).isFalse();
        }
    }

    @Test
    void whatWasLookedUpAndFoundIsTold() {
        String value = value(claim("demo", "told.example"));
        DNS.fail("_rollcall.told.example").empty("told.example");
        JsonNode failed = check("demo", "told.example");
        assertThat(failed.at("/lastCheck/message").asText())
                .contains("could not look up _rollcall.told.example (SERVFAIL)")
                .contains("told.example has no TXT record")
                .contains("DNSSEC");

        DNS.beSilent("_rollcall.told.example");
        JsonNode silent = check("demo", "told.example");
        assertThat(silent.at("/lastCheck/lookups/0/answer").asText()).isEqualTo("no_answer");
        assertThat(silent.at("/lastCheck/message").asText())
                .contains(DNS.address())
                .contains("dns.resolver");

        DNS.remove("_rollcall.told.example").txt("_rollcall.told.example", "rollcall-verification=wrong");
        assertThat(check("demo", "told.example").at("/lastCheck/message").asText())
                .contains("another token");

        DNS.empty("_rollcall.told.example").txt("_rollcall.told.example.told.example", value);
        JsonNode doubled = check("demo", "told.example");
        assertThat(doubled.path("state").asText()).isEqualTo("claimed");
        assertThat(doubled.at("/lastCheck/message").asText()).contains("enter only _rollcall as the name");
    }

    @Test
    void theRecordMayComeInPiecesQuotedAtTheDomainItselfOrOverTcp() {
        String pieces = value(claim("demo", "pieces.example"));
        DNS.txt("_rollcall.pieces.example", pieces.substring(0, 9), pieces.substring(9));
        assertThat(check("demo", "pieces.example").path("state").asText()).isEqualTo("verified");

        DNS.txt("quoted.example", "\"" + value(claim("demo", "quoted.example")) + "\"");
        assertThat(check("demo", "quoted.example").path("state").asText()).isEqualTo("verified");

        DNS.txt("_rollcall.large.example", value(claim("demo", "large.example")))
                .truncate("_rollcall.large.example");
        assertThat(check("demo", "large.example").path("state").asText()).isEqualTo("verified");
        assertThat(DNS.asked()).containsSubsequence("udp _rollcall.large.example", "tcp _rollcall.large.example");
    }

    @Test
    void aDomainBelongsToOneOrganisationAndTheOtherIsNotNamed() {
        String first = value(claim("demo", "wanted.example"));
        String second = value(claim("other", "wanted.example"));
        assertThat(first).isNotEqualTo(second);
        DNS.txt("_rollcall.wanted.example", first).txt("_rollcall.wanted.example", second);
        assertThat(check("demo", "wanted.example").path("state").asText()).isEqualTo("verified");

        JsonNode late = check("other", "wanted.example");
        assertThat(late.path("state").asText()).isEqualTo("claimed");
        assertThat(late.at("/lastCheck/message").asText()).contains("verified by another organisation");

        Answer taken =
                request("PUT", "other/domains/wanted.example/attestation").send();
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.json().path("type").asText()).endsWith("domain-taken");
        assertThat(taken.body()).doesNotContain("demo");

        request("DELETE", "demo/domains/wanted.example").send();
        assertThat(check("other", "wanted.example").path("state").asText()).isEqualTo("verified");
    }

    @Test
    void losingTheRecordWarnsAndRemovesNobody() {
        DNS.txt("_rollcall.lost.example", value(claim("demo", "lost.example")));
        check("demo", "lost.example");
        String token = GATEWAY.credential("okta");
        Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada@lost.example',"
                        + "'active':true}")
                .send();

        DNS.fail("_rollcall.lost.example");
        assertThat(check("demo", "lost.example").path("state").asText())
                .as("a resolver that does not know loses nothing")
                .isEqualTo("verified");
        DNS.remove("_rollcall.lost.example");
        JsonNode lost = check("demo", "lost.example");
        assertThat(lost.path("state").asText()).isEqualTo("record_lost");
        assertThat(lost.path("warning").asText()).contains("keep their access");
        assertThat(request("GET", "demo/members?limit=1000").send().body()).contains("ada@lost.example");
        assertThat(request("GET", "demo/events?limit=1000").send().body()).contains("domain.record_lost");
        warnsWherePeopleLook("lost.example");

        DNS.txt("_rollcall.lost.example", value(lost));
        assertThat(check("demo", "lost.example").path("state").asText()).isEqualTo("verified");
    }

    /** W16: at the organisation, in the list of them, at each directory and in the preview. */
    private static void warnsWherePeopleLook(String domain) {
        assertThat(request("GET", "demo").send().json().at("/warnings").toString())
                .contains("domain_record_lost", domain);
        assertThat(request("GET", "?limit=1000").send().body()).contains("domain_record_lost");
        for (JsonNode directory :
                request("GET", "demo/directories").send().json().path("items")) {
            assertThat(directory.path("warnings").toString()).contains(domain);
        }
        Answer draft = request("POST", "demo/directories")
                .body("{'provider':'okta','name':'Draft " + domain + "'}")
                .send();
        JsonNode preview = request(
                        "GET", "demo/directories/" + draft.json().path("id").asText() + "/preview")
                .send()
                .json();
        assertThat(preview.path("warnings").toString()).contains(domain);
        assertThat(preview.path("missing")).isEmpty();
    }

    @Test
    void theOperatorsWordIsProofAndLetsPeopleInAtOnce() {
        String token = GATEWAY.credential("okta");
        Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'eve@attested.example',"
                        + "'active':true}")
                .send();
        String path = "demo/domains/attested.example";
        JsonNode forecast =
                request("PUT", path + "/attestation?dryRun=true").send().json();
        assertThat(forecast.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(request("GET", path).send().status()).isEqualTo(404);

        assertThat(request("PUT", path + "/attestation").send().json().path("counts"))
                .isEqualTo(forecast.path("counts"));
        JsonNode attested = request("GET", path).send().json();
        assertThat(attested.path("proof").asText()).isEqualTo("attested");
        assertThat(attested.path("record").isNull()).isTrue();
        assertThat(request("POST", path + "/check").send().body()).contains("no record to look up");

        Answer refused = Http.request("PUT", GATEWAY.url() + "/api/v1/organizations/" + path + "/attestation")
                .bearer(GATEWAY.token(
                        new Scope.Organisation(GATEWAY.demo().organisation().id())))
                .send();
        assertThat(refused.status()).isEqualTo(403);

        assertThat(request("DELETE", path).send().json().path("people")).hasSize(1);
        assertThat(request("GET", path).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"co.uk, registry", "ada@example.com, after the @", "192.0.2.7, IP address", "'', not empty"})
    void aNameThatNobodyCanOwnIsRefusedWithAReason(String name, String reason) {
        Answer answer =
                request("POST", "demo/domains").body("{'name':'" + name + "'}").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(reason);
    }

    @Test
    void anotherOrganisationSeesNothing() {
        claim("demo", "private.example");

        Http foreign = Http.get(GATEWAY.url() + "/api/v1/organizations/demo/domains");
        assertThat(foreign.bearer(GATEWAY.token(new Scope.Organisation(other)))
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(request("GET", "other/domains").send().body()).doesNotContain("private.example");
    }
}
