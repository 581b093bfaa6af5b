package dev.rollcall.console.requests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.activity.LoggedRequest;
import dev.rollcall.console.api.activity.Replay;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Pretty;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows what providers have sent, what it did, and what it would do now. */
public final class RequestPages {

    private static final int PAGE = 50;

    /**
     * What the list shows.
     *
     * @param problem why it could not be looked for, or ""
     */
    public record View(
            List<LoggedRequest> requests,
            @Nullable String next,
            RequestFilter filter,
            List<Directory> directories,
            String problem) {}

    /**
     * What the page of one shows.
     *
     * @param problem why it cannot be replayed, or ""
     */
    public record One(LoggedRequest request, String problem) {}

    /** What a replay shows. */
    public record Again(LoggedRequest request, Replay replay) {}

    public Future<Outcome> list(Visit visit) {
        RequestFilter filter = RequestFilter.of(visit);
        String path = filter.ofApi(visit.org() + "/requests")
                .with("limit", PAGE)
                .with("cursor", visit.value("cursor"))
                .toString();
        Future<List<Directory>> directories =
                visit.api().list(visit.org() + "/directories", Directory.class).map(Listed::items);
        return visit.api()
                .list(path, LoggedRequest.class)
                .compose(found ->
                        directories.map(all -> list(200, new View(found.items(), found.next(), filter, all, ""))))
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 400
                        ? directories.map(all -> list(
                                // A script does not put the answer on the page when it has the status of a problem.
                                visit.isOfScript() ? 200 : 400,
                                new View(List.of(), null, filter, all, problem.detail())))
                        : Future.failedFuture(failure));
    }

    private static Outcome list(int status, View view) {
        return new Outcome.Page(status, Section.REQUESTS, "Requests", "requests.jte", view);
    }

    private static String path(Visit visit) {
        return visit.org() + "/requests/" + Visit.encode(visit.path("request"));
    }

    public Future<Outcome> show(Visit visit) {
        return visit.api().get(path(visit), LoggedRequest.class).map(found -> show(200, found, ""));
    }

    private static Outcome show(int status, Answer<LoggedRequest> found, String problem) {
        return new Outcome.Page(status, Section.REQUESTS, "Request", "request.jte", new One(found.value(), problem));
    }

    /** The file to hand on to support; the API says what is in it. */
    public Future<Outcome> bundle(Visit visit) {
        return visit.api()
                .get(path(visit) + "/bundle", JsonNode.class)
                .map(found -> new Outcome.Download(
                        "request-" + visit.path("request") + ".json",
                        "application/json",
                        once(Pretty.of(found.value()))));
    }

    private static Supplier<Future<@Nullable String>> once(String text) {
        return new Supplier<>() {
            private boolean isGiven;

            @Override
            public Future<@Nullable String> get() {
                @Nullable String piece = isGiven ? null : text;
                isGiven = true;
                return Future.succeededFuture(piece);
            }
        };
    }

    /** What the request would do now. Nothing is written, so asking for the page is enough. */
    public Future<Outcome> replay(Visit visit) {
        JsonObject wish = new JsonObject();
        String operation = visit.value("operation");
        if (operation.matches("[1-9][0-9]{0,5}")) {
            wish.put("operation", Integer.parseInt(operation));
        }
        return visit.api()
                .get(path(visit), LoggedRequest.class)
                .compose(found -> visit.api()
                        .tryOut(Write.of(HttpMethod.POST, path(visit) + "/replay", wish), Replay.class)
                        .<Outcome>map(replay -> Outcome.Page.of(
                                Section.REQUESTS,
                                "What it would do now",
                                "replay.jte",
                                new Again(found.value(), replay)))
                        .recover(failure -> failure instanceof ApiProblem problem && isTold(problem)
                                ? Future.succeededFuture(show(problem.status(), found, problem.detail()))
                                : Future.failedFuture(failure)));
    }

    /** What is about this request, and not about who asks. */
    private static boolean isTold(ApiProblem problem) {
        return problem.status() == 400 || problem.status() == 409;
    }
}
