package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R33: in whichever way one directory lets go of a member, the record of another live directory that was this member takes them over
 * again, however it stands: by id before address, in the same transaction, and as the dry run says.
 */
final class ReleasedMembersIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    /** How the second directory lets go of the member. */
    private enum Way {
        KEEP,
        SUSPEND,
        UNDO,
        HANDED_ON_AND_KEPT,
        HANDED_ON_AND_SUSPENDED,
        INACTIVE,
        HELD_AS_LAST_ADMIN,
        DELETED_AND_HELD;

        boolean suspends() {
            return this == SUSPEND || this == HANDED_ON_AND_SUSPENDED;
        }

        /** Whether another member of the second directory loses access, and with it the address. */
        boolean endsOthers() {
            return suspends() || this == UNDO;
        }

        /** Whether only the one member is concerned, by a request of the identity provider. */
        boolean isOfOne() {
            return this == INACTIVE || this == HELD_AS_LAST_ADMIN || this == DELETED_AND_HELD;
        }
    }

    /** What the identity provider of the first directory did to the record that was the member while it was off. */
    private enum Meanwhile {
        AS_IT_WAS,
        /** The address is that of a member of the second directory. */
        RENAMED,
        /** The address is that of a member who came from another record of the first directory. */
        RENAMED_TO_A_COLLEAGUE,
        DEACTIVATED
    }

    static Stream<Arguments> everyWay() {
        List<Arguments> cases = new ArrayList<>();
        for (Way way : Way.values()) {
            for (Meanwhile record : Meanwhile.values()) {
                if (!way.isOfOne() || record == Meanwhile.AS_IT_WAS) {
                    cases.add(Arguments.of(way, record));
                }
            }
        }
        return cases.stream();
    }

    private final People people = new People(GATEWAY, 50);
    private final Source okta = new Source(people, "/directories/" + people.directory);
    private final Source entra = Source.second(people);

    @ParameterizedTest
    @MethodSource("everyWay")
    void theRecordTakesItsMemberOverAgain(Way way, Meanwhile record) {
        String owner = people.invite("owner", "admin");
        String bob = okta.user("bob");
        okta.user("dan");
        String member = people.member("bob").path("id").asText();
        okta.command("/deactivate", "{'members':'keep'}");
        String inEntra = entra.user("bob");
        entra.user("robert");
        if (way == Way.HELD_AS_LAST_ADMIN || way == Way.DELETED_AND_HELD) {
            entra.admins(inEntra);
            entra.command("/activate", "");
            people.done("DELETE", "/members/" + owner, "");
        } else {
            entra.command("/activate", "");
        }
        switch (record) {
            case RENAMED -> address(bob, "robert");
            case RENAMED_TO_A_COLLEAGUE -> address(bob, "dan");
            case DEACTIVATED -> okta.active(bob, false);
            case AS_IT_WAS -> {}
        }
        okta.command("/activate", "");
        assertThat(managerOf(member)).as("the second directory has them still").isEqualTo("Second");

        release(way, inEntra);

        assertThat(managerOf(member)).isEqualTo("Our IdP");
        JsonNode now = people.get("/members/" + member);
        // Who was suspended and is to have another address than before comes in when it is free.
        boolean waits = record == Meanwhile.RENAMED_TO_A_COLLEAGUE && way.suspends();
        assertThat(now.path("status").asText())
                .isEqualTo(waits ? "excluded" : record == Meanwhile.DEACTIVATED ? "suspended" : "active");
        String name = record == Meanwhile.RENAMED && way.endsOthers() ? "robert" : "bob";
        assertThat(now.path("email").asText()).isEqualTo(people.address(name));
    }

    private String managerOf(String member) {
        return people.get("/members/" + member).path("managedBy").path("name").asText();
    }

    private void address(String user, String name) {
        okta.patch(user, "'emails':[{'value':'" + people.address(name) + "','primary':true}]");
    }

    private void release(Way way, String inEntra) {
        switch (way) {
            case KEEP -> foreseen(entra, "/deactivate", "{'members':'keep'}");
            case SUSPEND -> foreseen(entra, "/deactivate", "{'members':'suspend'}");
            case UNDO ->
                foreseen(
                        entra,
                        "/activations/"
                                + people.get(entra.path + "/activations")
                                        .at("/items/0/id")
                                        .asText() + "/undo",
                        "");
            case HANDED_ON_AND_KEPT -> handOn("keep");
            case HANDED_ON_AND_SUSPENDED -> handOn("suspend");
            case INACTIVE, HELD_AS_LAST_ADMIN -> entra.active(inEntra, false);
            case DELETED_AND_HELD ->
                assertThat(entra.send("DELETE", "/Users/" + inEntra, "").status())
                        .isEqualTo(204);
        }
    }

    private void handOn(String others) {
        String third = people.done("POST", "/directories", "{'provider':'custom','name':'Third'}")
                .path("id")
                .asText();
        String from = entra.path.substring("/directories/".length());
        foreseen(
                new Source(people, "/directories/" + third),
                "/take-over",
                "{'from':'" + from + "','others':'" + others + "'}");
    }

    /** What the dry run says is what happens. */
    private static void foreseen(Source directory, String command, String body) {
        JsonNode dryRun = directory.command(command + "?dryRun=true", body);
        assertThat(lines(directory.command(command, body))).isEqualTo(lines(dryRun));
    }

    private static List<String> lines(JsonNode impact) {
        List<String> lines = new ArrayList<>();
        impact.path("people").forEach(line -> lines.add(line.toString()));
        return lines;
    }
}
