package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R33: a record takes the member over again that came from it, and one person in several directories is one member. */
final class SamePersonIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY, 50);
    private final Source okta = new Source(people, "/directories/" + people.directory);

    SamePersonIT() {
        people.invite("owner", "admin");
    }

    private Source another() {
        return Source.second(people);
    }

    /** The one member of this name, with those who are kept out left aside. */
    private JsonNode person(String name) {
        List<JsonNode> found = new ArrayList<>();
        people.get("/members?text=" + people.address(name)).path("items").forEach(item -> {
            if (!item.path("status").asText().equals("excluded")) {
                found.add(item);
            }
        });
        assertThat(found).as("members of the address of " + name).hasSize(1);
        return found.get(0);
    }

    private String member(String name) {
        return person(name).path("id").asText();
    }

    /** Kind and address of each person whom a command would concern. */
    private static List<String> lines(JsonNode impact) {
        List<String> lines = new ArrayList<>();
        impact.path("people")
                .forEach(line -> lines.add(line.path("kind").asText() + " "
                        + line.path("email").asText().split("@", -1)[0]));
        return lines;
    }

    /** A11. */
    @ParameterizedTest
    @ValueSource(strings = {"keep", "suspend", "undo"})
    void whoeverIsRenamedWhileTheDirectoryIsOffStaysOneMember(String way) {
        String bob = okta.user("bob");
        String member = member("bob");
        if (way.equals("undo")) {
            people.done("POST", "/members", "{'email':'" + people.address("eve") + "','role':'member'}");
        }
        String eve = way.equals("undo") ? okta.user("eve") : "";
        String eveMember = way.equals("undo") ? member("eve") : "";
        if (way.equals("undo")) {
            String activation =
                    people.get(okta.path + "/activations").at("/items/0/id").asText();
            okta.command("/activations/" + activation + "/undo", "");
        } else {
            okta.command("/deactivate", "{'members':'" + way + "'}");
        }
        okta.rename(bob, "robert");
        String dan = okta.user("bob");
        if (way.equals("undo")) {
            okta.rename(eve, "evelyn");
        }

        okta.command("/activate", "");

        assertThat(member("bob")).as("the address belongs to Dan by now").isNotEqualTo(member);
        assertThat(people.get("/users/" + dan + "/explanation").toString()).contains("active");
        if (way.equals("undo")) {
            assertThat(member("evelyn")).isEqualTo(eveMember);
        } else {
            assertThat(member("robert")).isEqualTo(member);
        }
        assertThat(people.lines()).filteredOn(line -> line.contains("active")).hasSize(way.equals("undo") ? 4 : 3);
    }

    /** U11. */
    @ParameterizedTest
    @ValueSource(strings = {"keep", "suspend"})
    void whoeverLeftWhileTheDirectoryWasOffIsSuspendedWhenItGoesLive(String way) {
        String bob = okta.user("bob");
        okta.user("ann");
        String member = member("bob");
        okta.command("/deactivate", "{'members':'" + way + "'}");
        okta.active(bob, false);

        JsonNode foreseen = okta.command("/activate?dryRun=true", "");
        JsonNode done = okta.command("/activate", "");

        assertThat(lines(done)).isEqualTo(lines(foreseen));
        if (way.equals("keep")) {
            assertThat(lines(foreseen)).contains("suspended bob");
        }
        assertThat(people.lines()).contains("bob suspended member", "ann active member seat");
        assertThat(member("bob")).isEqualTo(member);
        assertThat(person("bob").path("managedBy").path("name").asText()).isEqualTo("Our IdP");
    }

    /** U5. */
    @Test
    void onePersonInTwoDirectoriesIsOneMember() {
        String inOkta = okta.user("bob");
        okta.admins(inOkta);
        Source entra = another();
        String inEntra = entra.user("bob");
        entra.command("/activate", "");
        String member = member("bob");
        assertThat(people.lines()).contains("bob active admin seat");

        okta.active(inOkta, false);
        assertThat(people.lines()).contains("bob active member seat");
        assertThat(member("bob")).isEqualTo(member);
        assertThat(person("bob").path("managedBy").path("name").asText()).isEqualTo("Second");

        okta.active(inOkta, true);
        entra.active(inEntra, false);
        assertThat(people.lines()).contains("bob active admin seat");
        assertThat(member("bob")).isEqualTo(member);
        assertThat(person("bob").path("managedBy").path("name").asText()).isEqualTo("Our IdP");

        okta.active(inOkta, false);
        assertThat(people.lines()).contains("bob suspended admin");
    }

    /** U5 and R19, R21: a member whom a rule keeps in a directory that let go of them goes to the one that has them. */
    @ParameterizedTest
    @CsvSource({"admin, bob active admin seat", "member, bob active admin seat"})
    void whomARuleKeepsTheOtherDirectoryTakesOver(String role, String then) {
        String inOkta = okta.user("bob");
        okta.admins(inOkta);
        Source entra = another();
        String inEntra = entra.user("bob");
        if (role.equals("admin")) {
            entra.admins(inEntra);
        }
        entra.command("/activate", "");
        people.done("DELETE", "/members/" + member("owner"), "");
        String member = member("bob");

        okta.active(inOkta, false);

        assertThat(people.lines()).contains(then);
        assertThat(member("bob")).isEqualTo(member);
        assertThat(person("bob").path("managedBy").path("name").asText()).isEqualTo("Second");
        assertThat(people.holds()).isEqualTo(role.equals("admin") ? List.of() : List.of("last_admin bob role_change"));
    }

    @Test
    void ofTwoDirectoriesThatWaitForThemOneTakesOverWhomARuleKeeps() {
        String bob = okta.user("bob");
        okta.admins(bob);
        Source entra = another();
        entra.user("bob");
        entra.command("/activate", "");
        Source third = Source.another(people, "custom", "Third");
        third.user("bob");
        third.command("/activate", "");
        people.done("DELETE", "/members/" + member("owner"), "");

        okta.active(bob, false);

        assertThat(people.lines()).containsExactly("bob active admin seat", "bob excluded -");
    }
}
