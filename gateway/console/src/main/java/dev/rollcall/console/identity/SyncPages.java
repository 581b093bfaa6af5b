package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.activity.LoggedRequest;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Health;
import dev.rollcall.console.api.directory.Provider;
import dev.rollcall.console.api.directory.Source;
import dev.rollcall.console.api.directory.Sync;
import dev.rollcall.console.api.member.Group;
import dev.rollcall.console.live.Subject;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how a directory is kept up to date: what the provider sends, or how it is read, now and in the past. */
public final class SyncPages {

    private static final int SHOWN = 10;
    private static final int GROUPS = 1_000;

    /**
     * What the page shows.
     *
     * @param source null where nothing was entered, and where the provider sends by itself
     * @param form null where the provider sends by itself
     */
    public record View(
            Health health,
            @Nullable Source source,
            @Nullable SourceForm form,
            Listed<Sync> syncs,
            List<Group> groups,
            List<LoggedRequest> requests) {

        /** The reading that is under way or waits, or null. */
        public @Nullable Sync current() {
            return syncs.items().stream().filter(Sync::isUnderWay).findFirst().orElse(null);
        }

        /** Those that have ended. */
        public List<Sync> past() {
            return syncs.items().stream().filter(one -> !one.isUnderWay()).toList();
        }
    }

    /** What the part of the page shows that follows what happens. */
    public record Now(
            Health health,
            boolean isRead,
            @Nullable Sync current,
            @Nullable Sync last,
            int percent) {

        public static Now of(View view) {
            Sync current = view.current();
            return new Now(
                    view.health(),
                    view.form() != null,
                    current,
                    view.past().stream().findFirst().orElse(null),
                    current == null ? -1 : current.percent(Instant.now()));
        }
    }

    public Future<Outcome> show(Visit visit) {
        return show(visit, 200, null);
    }

    /** The page, with what was typed where that was refused. */
    static Future<Outcome> show(Visit visit, int status, @Nullable SourceForm typed) {
        Future<Answer<Directory>> directory = visit.api().get(visit.directory(), Directory.class);
        return directory.compose(found -> view(visit, found.value(), typed).map(view -> {
            Outcome.Page page =
                    (Outcome.Page) DirectoryPage.of(directory.result().value(), "sync", "sync.jte", view);
            return new Outcome.Page(status, page.section(), page.title(), page.template(), page.view());
        }));
    }

    private static Future<View> view(Visit visit, Directory directory, @Nullable SourceForm typed) {
        Future<Provider.@Nullable Reading> reading = reading(visit, directory);
        return reading.compose(how -> {
            Future<Answer<Health>> health = visit.api().get(visit.directory() + "/health", Health.class);
            Future<@Nullable Source> source = how == null ? Future.succeededFuture() : source(visit);
            Future<Listed<Sync>> syncs = how == null
                    ? Future.succeededFuture(new Listed<>(List.of(), null))
                    : visit.api().list(visit.directory() + "/syncs?limit=" + SHOWN + cursor(visit), Sync.class);
            Future<Listed<Group>> groups = how == null || how.groups() == null
                    ? Future.succeededFuture(new Listed<>(List.of(), null))
                    : visit.api().list(visit.directory() + "/groups?limit=" + GROUPS, Group.class);
            Future<Listed<LoggedRequest>> requests = visit.api()
                    .list(
                            visit.org() + "/requests?limit=" + SHOWN + "&directory=" + Visit.encode(directory.id()),
                            LoggedRequest.class);
            return Future.all(health, source, syncs, groups, requests)
                    .map(all -> new View(
                            health.result().value(),
                            source.result(),
                            typed != null || how == null ? typed : SourceForm.of(how, source.result()),
                            syncs.result(),
                            groups.result().items(),
                            requests.result().items()));
        });
    }

    private static String cursor(Visit visit) {
        String cursor = visit.value("cursor");
        return cursor.isEmpty() ? "" : "&cursor=" + Visit.encode(cursor);
    }

    /** What the provider of a directory has to be told so that it can be read; null where it sends by itself. */
    static Future<Provider.@Nullable Reading> reading(Visit visit, Directory directory) {
        return visit.api()
                .list("/providers", Provider.class)
                .map(all -> all.items().stream()
                        .filter(one -> one.id().equals(directory.provider()))
                        .findFirst()
                        .map(Provider::source)
                        .orElse(null));
    }

    static Future<@Nullable Source> source(Visit visit) {
        return visit.api()
                .get(visit.directory() + "/source", Source.class)
                .<@Nullable Source>map(Answer::value)
                .recover(failure -> failure instanceof ApiProblem problem && problem.status() == 404
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    /** What is going on, while the page is open. */
    public Future<Outcome> live(Visit visit) {
        return visit.api()
                .get(visit.directory(), Directory.class)
                .map(found ->
                        new Outcome.Following(Subject.directory(found.value().id()), () -> now(visit)));
    }

    private static Future<Outcome.Now> now(Visit visit) {
        return visit.api()
                .get(visit.directory(), Directory.class)
                .compose(found -> view(visit, found.value(), null))
                .map(Now::of)
                .map(now -> new Outcome.Now(Live.stamp(now), new Outcome.Part("syncNow.jte", Map.of("now", now))));
    }

    /** Reads it now. */
    public Future<Outcome> ask(Visit visit) {
        String kind = List.of("users", "preview").contains(visit.value("kind")) ? visit.value("kind") : "full";
        Write write = Write.of(HttpMethod.POST, visit.directory() + "/syncs", new JsonObject().put("kind", kind))
                .once(visit.value("key"));
        return visit.api()
                .carryOut(write, Sync.class)
                .map(asked -> new Outcome.Onward(visit.directoryPage() + "/sync", "The reading begins."));
    }
}
