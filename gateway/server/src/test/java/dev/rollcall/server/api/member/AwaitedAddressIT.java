package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R30: a conflict of one attribute is no departure. Renames come in any order, and in the end each member has the right address. */
final class AwaitedAddressIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static void limited(People people, SeatPolicy policy, int seats) {
        people.rule(new SetTerms.SetPlan(true, seats, 1));
        people.rule(new SetTerms.SetSeatPolicy(policy, policy == SeatPolicy.OVERFLOW ? "guest" : null));
    }

    @ParameterizedTest
    @EnumSource(SeatPolicy.class)
    @DisplayName("A10, U2: an active member whose new address is taken for the moment keeps access, role and seat")
    void renamesInTheWrongOrderGiveNoSeatAway(SeatPolicy policy) {
        People people = new People(GATEWAY);
        limited(people, policy, 2);
        String ann = people.user("ann");
        String bob = people.user("bob");
        people.user("cal");
        List<String> before = people.lines();

        people.address(ann, people.address("bob"));
        assertThat(people.lines()).isEqualTo(before);
        JsonNode waiting = people.member("ann");
        assertThat(waiting.path("awaitedEmail").asText()).isEqualTo(people.address("bob"));
        assertThat(people.get("/members/" + waiting.path("id").asText() + "/explanation")
                        .path("sentences")
                        .toString())
                .contains("Known as " + people.address("ann") + " until " + people.address("bob") + " is free");
        assertThat(people.events()).contains("member.awaits_address").doesNotContain("member.suspended");

        people.address(bob, people.address("robert"));
        assertThat(people.lines())
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .map(line ->
                                line.startsWith("bob ") ? "robert" + line.substring(3) : line.replace("ann ", "bob "))
                        .toList());
        assertThat(people.member("bob").path("id")).isEqualTo(waiting.path("id"));
        assertThat(people.member("bob").path("awaitedEmail").isNull()).isTrue();
    }

    private static void put(People people, String user, String userName, String email) {
        assertThat(people.scim("PUT", "/Users/" + user, """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%s','active':true,
             'emails':[{'value':'%s','primary':true,'type':'work'}]}
            """.formatted(userName, people.address(email)))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    @DisplayName("A10: members who wait for each other's address, in a ring, all get theirs, by PATCH and by PUT")
    void aRingOfRenamesComesRound(int size) {
        People people = new People(GATEWAY);
        limited(people, SeatPolicy.LIMIT, size);
        List<String> users = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            users.add(people.user("p" + i));
            members.add(people.member("p" + i).path("id").asText());
        }
        people.user("newcomer");
        for (int i = 0; i < size; i++) {
            String next = "p" + (i + 1) % size;
            if (i % 2 == 0) {
                people.address(users.get(i), people.address(next));
            } else {
                put(people, users.get(i), people.address("p" + i), next);
            }
        }
        for (int i = 0; i < size; i++) {
            JsonNode member = member(people, "p" + (i + 1) % size);
            assertThat(member.path("id").asText()).isEqualTo(members.get(i));
            assertThat(member.path("status").asText()).isEqualTo("active");
            assertThat(member.path("awaitedEmail").isNull()).isTrue();
        }
        assertThat(people.lines()).contains("newcomer excluded -");
        assertThat(people.seatsUsed()).isEqualTo(size);
        assertThat(people.events()).doesNotContain("member.suspended");
    }

    private static JsonNode member(People people, String name) {
        for (JsonNode item : people.get("/members").path("items")) {
            if (item.path("email").asText().equals(people.address(name))) {
                return item;
            }
        }
        throw new AssertionError("nobody is known as " + people.address(name));
    }

    @Test
    @DisplayName("A10: a chain of renames that begins at its head ends right as soon as its tail is free")
    void aChainOfRenamesFollows() {
        People people = new People(GATEWAY);
        limited(people, SeatPolicy.LIMIT, 3);
        List<String> users = List.of(people.user("a"), people.user("b"), people.user("c"));
        people.address(users.get(0), people.address("b"));
        people.address(users.get(1), people.address("c"));
        assertThat(people.lines())
                .containsExactly("a active member seat", "b active member seat", "c active member seat");
        people.address(users.get(2), people.address("d"));
        assertThat(people.lines())
                .containsExactly("b active member seat", "c active member seat", "d active member seat");
    }

    @Test
    @DisplayName("A10: a member who waits for an address gets it before a new user")
    void aNewcomerDoesNotOvertake() {
        People people = new People(GATEWAY);
        String ann = people.user("ann");
        String bob = people.user("bob");
        String annsMember = people.member("ann").path("id").asText();
        people.address(ann, people.address("bob"));
        // A second record of the same address, as another person of the directory.
        assertThat(people.scim("POST", "/Users", """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'other','active':true,
             'emails':[{'value':'%s','primary':true}]}
            """.formatted(people.address("bob")))
                        .status())
                .isEqualTo(201);
        people.delete("/Users/" + bob);
        JsonNode items = people.get("/members?text=" + people.address("bob") + "&status=active")
                .path("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/id").asText()).isEqualTo(annsMember);
    }

    @Test
    @DisplayName("A10: an address that another organisation has for the moment costs nothing either")
    void anotherOrganisationLetsGo() {
        People here = new People(GATEWAY);
        People there = new People(GATEWAY);
        String shared = "shared-" + here.slug + "@third.example";
        there.rule(new SetTerms.AllowUnverifiedDomains(true));
        here.rule(new SetTerms.AllowUnverifiedDomains(true));
        String holder = there.user(shared);
        String ann = here.user("ann");

        here.address(ann, shared);
        assertThat(here.lines()).containsExactly("ann active member seat");
        there.address(holder, "else-" + there.slug + "@third.example");
        Eventually.assertThat(
                () -> assertThat(here.lines()).containsExactly("shared-" + here.slug + " active member seat"));
    }
}
