package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R33: the move from one directory to another is one command, shown before it is done, that keeps members, roles and seats. */
final class TakeOverIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY, 50);
    private final Source okta = new Source(people, "/directories/" + people.directory);
    private final Source entra = Source.second(people);

    private String takeOver(String others) {
        return "{'from':'" + people.directory + "','others':'" + others + "'}";
    }

    private static List<String> lines(JsonNode impact) {
        List<String> lines = new ArrayList<>();
        impact.path("people")
                .forEach(line -> lines.add(line.path("kind").asText() + " "
                        + line.path("email").asText().split("@", -1)[0] + " "
                        + line.path("roleAfter").asText("none")));
        lines.sort(String::compareTo);
        return lines;
    }

    /** The member, with those who are kept out left aside. */
    private JsonNode member(String name) {
        for (JsonNode item : people.get("/members?text=" + people.address(name)).path("items")) {
            if (!item.path("status").asText().equals("excluded")) {
                return item;
            }
        }
        throw new AssertionError("no member " + name);
    }

    private String id(String name) {
        return member(name).path("id").asText();
    }

    private String managedBy(String name) {
        return member(name).path("managedBy").path("name").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "keep, draft, unmanaged carl member, carl active member seat",
        "suspend, draft, suspended carl none, carl suspended member",
        "keep, preview, unmanaged carl member, carl active member seat",
        "suspend, deactivate, suspended carl none, carl suspended member"
    })
    @DisplayName("W9: a person who is in both stays the same member, newcomers come in, and the others go or stay")
    void whoeverIsInBothStaysTheSameMember(String others, String state, String foreseenOfCarl, String carl) {
        okta.admins(okta.user("ann"));
        okta.user("bob");
        okta.user("carl");
        String ann = id("ann");
        String bob = id("bob");
        if (!state.equals("draft")) {
            entra.command("/preview", "");
        }
        entra.admins(entra.user("ann"));
        entra.user("bob");
        entra.user("dora");
        if (state.equals("deactivate")) {
            entra.command("/deactivate", "{'members':'keep'}");
        }
        List<String> before = people.lines();

        JsonNode foreseen = entra.command("/take-over?dryRun=true", takeOver(others));
        assertThat(people.lines()).as("a dry run").isEqualTo(before);
        JsonNode done = entra.command("/take-over", takeOver(others));

        assertThat(lines(foreseen))
                .containsExactlyInAnyOrder(
                        "added dora member", "transferred ann admin", "transferred bob member", foreseenOfCarl);
        assertThat(lines(done)).isEqualTo(lines(foreseen));
        assertThat(done.path("seats")).isEqualTo(foreseen.path("seats"));
        assertThat(people.lines())
                .containsExactlyInAnyOrder(
                        "ann active admin seat", "bob active member seat", carl, "dora active member seat");
        assertThat(id("ann")).isEqualTo(ann);
        assertThat(id("bob")).isEqualTo(bob);
        assertThat(managedBy("ann")).isEqualTo("Second");
        assertThat(managedBy("bob")).isEqualTo("Second");
        assertThat(people.get(okta.path).path("state").asText()).isEqualTo("deactivated");
        assertThat(people.get(okta.path + "/activations").at("/items/0/ended").isTextual())
                .as("its activation has ended")
                .isTrue();
        assertThat(people.get(entra.path).path("state").asText()).isEqualTo("active");
        assertThat(people.seatsUsed()).isEqualTo(others.equals("keep") ? 4 : 3);
    }

    @Test
    @DisplayName("W9: when both are live, the dry run of ending the first names each member who changes directory")
    void endingTheFirstNamesEverybodyWhoChangesDirectory() {
        okta.user("ann");
        okta.user("bob");
        entra.user("ann");
        entra.command("/activate", "");
        String ann = id("ann");

        JsonNode foreseen = okta.command("/deactivate?dryRun=true", "{'members':'keep'}");
        assertThat(lines(foreseen)).containsExactly("transferred ann member", "unmanaged bob member");
        JsonNode taken = entra.command("/take-over?dryRun=true", takeOver("suspend"));
        assertThat(lines(taken)).containsExactly("suspended bob none", "transferred ann member");
        entra.command("/take-over", takeOver("suspend"));

        assertThat(id("ann")).isEqualTo(ann);
        assertThat(people.lines()).contains("ann active member seat", "bob suspended member");
    }

    @Test
    @DisplayName("W9: no member waits for a seat that is theirs already, and a newcomer gets one that is freed")
    void noSeatIsNeededTwice() {
        okta.user("ann");
        okta.user("bob");
        people.operator("PUT", "/plan", "{'plan':'enterprise','purchasedSeats':2,'enterpriseMaxSeats':1}");
        people.operator("PUT", "/seat-policy", "{'policy':'limit'}");
        entra.user("dora");
        entra.user("ann");

        entra.command("/take-over", takeOver("suspend"));

        assertThat(people.lines())
                .containsExactlyInAnyOrder("ann active member seat", "bob suspended member", "dora active member seat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "suspend"})
    @DisplayName("W9: the last admin stays, whatever the new directory says of them")
    void theLastAdminStays(String others) {
        okta.admins(okta.user("ann"));
        entra.user("bob");

        entra.command("/take-over", takeOver(others));

        assertThat(people.lines()).contains("ann active admin seat", "bob active member seat");
        assertThat(people.holds()).hasSize(others.equals("keep") ? 0 : 1);
    }

    @Test
    @DisplayName("W9: undone, the members are as they were when the first directory let go of them")
    void anUndoGivesEverybodyBack() {
        okta.user("ann");
        String ann = id("ann");
        entra.user("ann");
        entra.user("dora");
        String activation =
                entra.command("/take-over", takeOver("keep")).path("subject").asText();

        entra.command("/activations/" + activation + "/undo", "");
        assertThat(people.lines()).containsExactly("ann active member seat");
        okta.command("/activate", "");

        assertThat(id("ann")).isEqualTo(ann);
        assertThat(managedBy("ann")).isEqualTo("Our IdP");
    }

    @Test
    @DisplayName("W9: what cannot be taken over is refused with what to change")
    void whatCannotBeTakenOverIsRefused() {
        assertThat(refused(entra, "{'from':'" + UUID.randomUUID() + "','others':'keep'}", 404))
                .contains("no directory");
        assertThat(refused(okta, takeOver("keep"), 400)).contains("cannot take over from itself");
        assertThat(refused(entra, "{'from':'" + people.directory + "'}", 400)).contains("others");
        assertThat(refused(entra, takeOver("drop"), 400)).contains("keep").contains("suspend");
        okta.command("/deactivate", "{'members':'keep'}");
        assertThat(refused(entra, takeOver("keep"), 409)).contains("active or paused");
    }

    private String refused(Source source, String body, int status) {
        Answer answer = people.ask("POST", source.path + "/take-over", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json().path("detail").asText();
    }
}
