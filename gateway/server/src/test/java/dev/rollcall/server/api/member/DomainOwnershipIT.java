package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A verified domain owns its addresses (R26; W1, H6), and the operator decides about those who were members elsewhere before. */
final class DomainOwnershipIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.MEMBER_CHECK, "1");

    private final People elmo = new People(GATEWAY);
    private final People bolt = new People(GATEWAY);

    @BeforeEach
    void boltTakesAddressesOfEveryDomain() {
        bolt.operator("PUT", "/unverified-domains", "{'on':true}");
    }

    private String ofElmo(String name) {
        return name + "@" + elmo.domain;
    }

    private static String exclusion(People people, String address) {
        return people.get("/exclusions?text=" + address)
                .at("/items/0/reason/exclusion")
                .asText();
    }

    private static Answer operator(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    private JsonNode conflicts() {
        return operator("GET", "/conflicts?domain=" + elmo.domain, "").json().path("items");
    }

    private void beforeElmoVerifies(Runnable done) {
        elmo.rule(new OfDomain.ReleaseDomain(elmo.domain));
        done.run();
        elmo.rule(new OfDomain.VerifyDomain(elmo.domain, true));
    }

    private JsonNode conflictOf(String name) {
        beforeElmoVerifies(() -> bolt.done("POST", "/members", "{'email':'" + ofElmo(name) + "'}"));
        JsonNode found = conflicts();
        assertThat(found).hasSize(1);
        return found.path(0);
    }

    // Every way in

    @Test
    @DisplayName("W1, H6: an invitation by hand is refused, in a sentence that names no organisation")
    void anInvitationIsRefused() {
        Answer refused = bolt.ask("POST", "/members", "{'email':'" + ofElmo("ceo") + "'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).endsWith("/address-not-available");
        assertThat(refused.body()).doesNotContain(elmo.slug + " ", "another organisation", "member of");
        elmo.user("ceo");
        assertThat(elmo.lines()).containsExactly("ceo active member seat");
    }

    @Test
    @DisplayName(
            "W1, H6: a member elsewhere, an address of another's domain and a made-up one of it get one and the same"
                    + " answer")
    void noAnswerIsAnOracle() {
        elmo.user("ada");
        elmo.invite("eve@nobodys.test", "member");
        ObjectNode memberThere = problem("eve@nobodys.test");
        assertThat(memberThere).isEqualTo(problem(ofElmo("ada"))).isEqualTo(problem(ofElmo("madeup")));
        assertThat(problem("eve@nobodys.test", "?dryRun=true")).isEqualTo(memberThere);
        assertThat(bolt.ask("GET", "/explanations?email=" + ofElmo("ada"), "").body())
                .isEqualTo(bolt.ask("GET", "/explanations?email=" + ofElmo("madeup"), "")
                        .body()
                        .replace("madeup@", "ada@"));
    }

    private ObjectNode problem(String email) {
        return problem(email, "");
    }

    /** The answer to an invitation, without what tells this request from others. */
    private ObjectNode problem(String email, String query) {
        Answer answer = bolt.ask("POST", "/members" + query, "{'email':'" + email + "'}");
        assertThat(answer.status()).isEqualTo(409);
        ObjectNode json = (ObjectNode) answer.json();
        json.put("detail", json.path("detail").asText().replace(email, "ADDRESS"));
        json.remove(List.of("requestId", "instance"));
        return json;
    }

    @Test
    @DisplayName("W1: no recovery admin by an address of another's domain")
    void aRecoveryAdminIsRefused() {
        Answer refused =
                bolt.operator("POST", "/recovery-admins", "{'email':'" + ofElmo("ceo") + "','reason':'lost access'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).endsWith("/address-not-available");
    }

    @Test
    @DisplayName("W1: a directory's users stay out although unverified domains are allowed, new or by a new address")
    void aDirectorysUsersStayOut() {
        bolt.user(ofElmo("new1"));
        assertThat(exclusion(bolt, ofElmo("new1"))).isEqualTo("domain_of_another_organization");
        String bob = bolt.user("bob");
        bolt.address(bob, ofElmo("bob"));
        assertThat(exclusion(bolt, "bob@")).isEqualTo("domain_of_another_organization");
        assertThat(bolt.seatsUsed()).isZero();
        bolt.address(bob, "bob@" + bolt.domain);
        assertThat(bolt.member("bob").path("status").asText()).isEqualTo("active");
        JsonNode line =
                bolt.get("/exclusions?text=" + ofElmo("new1")).path("items").path(0);
        assertThat(line.path("why").asText() + line.at("/reason/fix").asText())
                .doesNotContain(elmo.slug)
                .contains("another organisation has verified");
    }

    @Test
    @DisplayName("W1: a leaver does not come back by the address, and an undo does not bring them back")
    void nobodyComesBackByIt() {
        String[] bob = new String[1];
        beforeElmoVerifies(() -> bob[0] = bolt.user(ofElmo("bob")));
        assertThat(bolt.member(ofElmo("bob")).path("status").asText())
                .as("who was a member before stays")
                .isEqualTo("active");
        bolt.active(bob[0], false);
        bolt.active(bob[0], true);
        assertThat(exclusion(bolt, ofElmo("bob"))).isEqualTo("domain_of_another_organization");
    }

    @Test
    @DisplayName("W1: a subdomain is not the domain's")
    void aSubdomainIsNotOwned() {
        bolt.done("POST", "/members", "{'email':'eve@mail." + elmo.domain + "'}");
        assertThat(bolt.get("/members?text=eve@mail.").path("items")).hasSize(1);
    }

    // When a domain changes hands

    @Test
    @DisplayName("R26: verifying and releasing a domain re-judges the people of other organisations")
    void aDomainThatChangesHandsIsJudgedAgain() {
        People cora = new People(GATEWAY);
        elmo.rule(new OfDomain.ReleaseDomain(elmo.domain));
        cora.user(ofElmo("cyd"));
        assertThat(exclusion(cora, ofElmo("cyd"))).isEqualTo("unverified_domain");
        elmo.rule(new OfDomain.VerifyDomain(elmo.domain, true));
        Eventually.assertThat(
                () -> assertThat(exclusion(cora, ofElmo("cyd"))).isEqualTo("domain_of_another_organization"));
        bolt.user(ofElmo("bob"));
        elmo.rule(new OfDomain.ReleaseDomain(elmo.domain));
        Eventually.assertThat(() -> assertThat(exclusion(cora, ofElmo("cyd"))).isEqualTo("unverified_domain"));
        Eventually.assertThat(() -> assertThat(bolt.get("/members?text=" + ofElmo("bob"))
                        .at("/items/0/status")
                        .asText())
                .isEqualTo("active"));
    }

    @Test
    @DisplayName("R26: what the node that released a domain did not see to, the walk of any node does")
    void theWalkFindsWhomADomainKeepsOutForNothing() {
        bolt.user(ofElmo("bob"));
        // As another node would leave it that is killed right after its commit.
        GATEWAY.gateway()
                .parts()
                .database()
                .writes()
                .query("DELETE FROM domain WHERE name = '" + elmo.domain + "'")
                .execute()
                .await();
        Eventually.assertThat(() -> assertThat(bolt.lines()).containsExactly("bob active member seat"));
    }

    // Conflicts

    @Test
    @DisplayName("R26: a member of before is a conflict; released, the owner's user comes in by itself")
    void aConflictIsReleasedToTheOwner() {
        JsonNode conflict = conflictOf("ceo");
        String waiting = elmo.user("ceo");
        assertThat(exclusion(elmo, ofElmo("ceo"))).isEqualTo("member_elsewhere");
        String id = conflict.path("id").asText();
        JsonNode shown = operator("GET", "/conflicts/" + id, "").json();
        assertThat(shown.path("state").asText()).isEqualTo("open");
        assertThat(shown.at("/member/organization").asText()).isEqualTo(bolt.slug);
        assertThat(shown.at("/owner/organization").asText()).isEqualTo(elmo.slug);
        assertThat(shown.at("/owner/waitingUser").asText()).isEqualTo(waiting);

        Eventually.assertThat(() -> assertThat(bolt.events()).containsOnlyOnce("conflict.opened"));
        assertThat(elmo.events()).as("the owner is told nothing of others").doesNotContain("conflict.opened");
        JsonNode opened = bolt.get("/events?type=conflict.opened").at("/items/0");
        assertThat(opened.path("subject").asText()).isEqualTo(id);
        assertThat(opened.at("/data/email").asText()).isEqualTo(ofElmo("ceo"));
        assertThat(opened.toString()).doesNotContain(elmo.org.toString());

        Answer forecast = operator("POST", "/conflicts/" + id + "/release?dryRun=true", "");
        assertThat(forecast.json().at("/counts/removed").asInt()).isEqualTo(1);
        assertThat(conflicts()).hasSize(1);
        Answer released = operator("POST", "/conflicts/" + id + "/release", "");
        assertThat(released.status()).as(released.body()).isEqualTo(200);
        assertThat(bolt.lines()).isEmpty();
        Eventually.assertThat(() -> assertThat(elmo.lines()).containsExactly("ceo active member seat"));
        assertThat(conflicts()).isEmpty();
        assertThat(bolt.events()).containsSubsequence("conflict.released", "member.removed");
        assertThat(bolt.get("/audit?limit=1000").path("items").toString()).contains("release_conflict");
        assertThat(operator("POST", "/conflicts/" + id + "/release", "").status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("R26: a directory's member is released as well, and stays out")
    void aManagedMemberIsReleased() {
        beforeElmoVerifies(() -> bolt.user(ofElmo("ceo")));
        elmo.user("ceo");
        String id = conflicts().at("/0/id").asText();
        assertThat(conflicts().at("/0/member/directory").asText()).isEqualTo("Our IdP");
        operator("POST", "/conflicts/" + id + "/release", "");
        assertThat(exclusion(bolt, ofElmo("ceo"))).isEqualTo("domain_of_another_organization");
        assertThat(bolt.seatsUsed()).isZero();
        Eventually.assertThat(() -> assertThat(elmo.lines()).containsExactly("ceo active member seat"));
    }

    @Test
    @DisplayName(
            "R26: kept, the member stays, and comes back after a suspension; kept until a time, the owner has it then")
    void aConflictIsKept() {
        String[] ceo = new String[1];
        beforeElmoVerifies(() -> ceo[0] = bolt.user(ofElmo("ceo")));
        String id = conflicts().at("/0/id").asText();
        assertThat(operator("POST", "/conflicts/" + id + "/keep", "").status()).isEqualTo(200);
        assertThat(conflicts().at("/0/state").asText()).isEqualTo("kept");
        bolt.active(ceo[0], false);
        bolt.active(ceo[0], true);
        assertThat(bolt.member(ofElmo("ceo")).path("status").asText()).isEqualTo("active");

        elmo.user("ceo");
        assertThat(operator("POST", "/conflicts/" + id + "/keep", "{'until':'2020-01-01T00:00:00Z'}")
                        .status())
                .isEqualTo(400);
        String soon = Instant.now().plusSeconds(3).toString();
        assertThat(operator("POST", "/conflicts/" + id + "/keep", "{'until':'" + soon + "'}")
                        .status())
                .isEqualTo(200);
        assertThat(bolt.events()).contains("conflict.kept");
        Eventually.assertThat(() -> assertThat(elmo.lines()).containsExactly("ceo active member seat"));
        assertThat(exclusion(bolt, ofElmo("ceo"))).isEqualTo("domain_of_another_organization");
    }

    @Test
    @DisplayName("R26, R19: the last admin of the other organisation is not released by hand, nor by the clock")
    void theLastAdminStays() {
        beforeElmoVerifies(() -> bolt.done("POST", "/members", "{'email':'" + ofElmo("boss") + "','role':'admin'}"));
        String id = conflicts().at("/0/id").asText();
        Answer refused = operator("POST", "/conflicts/" + id + "/release", "");
        assertThat(refused.json().path("type").asText()).endsWith("/last-admin");
        bolt.invite("other", "admin");
        assertThat(operator("POST", "/conflicts/" + id + "/release", "").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R26: conflicts are the operator's alone")
    void conflictsAreTheOperatorsAlone() {
        for (String path : List.of("/conflicts", "/conflicts/" + bolt.org)) {
            int status = Http.request("GET", GATEWAY.url() + "/api/v1" + path)
                    .bearer(GATEWAY.token(new Scope.Organisation(bolt.org)))
                    .send()
                    .status();
            assertThat(status).isEqualTo(403);
        }
        assertThat(operator("GET", "/conflicts?limit=1&cursor=nonsense", "").status())
                .isEqualTo(400);
    }
}
