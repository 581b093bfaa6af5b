package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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

        String status(Meanwhile record) {
            return switch (this) {
                case HELD_AS_LAST_ADMIN, DELETED_AND_HELD -> "active";
                case INACTIVE -> record == Meanwhile.AS_IT_WAS ? "active" : "suspended";
                // Who was suspended and is to have another address than before comes in when it is free.
                default ->
                    record == Meanwhile.RENAMED_TO_A_COLLEAGUE && suspends()
                            ? "excluded"
                            : record == Meanwhile.DEACTIVATED ? "suspended" : "active";
            };
        }

        boolean isOfLastAdmin() {
            return this == HELD_AS_LAST_ADMIN || this == DELETED_AND_HELD;
        }

        boolean suspends() {
            return this == SUSPEND || this == HANDED_ON_AND_SUSPENDED;
        }

        /** Whether another member of the second directory loses access, and with it the address. */
        boolean endsOthers() {
            return suspends() || this == UNDO;
        }

        /** Whether the record can give them nothing, so that the member stays with the second directory. */
        boolean leaves(Meanwhile record) {
            return switch (this) {
                case INACTIVE -> record != Meanwhile.AS_IT_WAS;
                case HELD_AS_LAST_ADMIN, DELETED_AND_HELD -> record == Meanwhile.DEACTIVATED;
                default -> false;
            };
        }
    }

    /** What the identity provider of the first directory did to the record that was the member while it was off. */
    private enum Meanwhile {
        AS_IT_WAS("ann"),
        /** The address is that of a member of the second directory. */
        RENAMED("bob"),
        /** The address is that of a member who came from another record of the first directory. */
        RENAMED_TO_A_COLLEAGUE("cyd"),
        DEACTIVATED("eve");

        private final String person;

        Meanwhile(String person) {
            this.person = person;
        }
    }

    /** Every way with every record; only one member at a time is the last admin. */
    static Stream<Arguments> everyWay() {
        return Stream.concat(
                Stream.of(Way.values())
                        .filter(way -> !way.isOfLastAdmin())
                        .map(way -> Arguments.of(way, List.of(Meanwhile.values()))),
                Stream.of(
                        Arguments.of(Way.HELD_AS_LAST_ADMIN, List.of(Meanwhile.RENAMED)),
                        Arguments.of(Way.HELD_AS_LAST_ADMIN, List.of(Meanwhile.DEACTIVATED)),
                        Arguments.of(Way.DELETED_AND_HELD, List.of(Meanwhile.RENAMED_TO_A_COLLEAGUE))));
    }

    private final People people = new People(GATEWAY, 50);
    private final Source okta = new Source(people, "/directories/" + people.directory);
    private final Source entra = Source.second(people);

    @ParameterizedTest
    @MethodSource("everyWay")
    void theRecordTakesItsMemberOverAgain(Way way, List<Meanwhile> records) {
        String owner = people.invite("owner", "admin");
        Map<Meanwhile, String> inOkta = new EnumMap<>(Meanwhile.class);
        Map<Meanwhile, String> inEntra = new EnumMap<>(Meanwhile.class);
        Map<Meanwhile, String> members = new EnumMap<>(Meanwhile.class);
        for (Meanwhile record : records) {
            inOkta.put(record, okta.user(record.person));
            members.put(record, people.member(record.person).path("id").asText());
        }
        okta.user("dan");
        okta.command("/deactivate", "{'members':'keep'}");
        records.forEach(record -> inEntra.put(record, entra.user(record.person)));
        entra.user("robert");
        if (way.isOfLastAdmin()) {
            entra.admins(inEntra.values().iterator().next());
        }
        entra.command("/activate", "");
        if (way.isOfLastAdmin()) {
            people.done("DELETE", "/members/" + owner, "");
        }
        inOkta.forEach(this::happens);
        okta.command("/activate", "");
        members.values()
                .forEach(member -> assertThat(managerOf(member))
                        .as("the second directory has them still")
                        .isEqualTo("Second"));

        release(way, inEntra.values());

        members.forEach((record, member) -> {
            JsonNode now = people.get("/members/" + member);
            assertThat(managerOf(member)).as(record.name()).isEqualTo(way.leaves(record) ? "Second" : "Our IdP");
            assertThat(now.path("status").asText()).as(record.name()).isEqualTo(way.status(record));
            String name = record == Meanwhile.RENAMED && way.endsOthers() ? "robert" : record.person;
            assertThat(now.path("email").asText()).isEqualTo(people.address(name));
        });
    }

    private void happens(Meanwhile record, String user) {
        switch (record) {
            case RENAMED -> address(user, "robert");
            case RENAMED_TO_A_COLLEAGUE -> address(user, "dan");
            case DEACTIVATED -> okta.active(user, false);
            case AS_IT_WAS -> {}
        }
    }

    /** R31: a record that waits for a seat, and whose member another directory takes over without one, waits for the address instead. */
    @ParameterizedTest
    @CsvSource({"LIMIT, no_seat_available", "HOLD, awaits_approval", "HOLD, seat_refused"})
    void aRecordWhoseMemberIsTakenOverIsLookedAtAgain(SeatPolicy policy, String reason) {
        people.invite("owner", "admin");
        String bob = okta.user("bob");
        people.rule(new SetTerms.SetPlan(true, 1, 1));
        people.rule(new SetTerms.SetSeatPolicy(policy, null));
        okta.active(bob, false);
        okta.active(bob, true);
        if (reason.equals("seat_refused")) {
            people.done(
                    "POST", "/holds/" + people.get("/holds").at("/items/0/id").asText() + "/reject", "");
        }
        assertThat(reasons()).containsExactly(reason);
        people.done("PUT", entra.path + "/default-role", "{'role':'guest'}");
        String inEntra = entra.user("bob");

        entra.command("/activate", "");

        assertThat(people.lines()).contains("bob active guest");
        assertThat(reasons()).containsExactly("address_in_use");
        assertThat(people.holds()).isEmpty();

        entra.active(inEntra, false);

        assertThat(reasons()).containsExactly(policy == SeatPolicy.HOLD ? "awaits_approval" : "no_seat_available");
        assertThat(people.holds()).hasSize(policy == SeatPolicy.HOLD ? 1 : 0);
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        people.get("/exclusions")
                .path("items")
                .forEach(item -> reasons.add(item.at("/reason/exclusion").asText()));
        return reasons;
    }

    private String managerOf(String member) {
        return people.get("/members/" + member).path("managedBy").path("name").asText();
    }

    private void address(String user, String name) {
        okta.patch(user, "'emails':[{'value':'" + people.address(name) + "','primary':true}]");
    }

    private void release(Way way, Collection<String> inEntra) {
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
            case INACTIVE, HELD_AS_LAST_ADMIN -> inEntra.forEach(user -> entra.active(user, false));
            case DELETED_AND_HELD ->
                inEntra.forEach(user -> assertThat(
                                entra.send("DELETE", "/Users/" + user, "").status())
                        .isEqualTo(204));
        }
    }

    private void handOn(String others) {
        String from = entra.path.substring("/directories/".length());
        foreseen(
                Source.another(people, "custom", "Third"),
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
