package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Provider;
import dev.rollcall.console.api.directory.Source;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Sets how a directory is read: what was entered is checked, part by part, before the page answers. */
public final class SourcePages {

    private static String page(Visit visit) {
        return visit.directoryPage() + "/sync";
    }

    private static Future<Outcome> with(
            Visit visit, BiFunction<Provider.Reading, @Nullable Source, Future<Outcome>> then) {
        return visit.api()
                .get(visit.directory(), Directory.class)
                .map(Answer::value)
                .compose(directory -> SyncPages.reading(visit, directory))
                .compose(reading -> reading == null
                        ? Future.succeededFuture(new Outcome.Onward(page(visit), ""))
                        : SyncPages.source(visit).compose(source -> then.apply(reading, source)));
    }

    /** What was typed; a secret that is left empty stays. */
    public Future<Outcome> set(Visit visit) {
        return with(visit, (reading, source) -> put(visit, SourceForm.typed(reading, visit, source, ""), source));
    }

    /** Only these groups are read; all of them when none is chosen. */
    public Future<Outcome> choose(Visit visit) {
        return with(visit, (reading, source) -> {
            String field = String.valueOf(reading.groups());
            SourceForm form = SourceForm.of(reading, source).with(field, String.join("\n", visit.all("group")));
            return put(visit, form, source);
        });
    }

    private static Future<Outcome> put(Visit visit, SourceForm form, @Nullable Source before) {
        JsonObject wish = new JsonObject().put("settings", form.settings());
        if (before != null) {
            wish.put("usersEvery", before.usersEvery()).put("groupsEvery", before.groupsEvery());
        }
        Write write = Write.of(HttpMethod.PUT, visit.directory() + "/source", wish);
        return visit.api()
                .carryOut(write, Source.class)
                .<Outcome>map(source -> new Outcome.Onward(page(visit), told(source)))
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 400
                        ? SyncPages.show(
                                visit,
                                400,
                                new SourceForm(form.reading(), form.values(), form.known(), problem.detail()))
                        : Future.failedFuture(failure));
    }

    /** A set-up that does not work yet says so itself, at its place on the page. */
    private static String told(@Nullable Source source) {
        return source != null && source.isReady() ? "It works: the directory can be read." : "";
    }

    public Future<Outcome> check(Visit visit) {
        return visit.api()
                .carryOut(Write.of(HttpMethod.POST, visit.directory() + "/source/check"), Source.class)
                .map(source -> new Outcome.Onward(page(visit), told(source)));
    }

    public Proposal remove(Visit visit) {
        return Proposal.of(
                        Section.DIRECTORIES,
                        "Stop reading the directory",
                        "It is no longer read, and its details and secrets are deleted. What was read stays, and members stay as they are.",
                        "Stop reading",
                        Write.of(HttpMethod.DELETE, visit.directory() + "/source"),
                        page(visit))
                .grave()
                .withoutForecast()
                .saying("The directory is no longer read.");
    }
}
