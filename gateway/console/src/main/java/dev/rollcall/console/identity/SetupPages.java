package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.directory.Credential;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Health;
import dev.rollcall.console.api.directory.Setup;
import dev.rollcall.console.live.Subject;
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
import java.util.List;
import java.util.Map;

/** Shows the set-up of a directory, step by step, with the steps ticked off while the page is open; and manages its credentials. */
public final class SetupPages {

    /**
     * What the set-up shows.
     *
     * @param isRead whether the provider's directory is read, and more has to be entered for that
     */
    public record View(Setup setup, Health health, List<Credential> credentials, boolean isRead) {

        public boolean hasCredential() {
            return credentials.stream().anyMatch(Credential::isValid);
        }

        /** Whether the sentence of its health says more than what is to be done next. It hears of a request seconds later than the ticks. */
        public boolean saysHealth() {
            return isRead
                    ? health.state().equals("holding")
                    : !health.state().equals("waiting") || (setup.next() == null && !isHeard());
        }

        private boolean isHeard() {
            return setup.steps().stream().anyMatch(tick -> tick.step().equals("request_received") && tick.done());
        }

        /** The first step that is not known to be done is the open one. */
        public boolean isOpen(Setup.Step step) {
            Setup.Guide guide = setup.guide();
            return guide != null
                    && guide.steps().stream()
                            .filter(one -> Boolean.FALSE.equals(one.done()))
                            .findFirst()
                            .filter(step::equals)
                            .isPresent();
        }
    }

    /** A credential that was just issued: its text is shown this once. */
    public record Issued(Credential credential, String token) {}

    private static final Map<String, String> MILESTONES = Map.of(
            "credential_issued", "Credential issued",
            "request_received", "Provider heard",
            "first_user", "First person",
            "first_group", "First group",
            "roles_assigned", "Roles assigned",
            "first_admin", "First administrator");

    /** A milestone in a few words. */
    public static String words(String milestone) {
        return MILESTONES.getOrDefault(milestone, milestone);
    }

    public Future<Outcome> show(Visit visit) {
        Future<Answer<Directory>> directory = visit.api().get(visit.directory(), Directory.class);
        return directory
                .compose(found -> SyncPages.reading(visit, found.value()))
                .compose(reading -> view(visit, reading != null))
                .map(view -> DirectoryPage.of(directory.result().value(), "setup", "setup.jte", view));
    }

    private static Future<View> view(Visit visit, boolean isRead) {
        Future<Answer<Setup>> setup = visit.api().get(visit.directory() + "/setup", Setup.class);
        Future<Answer<Health>> health = visit.api().get(visit.directory() + "/health", Health.class);
        Future<Listed<Credential>> credentials = visit.api().list(visit.directory() + "/credentials", Credential.class);
        return Future.all(setup, health, credentials)
                .map(all -> new View(
                        setup.result().value(),
                        health.result().value(),
                        credentials.result().items(),
                        isRead));
    }

    /** The ticks, while the page is open. */
    public Future<Outcome> live(Visit visit) {
        return visit.api()
                .get(visit.directory(), Directory.class)
                .map(found ->
                        new Outcome.Following(Subject.directory(found.value().id()), () -> ticks(visit)));
    }

    private static Future<Outcome.Now> ticks(Visit visit) {
        return view(visit, visit.value("read").equals("true"))
                .map(view -> new Outcome.Now(
                        Live.stamp(view.setup(), view.health()),
                        new Outcome.Part("setupTicks.jte", Map.of("view", view))));
    }

    /** Issues one and shows it. The answer is no redirect, because it holds what is shown this once. */
    public Future<Outcome> issue(Visit visit) {
        Future<Answer<Directory>> directory = visit.api().get(visit.directory(), Directory.class);
        JsonObject wish = new JsonObject();
        String days = visit.value("days");
        if (days.matches("[1-9][0-9]{0,3}")) {
            // To the day, so that the same form asks for the same when it is sent again.
            Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1 + Long.parseLong(days)));
            wish.put("expires", end.toString());
        }
        Write write = Write.of(HttpMethod.POST, visit.directory() + "/credentials", wish)
                .once(visit.value("key"));
        return directory.compose(found -> visit.api()
                .carryOut(write, Credential.class)
                .map(made -> DirectoryPage.of(
                        found.value(), "setup", "credential.jte", new Issued(made, String.valueOf(made.token())))));
    }

    public Proposal revoke(Visit visit) {
        String back = visit.directoryPage() + "/settings";
        return Proposal.of(
                        Section.DIRECTORIES,
                        "Revoke a credential",
                        "Within seconds, requests with this credential are refused. Make sure that the provider already"
                                + " uses another one: if its requests are refused, it stops synchronising.",
                        "Revoke the credential",
                        Write.of(
                                HttpMethod.DELETE,
                                visit.directory() + "/credentials/" + Visit.encode(visit.path("credential"))),
                        back)
                .grave()
                .withoutForecast()
                .saying("The credential is revoked.");
    }
}
