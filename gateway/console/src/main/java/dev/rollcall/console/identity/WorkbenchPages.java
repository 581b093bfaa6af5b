package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.activity.LoggedRequest;
import dev.rollcall.console.api.directory.ClientProfile;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Recorded;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows the workbench of a directory's profile, where it is edited with its faults beside it, tried on a request before it is
 * saved, and taken back.
 */
public final class WorkbenchPages {

    private static final int VERSIONS = 20;

    /**
     * What the page shows.
     *
     * @param etag of the profile that the page shows, so that a later one is not overwritten
     * @param problem why it cannot be tried or saved, or ""
     */
    public record View(
            ClientProfile profile,
            String etag,
            List<ClientProfile> versions,
            Draft draft,
            Found found,
            String problem) {}

    /**
     * What was found out about what stands in the fields; each is null until it is asked for.
     *
     * @param trial what the request is read as
     * @param diff what the last requests would do
     * @param suggestions what the last requests suggest
     */
    public record Found(
            ClientProfile.@Nullable Trial trial,
            Recorded.@Nullable Diff diff,
            Recorded.@Nullable Suggestions suggestions) {

        static final Found NOTHING = new Found(null, null, null);
    }

    private static final Map<String, String> DIFFERENCES = Map.of(
            "now_accepted", "would be accepted",
            "now_refused", "would be refused",
            "refused_otherwise", "would be refused for another reason",
            "read_otherwise", "would be read differently",
            "told_otherwise", "would do the same, and another deviation would be noted");

    /** How requests differ, as the end of a sentence about them. */
    public static String differ(String difference) {
        return DIFFERENCES.getOrDefault(difference, difference);
    }

    private static String path(Visit visit) {
        return visit.directory() + "/profile";
    }

    private static String page(Visit visit) {
        return visit.directoryPage() + "/profile";
    }

    /** With {@code ?request=ID} that recorded request is what is tried. */
    public Future<Outcome> show(Visit visit) {
        String recorded = visit.value("request");
        Future<@Nullable LoggedRequest> request = recorded.isEmpty()
                ? Future.succeededFuture()
                : visit.api()
                        .get(visit.org() + "/requests/" + Visit.encode(recorded), LoggedRequest.class)
                        .map(Answer::value);
        Future<Answer<ClientProfile>> profile = visit.api().get(path(visit), ClientProfile.class);
        return Future.all(request, profile).compose(both -> {
            Draft draft = Draft.of(profile.result().value().document(), request.result());
            return recorded.isEmpty() ? show(visit, draft, Found.NOTHING, null) : tried(visit, draft);
        });
    }

    private static Future<Outcome> show(Visit visit, Draft draft, Found found, @Nullable ApiProblem problem) {
        Future<Answer<Directory>> directory = visit.api().get(visit.directory(), Directory.class);
        Future<Answer<ClientProfile>> profile = visit.api().get(path(visit), ClientProfile.class);
        Future<Listed<ClientProfile>> versions =
                visit.api().list(path(visit) + "/versions?limit=" + VERSIONS, ClientProfile.class);
        return Future.all(directory, profile, versions)
                .map(all -> new Outcome.Page(
                        // A script does not put the answer on the page when it has the status of a problem.
                        problem == null || visit.isOfScript() ? 200 : problem.status(),
                        Section.DIRECTORIES,
                        directory.result().value().name(),
                        "workbench.jte",
                        new DirectoryPage<>(
                                directory.result().value(),
                                "profile",
                                new View(
                                        profile.result().value(),
                                        profile.result().etag(),
                                        versions.result().items(),
                                        draft,
                                        found,
                                        problem == null ? "" : problem.detail()))));
    }

    /** {@code do=save} makes what was typed count; everything else finds something out about it. */
    public Future<Outcome> act(Visit visit) {
        Draft draft = Draft.typed(visit);
        return switch (visit.value("do")) {
            case "save" -> save(visit, draft);
            case "diff" -> compared(visit, draft);
            case "suggest" -> suggested(visit, draft, false);
            case "take" -> suggested(visit, draft, true);
            default -> tried(visit, draft);
        };
    }

    private static Future<Outcome> compared(Visit visit, Draft draft) {
        return told(
                visit,
                draft,
                () -> visit.api()
                        .tryOut(
                                Write.of(
                                        HttpMethod.POST,
                                        path(visit) + "/diff",
                                        new JsonObject().put("profile", draft.profile())),
                                Recorded.Diff.class)
                        .compose(diff -> show(visit, draft, new Found(null, diff, null), null)));
    }

    /** Suggestions are about the profile in force; they are put into the field when that is asked for. */
    private static Future<Outcome> suggested(Visit visit, Draft draft, boolean isTaken) {
        return told(
                visit,
                draft,
                () -> visit.api()
                        .tryOut(Write.of(HttpMethod.POST, path(visit) + "/suggest"), Recorded.Suggestions.class)
                        .compose(found -> isTaken
                                ? compared(visit, draft.with(found.profile()))
                                : show(visit, draft, new Found(null, null, found), null)));
    }

    private static Future<Outcome> tried(Visit visit, Draft draft) {
        return told(
                visit,
                draft,
                () -> visit.api()
                        .tryOut(
                                Write.of(
                                        HttpMethod.POST,
                                        path(visit) + "/try",
                                        new JsonObject()
                                                .put("profile", draft.profile())
                                                .put("request", draft.request())),
                                ClientProfile.Trial.class)
                        .compose(trial -> show(visit, draft, new Found(trial, null, null), null)));
    }

    private static Future<Outcome> save(Visit visit, Draft draft) {
        return told(visit, draft, () -> {
            Write write = Write.of(HttpMethod.PUT, path(visit), draft.profile())
                    .ifMatch(visit.value("etag"))
                    .once(visit.value("key"));
            return visit.api()
                    .carryOut(write, ClientProfile.class)
                    .<Outcome>map(saved -> new Outcome.Onward(
                            page(visit),
                            "Version " + (saved == null ? "" : saved.version())
                                    + " of the profile applies from the next request on."))
                    .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 412
                            ? overtaken(visit)
                            : Future.failedFuture(failure));
        });
    }

    private static Future<Outcome> overtaken(Visit visit) {
        return visit.api()
                .get(path(visit), ClientProfile.class)
                .compose(present -> Future.failedFuture(new ApiProblem(
                        409,
                        "about:blank",
                        "Another change came first",
                        present.value().by() + " has saved version "
                                + present.value().version()
                                + " since you opened the page, so nothing was saved. What you typed is still here;"
                                + " compare it with the versions below and save again.")));
    }

    /** A handling whose refusal is told on the page, beside what was typed. */
    private interface Asked {
        Future<Outcome> run();
    }

    private static Future<Outcome> told(Visit visit, Draft draft, Asked asked) {
        Future<Outcome> outcome;
        try {
            outcome = asked.run();
        } catch (ApiProblem problem) {
            outcome = Future.failedFuture(problem);
        }
        return outcome.recover(
                failure -> failure instanceof ApiProblem problem && (problem.status() == 400 || problem.status() == 409)
                        ? show(visit, draft, Found.NOTHING, problem)
                        : Future.failedFuture(failure));
    }

    public Proposal restore(Visit visit) {
        String number = visit.path("number");
        int version = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
        return Proposal.of(
                        Section.DIRECTORIES,
                        "Use version " + version + " again",
                        "It becomes a new version of the profile and applies from the next request on. All versions are kept.",
                        "Use this version",
                        Write.of(HttpMethod.POST, path(visit) + "/rollback", new JsonObject().put("number", version))
                                .ifMatch(visit.value("etag")),
                        page(visit))
                .withoutForecast()
                .saying("Version " + version + " applies again, as a new version.");
    }
}
