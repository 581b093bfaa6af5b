package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.ApiProblem;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Health;
import dev.rollcall.console.api.directory.Provider;
import dev.rollcall.console.api.organisation.Domain;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lists the directories of an organisation, and offers the providers for another one. */
public final class Directories {

    /** A directory and how it does. */
    public record Card(Directory directory, Health health) {}

    /**
     * What the choice of a provider shows.
     *
     * @param hasDomain whether a domain is verified
     * @param query what was searched for
     * @param problem why the choice was refused, or ""
     */
    public record Choice(List<Provider> providers, boolean hasDomain, String query, String problem) {}

    public Future<Outcome> list(Visit visit) {
        return cards(visit).map(cards -> Outcome.Page.of(Section.DIRECTORIES, "Directories", "directories.jte", cards));
    }

    /** All directories with their health, asked for at once. */
    public static Future<List<Card>> cards(Visit visit) {
        return visit.api().list(visit.org() + "/directories", Directory.class).compose(found -> {
            List<Directory> directories = found.items();
            List<Future<Answer<Health>>> healths = directories.stream()
                    .map(one -> visit.api().get(visit.org() + "/directories/" + one.id() + "/health", Health.class))
                    .toList();
            return Future.all(healths)
                    .map(all -> IntStream.range(0, directories.size())
                            .mapToObj(i -> new Card(
                                    directories.get(i), healths.get(i).result().value()))
                            .toList());
        });
    }

    public Future<Outcome> choose(Visit visit) {
        return choice(visit, 200, visit.value("q"), "");
    }

    private static Future<Outcome> choice(Visit visit, int status, String query, String problem) {
        Future<Listed<Provider>> providers = visit.api().list("/providers", Provider.class);
        Future<Listed<Domain>> domains = visit.api().list(visit.org() + "/domains", Domain.class);
        return Future.all(providers, domains).map(both -> {
            String wanted = query.toLowerCase(Locale.ROOT);
            List<Provider> found = new ArrayList<>(providers.result().items());
            // Custom is what remains when a provider is not in the list.
            found.removeIf(one -> !one.id().equals("custom")
                    && !one.name().toLowerCase(Locale.ROOT).contains(wanted));
            boolean hasDomain = domains.result().items().stream().anyMatch(Domain::isVerified);
            return new Outcome.Page(
                    status,
                    Section.DIRECTORIES,
                    "Connect a directory",
                    "connect.jte",
                    new Choice(found, hasDomain, query, problem));
        });
    }

    public Future<Outcome> create(Visit visit) {
        JsonObject wish = new JsonObject().put("provider", visit.value("provider"));
        Write write =
                Write.of(HttpMethod.POST, visit.org() + "/directories", wish).once(visit.value("key"));
        return visit.api()
                .carryOut(write, Directory.class)
                .<Outcome>map(made -> onward(visit, made))
                .recover(failure -> failure instanceof ApiProblem problem && !problem.isSignedOut()
                        ? choice(visit, problem.status(), "", problem.detail())
                        : Future.failedFuture(failure));
    }

    private static Outcome onward(Visit visit, @Nullable Directory made) {
        String list = visit.base() + "/directories";
        return new Outcome.Onward(made == null ? list : list + "/" + made.id() + "/setup", "");
    }
}
