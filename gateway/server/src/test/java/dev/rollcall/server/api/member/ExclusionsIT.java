package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is kept out, why, and how they come in by themselves (R7, R12, R13, R16). The IdP never sees it (R25). */
final class ExclusionsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.MEMBER_CHECK, "1");

    private final People people = new People(GATEWAY);

    private JsonNode excluded(String name) {
        JsonNode items = people.get("/exclusions?text=" + name + "@").path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private void assertExcluded(String name, String reason) {
        JsonNode line = excluded(name);
        assertThat(line.path("status").asText()).isEqualTo("excluded");
        assertThat(line.at("/reason/exclusion").asText()).isEqualTo(reason);
        assertThat(line.at("/reason/fix").asText()).isNotBlank();
        assertThat(line.path("why").asText()).isNotBlank();
        assertThat(line.at("/managedBy/name").asText()).isEqualTo("Our IdP");
        assertThat(people.get("/exclusions?reason=" + reason).path("items")).contains(line);
        assertTheyAreCounted();
    }

    /** By reason, as the list shows them; on its first page only. */
    private void assertTheyAreCounted() {
        JsonNode list = people.get("/exclusions?limit=1000");
        Map<String, Long> shown = new TreeMap<>();
        list.path("items")
                .forEach(one -> shown.merge(one.at("/reason/exclusion").asText(), 1L, Long::sum));
        Map<String, Long> counted = new TreeMap<>();
        list.path("reasons")
                .forEach(one -> counted.put(
                        one.path("reason").asText(), one.path("people").asLong()));
        assertThat(counted).isEqualTo(shown);
        assertThat(people.get("/exclusions?cursor=" + list.at("/items/0/id").asText())
                        .has("reasons"))
                .isFalse();
    }

    // R12: members of another organisation

    private String inviteBeforeTheDomainIsVerified(People others) {
        people.rule(new OfDomain.ReleaseDomain(people.domain));
        String there = others.done("POST", "/members", "{'email':'ada@" + people.domain + "'}")
                .path("subject")
                .asText();
        people.rule(new OfDomain.VerifyDomain(people.domain, true));
        return there;
    }

    @Test
    void aMemberOfAnotherOrganisationIsKeptOutAndComesInWhenTheyLeave() {
        People others = new People(GATEWAY);
        String there = inviteBeforeTheDomainIsVerified(others);
        String ada = people.user("ada");
        assertExcluded("ada", "member_elsewhere");
        assertThat(people.seatsUsed()).isZero();
        assertThat(people.scim("GET", "/Users/" + ada, "").json().path("active").asBoolean())
                .as("stored and served back, so that the IdP does not retry")
                .isTrue();

        others.done("DELETE", "/members/" + there, "");
        Eventually.assertThat(() -> assertThat(people.lines()).containsExactly("ada active member seat"));
        assertThat(people.get("/exclusions").path("items")).isEmpty();
        assertThat(people.events()).contains("user.excluded").endsWith("member.added");
    }

    @Test
    void whoeverTheirOldDirectorySuspendsComesInToo() {
        People others = new People(GATEWAY);
        others.operator("PUT", "/unverified-domains", "{'on':true}");
        people.rule(new OfDomain.ReleaseDomain(people.domain));
        String there = others.user("ada@" + people.domain);
        people.rule(new OfDomain.VerifyDomain(people.domain, true));
        people.user("ada");
        assertExcluded("ada", "member_elsewhere");
        others.active(there, false);
        Eventually.assertThat(() -> assertThat(people.lines()).containsExactly("ada active member seat"));

        others.active(there, true);
        assertThat(others.get("/exclusions").at("/items/0/reason/exclusion").asText())
                .as("now it is the other way round, and the domain is not theirs")
                .isEqualTo("domain_of_another_organization");
    }

    @Test
    void whoeverWaitsWhileTheNodeDoesNotListenIsFoundByTheWalk() {
        People others = new People(GATEWAY);
        inviteBeforeTheDomainIsVerified(others);
        people.user("ada");
        assertExcluded("ada", "member_elsewhere");
        // As another node would leave it that is killed right after its commit.
        GATEWAY.gateway()
                .parts()
                .database()
                .writes()
                .query("DELETE FROM email_claim WHERE email_key = 'ada@" + people.domain + "'")
                .execute()
                .await();
        Eventually.assertThat(() -> assertThat(people.lines()).containsExactly("ada active member seat"));
    }

    @Test
    void aSecondRecordOfOneAddressComesInWhenTheFirstGoes() {
        String first = people.user("ada");
        assertThat(people.scim("POST", "/Users", """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada2','active':true,
             'emails':[{'value':'%s','primary':true}]}
            """.formatted(people.address("ada")))
                        .status())
                .isEqualTo(201);
        assertThat(people.get("/exclusions").at("/items/0/reason/exclusion").asText())
                .isEqualTo("address_in_use");
        people.delete("/Users/" + first);
        assertThat(people.lines()).containsExactly("ada active member seat");
        assertThat(people.seatsUsed()).isEqualTo(1);
    }

    // R13: unverified domains

    @Test
    void aForeignDomainIsKeptOutUntilItIsVerified() {
        people.user("ada@" + people.slug + ".test");
        assertExcluded("ada", "unverified_domain");
        people.rule(new OfDomain.VerifyDomain(people.slug + ".test", true));
        assertThat(people.lines()).containsExactly("ada active member seat");
        people.rule(new OfDomain.ReleaseDomain(people.slug + ".test"));
        assertExcluded("ada", "unverified_domain");
        assertThat(people.seatsUsed()).isZero();
    }

    @Test
    void theOperatorCanAllowForeignDomains() {
        people.user("ada@foreign.test");
        assertExcluded("ada", "unverified_domain");
        Answer forecast = people.operator("PUT", "/unverified-domains?dryRun=true", "{'on':true}");
        assertThat(forecast.json().at("/counts/added").asInt()).isEqualTo(1);
        assertExcluded("ada", "unverified_domain");
        people.operator("PUT", "/unverified-domains", "{'on':true}");
        assertThat(people.lines()).containsExactly("ada active member seat");
    }

    // R7, R16, R25

    @Test
    void otherReasonsAreShownTheSameWay() {
        people.rule(new SetDirectoryRule.SetDefaultRole(people.directory, null));
        people.user("ada");
        assertExcluded("ada", "no_mapped_group");
        people.rule(new SetDirectoryRule.SetDefaultRole(people.directory, "member"));
        assertThat(people.lines()).containsExactly("ada active member seat");
    }

    @Test
    void whoeverFoundNoSeatComesInOldestFirst() {
        People small = new People(GATEWAY, 1);
        small.operator("PUT", "/seat-policy", "{'policy':'limit'}");
        String first = small.user("ada");
        small.user("bob");
        small.user("cyd");
        assertThat(small.get("/exclusions?reason=no_seat_available").path("items"))
                .hasSize(2);
        small.delete("/Users/" + first);
        assertThat(small.lines()).containsExactly("bob active member seat", "cyd excluded -");
    }

    @Test
    void aHeldSeatIsApprovedOrRefused() {
        People small = new People(GATEWAY, 1);
        small.operator("PUT", "/seat-policy", "{'policy':'hold'}");
        small.user("ada");
        small.user("bob");
        small.user("cyd");
        assertThat(small.holds()).containsExactly("seat bob admission", "seat cyd admission");
        JsonNode holds = small.get("/holds?kind=seat").path("items");
        String bob = "/holds/" + holds.at("/0/id").asText();
        String cyd = "/holds/" + holds.at("/1/id").asText();
        assertThat(small.done("POST", bob + "/approve?dryRun=true", "")
                        .at("/seats/after")
                        .asInt())
                .isEqualTo(2);
        assertThat(small.done("POST", bob + "/approve", "").at("/counts/added").asInt())
                .isEqualTo(1);
        small.done("POST", cyd + "/reject", "");
        assertThat(small.lines()).containsExactly("ada active member seat", "bob active member seat", "cyd excluded -");
        assertThat(small.get("/exclusions").at("/items/0/reason/exclusion").asText())
                .isEqualTo("seat_refused");
        assertThat(small.get(bob).path("state").asText()).isEqualTo("approved");
        assertThat(small.get(bob).path("decidedBy").asText()).isEqualTo("test");
        assertThat(small.ask("POST", bob + "/reject", "").status()).isEqualTo(409);
        assertThat(people.ask("POST", cyd + "/approve", "").status())
                .as("of another organisation")
                .isEqualTo(404);
    }

    @Test
    void aHeldSeatIsDecidedWhenItsDirectoryIsNotPaused() {
        People small = new People(GATEWAY, 1);
        small.operator("PUT", "/seat-policy", "{'policy':'hold'}");
        small.user("ada");
        small.user("bob");
        String bob = "/holds/" + small.get("/holds").at("/items/0/id").asText();
        String directory = "/directories/" + small.directory;
        small.done("POST", directory + "/pause", "");

        for (String decision : List.of(bob + "/approve", bob + "/reject", directory + "/mass-changes/approve")) {
            Answer refused = small.ask("POST", decision, "");

            assertThat(refused.status()).as(decision).isEqualTo(409);
            assertThat(refused.json().path("detail").asText()).contains("\"Our IdP\" is paused", "Resume it");
        }

        small.done("POST", directory + "/resume", "");
        small.done("POST", bob + "/approve", "");
        assertThat(small.lines()).containsExactly("ada active member seat", "bob active member seat");
    }

    @Test
    void whoeverWaitsInAPausedDirectoryKeepsNobodyElseFromAFreeSeat() {
        People small = new People(GATEWAY, 2);
        small.operator("PUT", "/seat-policy", "{'policy':'limit'}");
        String hal = small.invite("hal", "member");
        small.user("ada");
        small.user("bob");
        small.done("POST", "/directories/" + small.directory + "/pause", "");
        small.done("DELETE", "/members/" + hal, "");

        small.invite("ida", "member");

        assertThat(small.lines()).containsExactly("ada active member seat", "bob excluded -", "ida active member seat");
        assertThat(small.operator("POST", "/members", "{'email':'" + small.address("kim") + "'}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("All 2 purchased seats are taken");
        small.operator("PUT", "/plan", "{'plan':'enterprise','purchasedSeats':3,'enterpriseMaxSeats':1}");
        small.done("POST", "/directories/" + small.directory + "/resume", "");
        assertThat(small.lines()).contains("bob active member seat");
    }

    @Test
    @DisplayName("W27: an invitation by hand gets no seat above the purchased ones past the seat policy")
    void anInvitationAsksForASeatAsEverybodyDoes() {
        People small = new People(GATEWAY, 1);
        small.operator("PUT", "/seat-policy", "{'policy':'hold'}");
        small.user("ada");
        small.user("bob");
        assertThat(small.holds()).containsExactly("seat bob admission");

        for (String name : List.of("BOB", "eve")) {
            Answer refused =
                    small.ask("POST", "/members", "{'email':'" + name + "@" + small.domain + "','role':'member'}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("detail").asText())
                    .contains("All 1 purchased seats are taken, and the seat policy is hold");
        }
        assertThat(small.lines()).containsExactly("ada active member seat", "bob excluded -");
        small.invite("gus", "guest");
        assertThat(small.ask(
                                "PATCH",
                                "/members/" + small.member("gus").path("id").asText(),
                                "{'role':'member'}")
                        .status())
                .as("a seat for another role is no other seat")
                .isEqualTo(409);
        assertThat(small.seatsUsed()).isEqualTo(1);
    }

    @Test
    void whoeverIsInvitedThoughADirectoryHadToKeepThemOutIsTakenOverAsSoonAsItCan() {
        people.user("ada@" + people.slug + ".test");
        assertExcluded("ada", "unverified_domain");
        people.invite("ada@" + people.slug + ".test", "member");
        assertThat(people.seatsUsed()).isEqualTo(1);
        people.rule(new OfDomain.VerifyDomain(people.slug + ".test", true));
        assertThat(people.member("ada@" + people.slug + ".test")
                        .at("/managedBy/name")
                        .asText())
                .isEqualTo("Our IdP");
        assertThat(people.seatsUsed()).isEqualTo(1);
    }

    @Test
    void aWrongFilterIsToldWithWhatIsRight() {
        assertThat(people.ask("GET", "/exclusions?reason=weather", "")
                        .json()
                        .path("detail")
                        .asText())
                .contains("member_elsewhere");
        assertThat(people.ask("GET", "/holds?kind=breath", "")
                        .json()
                        .path("detail")
                        .asText())
                .contains("last_admin");
        assertThat(people.ask("GET", "/holds?inForce=maybe", "").status()).isEqualTo(400);
    }
}
