package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Preview;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What going live would change, person by person, and what is missing for it. */
public final class PreviewPages {

    private static final int PAGE = 100;

    /**
     * What the page shows.
     *
     * @param preview null where there is none to read
     * @param kind which people are shown, or "" for all
     * @param why why there is none, or ""
     */
    public record View(@Nullable Preview preview, String kind, String why) {}

    public Future<Outcome> show(Visit visit) {
        String kind = visit.value("kind");
        return visit.api().get(visit.directory(), Directory.class).compose(found -> {
            Directory directory = found.value();
            if (!directory.is("preview", "paused")) {
                return Future.succeededFuture(page(directory, new View(null, "", "")));
            }
            return preview(visit, kind, visit.value("cursor"))
                    .map(read -> page(directory, new View(read.value(), kind, "")))
                    .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 409
                            ? Future.succeededFuture(page(directory, new View(null, "", problem.detail())))
                            : Future.failedFuture(failure));
        });
    }

    /** A list that is read on stays the same; one that is not kept any more is worked out again. */
    private static Future<Answer<Preview>> preview(Visit visit, String kind, String cursor) {
        Query preview = new Query(visit.directory() + "/preview")
                .with("limit", PAGE)
                .with("kind", kind)
                .with("cursor", cursor);
        return visit.api()
                .get(preview.toString(), Preview.class)
                .recover(
                        failure -> !cursor.isEmpty() && failure instanceof ApiProblem problem && problem.status() == 404
                                ? preview(visit, kind, "")
                                : Future.failedFuture(failure));
    }

    private static Outcome page(Directory directory, View view) {
        return DirectoryPage.of(directory, "preview", "preview.jte", view);
    }
}
