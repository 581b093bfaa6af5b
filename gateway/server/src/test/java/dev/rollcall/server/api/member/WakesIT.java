package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.Exclusion.Wake;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.server.RunningGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R31: for every reason that keeps a user out and everything that takes it away, that they come in as soon as it has. A reason or a
 * wake that is added does not compile, or fails, until it has its situation here.
 */
final class WakesIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY, 1_000);
    private final People others = new People(GATEWAY, 1_000);
    private final String foreign = people.slug + "-new.example";

    static Stream<Arguments> everyReasonAndWake() {
        return Stream.of(Exclusion.values())
                .flatMap(reason ->
                        Stream.of(Wake.values()).filter(reason::endsBy).map(wake -> arguments(reason, wake)));
    }

    /** Who waits, whose place it is that they wait for, and by which address they come in. */
    private record Situation(String user, String holder, String email) {}

    @ParameterizedTest
    @MethodSource("everyReasonAndWake")
    @DisplayName("A12: whatever takes a reason away looks at all users who wait for it")
    void itLooksAtEverybodyWhoWaitsForIt(Exclusion reason, Wake wake) {
        Situation waits = waiting(reason);
        assertThat(people.get("/exclusions").at("/items/0/reason/exclusion").asText())
                .isEqualTo(reason.word());

        String email =
                wake == Wake.RECORD && reason != Exclusion.NO_MAPPED_GROUP ? people.address("other") : waits.email();
        wake(reason, wake, waits, email);
        Eventually.assertThat(() ->
                assertThat(people.lines()).contains(email.substring(0, email.indexOf('@')) + " active member seat"));
        assertThat(people.get("/exclusions").path("items")).isEmpty();
        assertThat(people.holds()).isEmpty();
    }

    private Situation waiting(Exclusion reason) {
        String zoe = people.address("zoe");
        return switch (reason) {
            case NO_MAPPED_GROUP -> {
                people.done("PUT", "/directories/" + people.directory + "/default-role", "{'role':null}");
                yield new Situation(people.user("zoe"), "", zoe);
            }
            case NO_EMAIL -> new Situation(record("zoe", ""), "", zoe);
            case UNVERIFIED_DOMAIN -> new Situation(people.user("zoe@" + foreign), "", "zoe@" + foreign);
            case DOMAIN_OF_ANOTHER_ORGANIZATION -> {
                people.operator("PUT", "/unverified-domains", "{'on':true}");
                yield new Situation(people.user("zoe@" + others.domain), "", "zoe@" + others.domain);
            }
            case MEMBER_ELSEWHERE -> {
                people.operator("PUT", "/unverified-domains", "{'on':true}");
                others.operator("PUT", "/unverified-domains", "{'on':true}");
                String there = others.user("zoe@" + foreign);
                yield new Situation(people.user("zoe@" + foreign), there, "zoe@" + foreign);
            }
            case ADDRESS_IN_USE -> {
                String first = people.user("zoe");
                yield new Situation(record("zoe2", zoe), first, zoe);
            }
            case NO_SEAT_AVAILABLE -> new Situation(withoutSeat(SeatPolicy.LIMIT), "", zoe);
            case AWAITS_APPROVAL -> new Situation(withoutSeat(SeatPolicy.HOLD), "", zoe);
            case SEAT_REFUSED -> {
                String user = withoutSeat(SeatPolicy.HOLD);
                people.done("POST", "/holds/" + hold() + "/reject", "");
                yield new Situation(user, "", zoe);
            }
        };
    }

    private void wake(Exclusion reason, Wake wake, Situation waits, String email) {
        switch (wake) {
            case RECORD -> {
                if (reason == Exclusion.NO_MAPPED_GROUP) {
                    String staff = people.group("Staff");
                    people.assign(staff, "member");
                    people.add(staff, waits.user());
                } else {
                    people.address(waits.user(), email);
                }
            }
            case MAPPING ->
                people.done("PUT", "/directories/" + people.directory + "/default-role", "{'role':'member'}");
            case DOMAINS -> {
                if (reason == Exclusion.UNVERIFIED_DOMAIN) {
                    people.rule(new OfDomain.VerifyDomain(foreign, true));
                } else {
                    others.done("DELETE", "/domains/" + others.domain, "");
                }
            }
            case ADDRESS -> {
                if (reason == Exclusion.MEMBER_ELSEWHERE) {
                    others.delete("/Users/" + waits.holder());
                } else {
                    people.delete("/Users/" + waits.holder());
                }
            }
            case SEAT -> people.rule(new SetTerms.SetPlan(true, 2, 1));
            case SEAT_POLICY -> people.rule(new SetTerms.SetSeatPolicy(SeatPolicy.EXPAND, null));
            case DECISION -> people.done("POST", "/holds/" + hold() + "/approve", "");
        }
    }

    private String withoutSeat(SeatPolicy policy) {
        people.user("ann");
        people.rule(new SetTerms.SetPlan(true, 1, 1));
        people.rule(new SetTerms.SetSeatPolicy(policy, null));
        return people.user("zoe");
    }

    private String hold() {
        return people.get("/holds").at("/items/0/id").asText();
    }

    /** A user whose userName is no address. */
    private String record(String userName, String email) {
        String emails = email.isEmpty() ? "" : ",'emails':[{'value':'" + email + "','primary':true}]";
        return people.scim(
                        "POST",
                        "/Users",
                        "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + userName + "'"
                                + emails + "}")
                .json()
                .path("id")
                .asText();
    }
}
