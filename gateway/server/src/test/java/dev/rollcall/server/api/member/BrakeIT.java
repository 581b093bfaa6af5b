package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R32: the brake looks before it lets go. What is too much by itself is held whole, as one hold, and told wherever people look. */
final class BrakeIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final int PEOPLE = 24;

    private final People people = new People(GATEWAY, 1_000);
    private final List<String> users = new ArrayList<>();
    private final String everybody;

    /** Of 24 people and an admin by hand, ten may go in one go. */
    BrakeIT() {
        people.invite("root", "admin");
        for (int i = 0; i < PEOPLE; i++) {
            users.add(people.user("p" + i));
        }
        everybody = people.group("Everybody", users.toArray(String[]::new));
        people.assign(everybody, "member");
        people.done("PUT", "/directories/" + people.directory + "/default-role", "{'role':null}");
    }

    private long active() {
        return people.lines().stream()
                .filter(line -> line.contains(" active member"))
                .count();
    }

    /** The one hold that there is, on all members. */
    private JsonNode heldWhole(int held) {
        assertThat(active()).isEqualTo(PEOPLE);
        JsonNode holds = people.get("/holds").path("items");
        assertThat(holds).hasSize(1);
        JsonNode hold = holds.path(0);
        assertThat(hold.path("kind").asText()).isEqualTo("mass_change");
        assertThat(hold.path("people").asInt()).isEqualTo(held);
        assertThat(hold.at("/counts/open").asInt()).isEqualTo(held);
        assertThat(hold.path("what").asText()).contains(held + " people would lose access");
        assertThat(hold.path("ifApproved").asText()).startsWith(held + " people would lose access");
        assertThat(hold.path("ifRejected").asText()).startsWith(held + " people would stay");
        return hold;
    }

    private void take(String way) {
        String directory = "/directories/" + people.directory;
        switch (way) {
            case "a group is deleted" -> people.delete("/Groups/" + everybody);
            case "a group is emptied" ->
                assertThat(people.scim("PUT", "/Groups/" + everybody, """
                    {'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Everybody'}
                    """).status())
                        .isEqualTo(200);
            case "an assignment is removed" -> {
                String assignment = people.get(directory + "/role-assignments")
                        .at("/items/0/id")
                        .asText();
                people.done("DELETE", directory + "/role-assignments/" + assignment, "");
            }
            case "a domain is released" -> people.rule(new OfDomain.ReleaseDomain(people.domain));
            case "a pause ends" -> {
                people.done("POST", directory + "/pause", "");
                users.forEach(user -> people.active(user, false));
                people.done("POST", directory + "/resume", "");
            }
            case "a pause ends after deletions" -> {
                people.done("POST", directory + "/pause", "");
                users.forEach(user -> people.delete("/Users/" + user));
                people.done("POST", directory + "/resume", "");
            }
            default -> throw new IllegalArgumentException(way);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a group is deleted",
                "a group is emptied",
                "an assignment is removed",
                "a domain is released",
                "a pause ends",
            })
    @DisplayName("W3: a change that would take out more people than may go is held as a whole, and no member is let go"
            + " first")
    void whatIsTooMuchByItselfIsHeldWhole(String way) {
        take(way);
        String hold = heldWhole(PEOPLE).path("id").asText();

        JsonNode approved = people.done("POST", "/holds/" + hold + "/approve", "");
        assertThat(approved.at("/counts/suspended").asInt()).isEqualTo(PEOPLE);
        assertThat(active()).isZero();
        assertThat(people.get("/holds").path("items")).isEmpty();
    }

    @Test
    @DisplayName("W3: people whose records were deleted during a pause are held whole when it ends")
    void deletionsDuringAPauseAreHeldWhole() {
        take("a pause ends after deletions");
        assertThat(active()).isEqualTo(PEOPLE);
        JsonNode hold = people.get("/holds").at("/items/0");
        assertThat(hold.path("people").asInt()).isEqualTo(PEOPLE);
        JsonNode rejected = people.done("POST", "/holds/" + hold.path("id").asText() + "/reject", "");
        assertThat(rejected.at("/counts/unmanaged").asInt()).isEqualTo(PEOPLE);
        assertThat(active()).isEqualTo(PEOPLE);
    }

    @Test
    @DisplayName("W3: a held mass change is told by health, warnings, events; a rejection says how many stay")
    void aHeldMassChangeIsTold() {
        String directory = "/directories/" + people.directory;
        assertThat(people.get(directory + "/health").path("held").asInt()).isZero();
        take("a group is deleted");
        String hold = heldWhole(PEOPLE).path("id").asText();

        JsonNode health = people.get(directory + "/health");
        assertThat(health.path("state").asText()).isEqualTo("holding");
        assertThat(health.path("held").asInt()).isEqualTo(PEOPLE);
        assertThat(health.path("hold").asText()).isEqualTo(hold);
        assertThat(people.get(directory).path("warnings").toString()).contains(hold);
        assertThat(people.get("").at("/warnings/0/type").asText()).isEqualTo("mass_change_held");
        assertThat(people.events()).containsOnlyOnce("directory.mass_change_held");

        JsonNode foreseen = people.done("POST", "/holds/" + hold + "/reject?dryRun=true", "");
        JsonNode rejected = people.done("POST", "/holds/" + hold + "/reject", "");
        assertThat(rejected.at("/counts/held").asInt()).isEqualTo(PEOPLE);
        assertThat(foreseen.path("counts")).isEqualTo(rejected.path("counts"));
        assertThat(people.get(directory + "/health").path("state").asText()).isNotEqualTo("holding");
        assertThat(people.get(directory).path("warnings")).isEmpty();
        assertThat(people.get("").path("warnings")).isEmpty();
        assertThat(people.events()).containsOnlyOnce("directory.mass_change_ended");
    }

    @Test
    @DisplayName("W3: of one hold some people can be approved, and others rejected")
    void aHoldIsDecidedInPart() {
        take("a group is deleted");
        String hold = heldWhole(PEOPLE).path("id").asText();
        JsonNode first = people.get("/holds/" + hold + "/people?limit=5");
        assertThat(first.path("items")).hasSize(5);
        assertThat(first.path("next").isNull()).isFalse();
        List<String> ids = new ArrayList<>();
        first.path("items").forEach(person -> {
            assertThat(person.path("hold").asText()).isEqualTo(hold);
            assertThat(people.get("/holds/" + person.path("id").asText())).isEqualTo(person);
            ids.add("'" + person.path("id").asText() + "'");
        });

        JsonNode approved = people.done("POST", "/holds/" + hold + "/approve", "{'people':" + ids.subList(0, 2) + "}");
        assertThat(approved.at("/counts/suspended").asInt()).isEqualTo(2);
        people.done("POST", "/holds/" + hold + "/reject", "{'people':" + ids.subList(2, 5) + "}");
        JsonNode now = people.get("/holds/" + hold);
        assertThat(now.at("/counts/approved").asInt()).isEqualTo(2);
        assertThat(now.at("/counts/rejected").asInt()).isEqualTo(3);
        assertThat(now.at("/counts/open").asInt()).isEqualTo(PEOPLE - 5);
        assertThat(people.get("/holds/" + hold + "/people?state=rejected").path("items"))
                .hasSize(3);
    }

    @Test
    @DisplayName(
            "W3: members who are held one by one, beyond the share, are one hold as well; those within it are let go")
    void requestsOfOnePersonEachAreOneHold() {
        users.forEach(user -> people.active(user, false));
        assertThat(active()).isEqualTo(PEOPLE - 10);
        JsonNode holds = people.get("/holds").path("items");
        assertThat(holds).hasSize(1);
        assertThat(holds.at("/0/people").asInt()).isEqualTo(PEOPLE - 10);
        users.forEach(user -> people.active(user, true));
        assertThat(people.get("/holds").path("items")).isEmpty();
        assertThat(people.get("/directories/" + people.directory + "/mass-change-guard")
                        .path("held")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("W3: a bulk request that would take out too many people is held whole")
    void aBulkIsHeldWhole() {
        StringBuilder operations = new StringBuilder();
        for (String user : users) {
            operations
                    .append(operations.isEmpty() ? "" : ",")
                    .append("{'method':'PATCH','path':'/Users/")
                    .append(user)
                    .append("','data':{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[")
                    .append("{'op':'replace','path':'active','value':false}]}}");
        }
        assertThat(people.scim(
                                "POST",
                                "/Bulk",
                                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':["
                                        + operations + "]}")
                        .status())
                .isEqualTo(200);
        heldWhole(PEOPLE);
    }

    @Test
    @DisplayName("R31: a guard that admits what it holds lets it happen")
    void aLooserGuardLetsGo() {
        take("a group is deleted");
        heldWhole(PEOPLE);
        people.done(
                "PUT",
                "/directories/" + people.directory + "/mass-change-guard",
                "{'share':100,'minimum':10,'windowSeconds':3600}");
        assertThat(people.get("/holds").path("items")).isEmpty();
        assertThat(active()).isZero();
    }
}
