package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Preview;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Waiting;
import dev.rollcall.console.web.Worked;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what going live would change, person by person, and what is still missing for it. */
public final class PreviewPages {

    private static final int PAGE = 100;

    /**
     * What the page shows.
     *
     * @param preview null where there is none to read
     * @param kind which people are shown, or "" for all
     * @param why why there is none, or ""
     * @param waiting what the page asks again with while the preview is worked out, or null
     * @param isLate whether it is told to a page that has waited for it
     */
    public record View(
            @Nullable Preview preview,
            String kind,
            String why,
            @Nullable Waiting waiting,
            boolean isLate) {

        private static View without(String why, boolean isLate) {
            return new View(null, "", why, null, isLate);
        }
    }

    public Future<Outcome> show(Visit visit) {
        return visit.api().get(visit.directory(), Directory.class).compose(found -> {
            Directory directory = found.value();
            boolean isLate = visit.isWaiting();
            if (!directory.is("preview", "paused")) {
                return Future.succeededFuture(page(visit, directory, View.without("", isLate)));
            }
            return read(visit)
                    .map(worked -> worked.value() == null && isLate
                            ? new Outcome.Unchanged()
                            : page(
                                    visit,
                                    directory,
                                    new View(worked.value(), visit.value("kind"), "", worked.waiting(), isLate)))
                    .recover(failure -> failure instanceof ApiProblem problem
                                    && (isLate ? !problem.isSignedOut() : problem.status() == 409)
                            ? Future.succeededFuture(page(visit, directory, View.without(problem.detail(), isLate)))
                            : Future.failedFuture(failure));
        });
    }

    /** A list that is read on stays the same; one that is not kept any more is worked out again. */
    private static Future<Worked<Preview>> read(Visit visit) {
        String cursor = visit.value("cursor");
        if (cursor.isEmpty()) {
            return workOut(visit);
        }
        return preview(visit, cursor)
                .map(Worked::of)
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 404
                        ? workOut(visit)
                        : Future.failedFuture(failure));
    }

    private static Future<Worked<Preview>> workOut(Visit visit) {
        return visit.workOut("preview of " + visit.directory() + " " + visit.value("kind"), () -> preview(visit, ""));
    }

    private static Future<Preview> preview(Visit visit, String cursor) {
        String path = new Query(visit.directory() + "/preview")
                .with("limit", PAGE)
                .with("kind", visit.value("kind"))
                .with("cursor", cursor)
                .toString();
        return visit.api().get(path, Preview.class).map(Answer::value);
    }

    /** The page, or of one that has waited the part that it has waited for. */
    private static Outcome page(Visit visit, Directory directory, View view) {
        return view.isLate()
                ? new Outcome.Part(
                        "previewed.jte",
                        Map.of("page", new DirectoryPage<>(directory, "preview", view), "base", visit.directoryPage()))
                : DirectoryPage.of(directory, "preview", "preview.jte", view);
    }
}
