package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R27: another object of the IdP that takes over the record of a leaver gets nothing that the leaver was allowed. */
final class ReplacedPersonIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final String USER = "'schemas':['urn:ietf:params:scim:schemas:core:2.0:User']";
    private static final String PATCH = "'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp']";
    private static final String BULK = "'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest']";

    private static final List<String> PROVIDERS = List.of("okta", "entra", "custom", "onelogin");

    /** How an object can arrive at the record of another, by every verb and in any order. */
    private enum Way {
        POST,
        PUT,
        PATCH_WITHOUT_PATH,
        ACTIVE_FIRST,
        EXTERNAL_ID_FIRST,
        EXTERNAL_ID_WHILE_INACTIVE,
        EXTERNAL_ID_TAKEN_AWAY_BEFORE,
        BULK_POST,
        BULK_PATCH
    }

    static Stream<Arguments> ways() {
        return PROVIDERS.stream().flatMap(provider -> Stream.of(Way.values()).map(way -> Arguments.of(provider, way)));
    }

    /** One organisation with a second admin, so that nothing is held. */
    private static final class Firm {
        final People people;
        final String boss;
        final String admins;
        final String member;

        Firm(String provider, boolean secondAdmin) {
            people = new People(GATEWAY, 50, provider);
            if (secondAdmin) {
                people.invite("owner", "admin");
            }
            boss = made(body("boss", "old-1", true));
            String other = made(body("other", "old-2", true));
            admins = people.group("Admins", boss, other);
            people.assign(admins, "admin");
            if (!secondAdmin) {
                people.drop(admins, other);
            }
            member = people.member("boss").path("id").asText();
        }

        String body(String name, String externalId, boolean active) {
            return "{" + USER + ",'userName':'" + people.address(name) + "','externalId':'" + externalId
                    + "','displayName':'" + name + "','active':" + active + ",'emails':[{'value':'"
                    + people.address(name) + "','type':'work','primary':true}]}";
        }

        String made(String body) {
            Answer answer = people.scim("POST", "/Users", body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            return answer.json().path("id").asText();
        }

        void patch(String... operations) {
            Answer answer = people.scim(
                    "PATCH", "/Users/" + boss, "{" + PATCH + ",'Operations':[" + String.join(",", operations) + "]}");
            assertThat(answer.status()).as(answer.body()).isIn(200, 204);
        }

        void takenOver(Way way) {
            String active = "{'op':'Replace','path':'active','value':true}";
            String externalId = "{'op':'Replace','path':'externalId','value':'new-1'}";
            switch (way) {
                case POST -> assertThat(made(body("boss", "new-1", true))).isEqualTo(boss);
                case PUT ->
                    assertThat(people.scim("PUT", "/Users/" + boss, body("boss", "new-1", true))
                                    .status())
                            .isEqualTo(200);
                case PATCH_WITHOUT_PATH -> patch("{'op':'replace','value':{'externalId':'new-1','active':true}}");
                case ACTIVE_FIRST -> patch(active, externalId);
                case EXTERNAL_ID_FIRST -> patch(externalId, active);
                case EXTERNAL_ID_WHILE_INACTIVE -> {
                    patch(externalId);
                    patch(active);
                }
                case EXTERNAL_ID_TAKEN_AWAY_BEFORE -> {
                    patch("{'op':'Remove','path':'externalId'}");
                    patch(externalId, active);
                }
                case BULK_POST ->
                    bulk("'method':'POST','path':'/Users','bulkId':'b','data':" + body("boss", "new-1", true));
                case BULK_PATCH ->
                    bulk("'method':'PATCH','path':'/Users/" + boss + "','data':{" + PATCH + ",'Operations':[" + active
                            + "," + externalId + "]}");
            }
        }

        void bulk(String operation) {
            Answer answer = people.scim("POST", "/Bulk", "{" + BULK + ",'Operations':[{" + operation + "}]}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().at("/Operations/0/status").asText()).startsWith("20");
        }

        List<String> groups() {
            List<String> names = new ArrayList<>();
            people.scim("GET", "/Users/" + boss, "")
                    .json()
                    .path("groups")
                    .forEach(group -> names.add(group.path("display").asText()));
            return names;
        }

        JsonNode event(String type) {
            JsonNode found = null;
            for (JsonNode event : people.get("/events?limit=1000").path("items")) {
                if (event.path("type").asText().equals(type)) {
                    found = event;
                }
            }
            assertThat(found)
                    .as("an event " + type + " among " + people.events())
                    .isNotNull();
            return Objects.requireNonNull(found);
        }
    }

    /** A4. */
    @ParameterizedTest
    @MethodSource("ways")
    void theMembershipsOfTheFormerEnd(String provider, Way way) {
        Firm firm = new Firm(provider, true);
        firm.people.active(firm.boss, false);

        firm.takenOver(way);

        assertThat(firm.groups()).isEmpty();
        assertThat(firm.people.scim("GET", "/Groups/" + firm.admins, "").body()).doesNotContain(firm.boss);
        assertThat(firm.people.lines()).contains("boss active member seat");
        JsonNode event = firm.event("member.replaced");
        assertThat(event.path("subject").asText()).isEqualTo(firm.member);
        assertThat(event.at("/data/previousExternalId").asText()).isEqualTo("old-1");
        assertThat(event.at("/data/externalId").asText()).isEqualTo("new-1");
        assertThat(event.at("/data/reason").asText()).isEqualTo("another_external_id");
        JsonNode audit = firm.people
                .get("/audit?action=replace_user&subject=" + firm.boss)
                .path("items");
        assertThat(audit).hasSize(1);
        assertThat(audit.at("/0/before/externalId").asText("old-1")).isEqualTo("old-1");
        assertThat(audit.at("/0/before/groups/0").asText()).isEqualTo(firm.admins);
    }

    /** A4: an identity provider that knows the newcomer sends their own groups. */
    @Test
    void theNewcomerGetsTheirOwn() {
        Firm firm = new Firm("entra", true);
        firm.people.active(firm.boss, false);
        firm.takenOver(Way.POST);

        firm.people.add(firm.admins, firm.boss);

        assertThat(firm.people.lines()).contains("boss active admin seat");
    }

    /** U1: a new externalId of an active record is a corrected mapping; the DELETE that comes later is one. */
    @ParameterizedTest
    @ValueSource(strings = {"okta", "entra", "custom", "onelogin"})
    void aCorrectedMappingChangesNothingElse(String provider) {
        Firm firm = new Firm(provider, true);

        firm.patch("{'op':'Replace','path':'externalId','value':'new-1'}");

        assertThat(firm.groups()).containsExactly("Admins");
        assertThat(firm.people.lines()).contains("boss active admin seat");
        assertThat(firm.people.events()).doesNotContain("member.replaced");
        firm.people.delete("/Users/" + firm.boss);
        assertThat(firm.people.scim("GET", "/Users/" + firm.boss, "").status()).isEqualTo(404);
    }

    /** A4: a person who comes back as the same object keeps what they had. */
    @ParameterizedTest
    @ValueSource(strings = {"okta", "entra", "custom", "onelogin"})
    void theSamePersonKeepsTheirGroups(String provider) {
        Firm firm = new Firm(provider, true);
        firm.people.active(firm.boss, false);

        assertThat(firm.made(firm.body("boss", "old-1", true))).isEqualTo(firm.boss);

        assertThat(firm.groups()).containsExactly("Admins");
        assertThat(firm.people.lines()).contains("boss active admin seat");
    }

    /** U1, R29: a DELETE that is passed over is told. */
    @Test
    void theDeleteThatIsPassedOverCanBeFound() {
        Firm firm = new Firm("entra", true);
        firm.people.active(firm.boss, false);
        firm.takenOver(Way.ACTIVE_FIRST);

        firm.people.delete("/Users/" + firm.boss);

        assertThat(firm.people.scim("GET", "/Users/" + firm.boss, "").status()).isEqualTo(200);
        assertThat(firm.event("user.delete_passed_over").at("/data/reason").asText())
                .isEqualTo("former_object");
        assertThat(firm.people
                        .get("/audit?action=keep_user&subject=" + firm.boss)
                        .path("items"))
                .hasSize(1);
        assertThat(firm.people.get("/users/" + firm.boss + "/explanation").toString())
                .contains("user.delete_passed_over");
    }

    /** A4 and R19: the last admin stays until there is another one; the newcomer is not that admin. */
    @ParameterizedTest
    @ValueSource(strings = {"inactive", "deleted"})
    void theLastAdminStaysAndTheNewcomerIsNotThem(String left) {
        Firm firm = new Firm("entra", false);
        if (left.equals("deleted")) {
            firm.people.delete("/Users/" + firm.boss);
        } else {
            firm.people.active(firm.boss, false);
        }

        String newcomer = firm.made(firm.body("boss", "new-1", true));

        assertThat(firm.people.holds()).containsExactly("last_admin boss removal");
        JsonNode kept = firm.people.get("/members/" + firm.member);
        assertThat(kept.path("role").asText()).isEqualTo("admin");
        JsonNode why = firm.people.get("/users/" + newcomer + "/explanation");
        assertThat(why.toString()).contains("address_in_use");
        firm.people.invite("owner", "admin");
        assertThat(firm.people.holds()).isEmpty();
        assertThat(firm.people.lines()).contains("boss active member seat");
        assertThat(firm.people.member("boss").path("id").asText()).isNotEqualTo(firm.member);
    }

    /** A4: where an externalId is one person's for good, the inactive record of it is the person. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void theExternalIdCountsBeforeTheUserName(String verb) {
        Firm firm = new Firm("okta", true);
        String temp = firm.made(firm.body("temp", "00utemp", true));
        String member = firm.people.member("temp").path("id").asText();
        firm.people.active(temp, false);
        firm.people.active(firm.boss, false);

        String body = firm.body("boss", "00utemp", true);
        Answer answer = switch (verb) {
            case "POST" -> firm.people.scim("POST", "/Users", body);
            case "PUT" -> firm.people.scim("PUT", "/Users/" + temp, body);
            default ->
                firm.people.scim(
                        "PATCH",
                        "/Users/" + temp,
                        "{" + PATCH + ",'Operations':[{'op':'replace','value':" + body + "}]}");
        };

        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        assertThat(answer.json().path("id").asText()).isEqualTo(temp);
        JsonNode person = firm.people.get("/members/" + member);
        assertThat(person.path("email").asText()).isEqualTo(firm.people.address("boss"));
        assertThat(person.path("role").asText()).isEqualTo("member");
        JsonNode former = firm.people.scim("GET", "/Users/" + firm.boss, "").json();
        assertThat(former.path("active").asBoolean()).isFalse();
        assertThat(former.path("userName").asText())
                .startsWith(firm.people.address("boss"))
                .contains("former");
        assertThat(former.path("externalId").asText()).isEqualTo("old-1");
    }

    /** A9. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "BULK"})
    void oneExternalIdIsOneActiveUser(String verb) {
        Firm firm = new Firm("okta", true);
        firm.people.active(firm.boss, false);
        firm.patch("{'op':'replace','value':{'externalId':'old-2'}}");
        String patch = "{" + PATCH + ",'Operations':[{'op':'replace','value':{'active':true}}]}";

        Answer answer = switch (verb) {
            case "PUT" -> firm.people.scim("PUT", "/Users/" + firm.boss, firm.body("boss", "old-2", true));
            case "PATCH" -> firm.people.scim("PATCH", "/Users/" + firm.boss, patch);
            default ->
                firm.people.scim(
                        "POST",
                        "/Bulk",
                        "{" + BULK + ",'Operations':[{'method':'PATCH','path':'/Users/" + firm.boss + "','data':"
                                + patch + "}]}");
        };

        int status =
                verb.equals("BULK") ? answer.json().at("/Operations/0/status").asInt() : answer.status();
        assertThat(status).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("externalId");
        assertThat(firm.people
                        .scim("GET", "/Users/" + firm.boss, "")
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
    }
}
