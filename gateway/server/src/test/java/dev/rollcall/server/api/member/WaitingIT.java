package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.SetDirectoryRule;
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

/** R31: what waits is judged again when its reason goes, whether a user is kept out, held, or kept as they are. */
final class WaitingIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY, 1_000);
    private final String rebranded = people.slug + "-new.example";

    /** The two ways in which a domain gets accepted. */
    private void accept(String way) {
        if (way.equals("verified")) {
            people.done("POST", "/domains", "{'name':'" + rebranded + "'}");
            assertThat(people.operator("PUT", "/domains/" + rebranded + "/attestation", "")
                            .status())
                    .isEqualTo(200);
        } else {
            assertThat(people.operator("PUT", "/unverified-domains", "{'on':true}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verified", "allowed"})
    @DisplayName("A12: the last admin who is held because of a domain gets the new address when the domain is accepted")
    void theLastAdminIsJudgedAgain(String way) {
        String adm = people.user("adm");
        people.assign(people.group("Admins", adm), "admin");
        people.address(adm, "adm@" + rebranded);
        assertThat(people.holds()).containsExactly("last_admin adm suspension");

        accept(way);
        assertThat(people.holds()).isEmpty();
        assertThat(people.get("/holds?inForce=false").at("/items/0/state").asText())
                .isEqualTo("withdrawn");
        assertThat(people.member("adm@" + rebranded).path("role").asText()).isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verified", "allowed"})
    @DisplayName("A12: no member of a rebranded company is left on the old address when the domain is accepted")
    void aMassChangeIsJudgedAgain(String way) {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            users.add(people.user("p" + i));
        }
        people.rule(new SetDirectoryRule.SetMassGuard(people.directory, 20, 2, java.time.Duration.ofHours(1)));
        for (int i = 0; i < 8; i++) {
            people.address(users.get(i), "p" + i + "@" + rebranded);
        }
        assertThat(people.lines().stream().filter(line -> line.contains(" active ")))
                .hasSize(6);

        accept(way);
        assertThat(people.holds()).isEmpty();
        people.get("/members").path("items").forEach(member -> {
            assertThat(member.path("email").asText()).endsWith("@" + rebranded);
            assertThat(member.path("status").asText()).isEqualTo("active");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"default role", "assignment", "membership", "pause and resume"})
    @DisplayName("A12: the last admin who is in no mapped group is judged again whichever way the mapping changes")
    void theLastAdminInNoMappedGroupIsJudgedAgain(String way) {
        String adm = people.user("adm");
        String admins = people.group("Admins", adm);
        String others = people.group("Others", adm);
        people.assign(admins, "admin");
        String directory = "/directories/" + people.directory;
        people.done("PUT", directory + "/default-role", "{'role':null}");
        people.drop(admins, adm);
        assertThat(people.holds()).containsExactly("last_admin adm suspension");

        switch (way) {
            case "default role" -> people.done("PUT", directory + "/default-role", "{'role':'admin'}");
            case "assignment" -> people.assign(others, "admin");
            case "membership" -> people.add(admins, adm);
            default -> {
                people.done("POST", directory + "/pause", "");
                people.add(admins, adm);
                people.done("POST", directory + "/resume", "");
            }
        }
        assertThat(people.holds()).isEmpty();
        assertThat(people.lines()).containsExactly("adm active admin seat");
    }

    private void guests(SeatPolicy policy, int seats) {
        people.rule(new SetTerms.SetPlan(true, seats, 1));
        people.rule(new SetTerms.SetSeatPolicy(policy, policy == SeatPolicy.OVERFLOW ? "guest" : null));
    }

    @ParameterizedTest
    @EnumSource(
            value = SeatPolicy.class,
            names = {"LIMIT", "HOLD", "OVERFLOW"})
    @DisplayName("U9, A12: a guest who is to become a member stays a guest until there is a seat, and has it before a"
            + " newcomer")
    void aGuestStaysAGuestUntilThereIsASeat(SeatPolicy policy) {
        String gus = people.user("gus");
        people.user("ann");
        String guests = people.group("Guests", gus);
        people.assign(guests, "guest");
        guests(policy, 1);

        people.drop(guests, gus);
        assertThat(people.lines()).contains("gus active guest");
        people.user("newcomer");
        assertThat(people.operator("PUT", "/plan", "{'plan':'enterprise','purchasedSeats':2,'enterpriseMaxSeats':1}")
                        .status())
                .isEqualTo(200);
        assertThat(people.lines())
                .contains("gus active member seat")
                .noneMatch(line -> line.equals("newcomer active member seat"));
        assertThat(people.holds()).noneMatch(line -> line.contains("gus"));
    }

    @Test
    @DisplayName("U9: a guest whose seat is refused stays a guest; approved after all, they become a member")
    void aRefusedSeatLeavesAGuest() {
        String gus = people.user("gus");
        people.user("ann");
        String guests = people.group("Guests", gus);
        people.assign(guests, "guest");
        guests(SeatPolicy.HOLD, 1);
        people.drop(guests, gus);
        assertThat(people.holds()).containsExactly("seat gus role_change");
        String hold = people.get("/holds").at("/items/0/id").asText();

        people.done("POST", "/holds/" + hold + "/reject", "");
        assertThat(people.lines()).contains("gus active guest");
        people.done("POST", "/holds/" + hold + "/approve", "");
        assertThat(people.lines()).contains("gus active member seat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"added first", "nobody waits"})
    @DisplayName("U9: a member who moves from one mapped group to another keeps the seat")
    void aMoveBetweenGroupsKeepsTheSeat(String way) {
        Mover mover = new Mover();
        if (way.equals("added first")) {
            people.add(mover.to, people.user("waiting"));
            people.add(mover.to, mover.ann);
            people.drop(mover.from, mover.ann);
        } else {
            people.drop(mover.from, mover.ann);
            people.add(mover.to, mover.ann);
        }
        assertThat(people.lines()).contains("ann active member seat");
    }

    @Test
    @DisplayName(
            "U9: removed first, by two requests, while a user waits: the seat goes to the user who waits, and the next"
                    + " one to the mover")
    void aMoveByTwoRequestsGivesTheSeatToWhoeverWaits() {
        Mover mover = new Mover();
        people.add(mover.to, people.user("waiting"));
        people.add(mover.to, people.user("later"));
        people.drop(mover.from, mover.ann);
        assertThat(people.lines()).containsExactly("ann excluded -", "later excluded -", "waiting active member seat");

        people.add(mover.to, mover.ann);
        assertThat(people.get("/explanations?email=" + people.address("ann")).toString())
                .contains("no_seat_available");
        people.rule(new SetTerms.SetPlan(true, 2, 1));
        assertThat(people.lines())
                .containsExactly("ann active member seat", "later excluded -", "waiting active member seat");
    }

    /** Ann, in one of two groups that make members, on the only seat; in no group there is no access. */
    private final class Mover {
        private final String ann = people.user("ann");
        private final String from = people.group("From", ann);
        private final String to = people.group("To");

        Mover() {
            people.assign(from, "member");
            people.assign(to, "member");
            people.done("PUT", "/directories/" + people.directory + "/default-role", "{'role':null}");
            guests(SeatPolicy.LIMIT, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SeatPolicy.class,
            names = {"LIMIT", "HOLD"})
    @DisplayName("W6: members whom an edit of the seat policy holds stay as they are, as its impact says")
    void theImpactOfASeatPolicyIsTrue(SeatPolicy policy) {
        people.user("ann");
        guests(SeatPolicy.OVERFLOW, 1);
        people.user("gus");
        List<String> before = people.lines();
        assertThat(before).contains("gus active guest");
        String body = "{'policy':'" + policy.word() + "'}";
        JsonNode foreseen =
                people.operator("PUT", "/seat-policy?dryRun=true", body).json();
        JsonNode happened = people.operator("PUT", "/seat-policy", body).json();
        assertThat(happened.path("counts")).isEqualTo(foreseen.path("counts"));
        assertThat(happened.at("/counts/held").asInt()).isEqualTo(policy == SeatPolicy.HOLD ? 1 : 0);
        assertThat(happened.at("/counts/suspended").asInt()).isZero();
        assertThat(people.lines()).isEqualTo(before);
    }

    @Test
    @DisplayName("W19: a recovery admin whom a group makes an admin is one by right, and the other's hold ends at once")
    void aRecoveryAdminWhoBecomesARegularOneResolvesTheHold() {
        String adm = people.user("adm");
        String eve = people.user("eve");
        String admins = people.group("Admins", adm);
        people.assign(admins, "admin");
        people.active(adm, false);
        assertThat(people.holds()).containsExactly("last_admin adm suspension");
        assertThat(people.operator(
                                "POST",
                                "/recovery-admins",
                                "{'email':'" + people.address("eve") + "','reason':'Mapping lost'}")
                        .status())
                .isEqualTo(200);
        assertThat(people.holds()).containsExactly("last_admin adm suspension");

        people.add(admins, eve);
        assertThat(people.holds()).isEmpty();
        assertThat(people.lines()).containsExactly("adm suspended admin", "eve active admin seat");
        assertThat(people.operator("GET", "/recovery-admins", "").json().path("items"))
                .isEmpty();
        assertThat(people.events()).contains("recovery.ended");
    }

    @Test
    @DisplayName("W4: the entries of an undone activation sum to zero, also when the last admin stays and goes later")
    void anUndoneActivationSumsToZero() {
        String adm = people.user("adm");
        people.user("bob");
        people.assign(people.group("Admins", adm), "admin");
        String directory = "/directories/" + people.directory;
        String activation =
                people.get(directory + "/activations").at("/items/0/id").asText();
        people.done("POST", directory + "/activations/" + activation + "/undo", "");
        assertThat(people.holds()).containsExactly("last_admin adm removal");
        assertThat(people.lines()).containsExactly("adm active admin seat");
        assertThat(people.get(directory + "/activations/" + activation)
                        .path("seats")
                        .asInt())
                .isZero();

        people.invite("eve", "admin");
        assertThat(people.lines()).containsExactly("eve active admin seat");
        assertThat(people.get(directory + "/activations/" + activation)
                        .path("seats")
                        .asInt())
                .isZero();
        assertThat(people.seatsUsed()).isEqualTo(1);
    }
}
