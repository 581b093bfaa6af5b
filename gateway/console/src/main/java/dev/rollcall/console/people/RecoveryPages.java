package dev.rollcall.console.people;

import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.member.RecoveryAdmins;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Shows administrators for a limited time, where access was lost. The operator grants such access, and an administrator may end it. */
public final class RecoveryPages {

    public Future<Outcome> show(Visit visit) {
        return visit.api()
                .get(visit.org() + "/recovery-admins", RecoveryAdmins.class)
                .map(found ->
                        Outcome.Page.of(Section.PEOPLE, "Recovery administrators", "recovery.jte", found.value()));
    }

    private static String page(Visit visit) {
        return visit.base() + "/recovery";
    }

    public Proposal grant(Visit visit) {
        String email = visit.value("email");
        String hours = visit.value("hours");
        JsonObject wish = new JsonObject().put("email", email).put("reason", visit.value("reason"));
        if (hours.matches("[1-9][0-9]{0,2}")) {
            Instant end = Instant.now().plus(Duration.ofHours(Long.parseLong(hours)));
            wish.put("ends", end.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return Proposal.of(
                        Section.PEOPLE,
                        "Make " + email + " an administrator for a time",
                        "The grant ends by itself, and at once when a group makes a person an administrator.",
                        "Grant it",
                        Write.of(HttpMethod.POST, visit.org() + "/recovery-admins", wish),
                        page(visit))
                .saying(email + " is an administrator for a time.");
    }

    public Proposal end(Visit visit) {
        return Proposal.of(
                        Section.PEOPLE,
                        "End the recovery",
                        "The person loses the role that was granted for a time.",
                        "End it",
                        Write.of(
                                HttpMethod.DELETE,
                                visit.org() + "/recovery-admins/" + Visit.encode(visit.path("member"))),
                        page(visit))
                .grave()
                .saying("The recovery has ended.");
    }
}
