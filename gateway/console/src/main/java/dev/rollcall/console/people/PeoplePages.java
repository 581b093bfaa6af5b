package dev.rollcall.console.people;

import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.member.Member;
import dev.rollcall.console.api.member.Role;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the table of people, which the API searches and filters; search and filters are all in the address. Also sends the table as
 * a file.
 */
public final class PeoplePages {

    /** Those that the API filters by. */
    public static final List<String> STATUSES = List.of("active", "suspended", "excluded");

    private static final int PAGE = 50;

    /** What is looked for; "" for everything. */
    public record Filter(String text, String status, String role, String directory, String reason) {

        static Filter of(Visit visit) {
            return new Filter(
                    visit.value("q"),
                    visit.value("status"),
                    visit.value("role"),
                    visit.value("directory"),
                    visit.value("reason"));
        }

        public boolean isEmpty() {
            return (text + status + role + directory + reason).isEmpty();
        }

        Query of(String path) {
            return new Query(path)
                    .with("text", text)
                    .with("status", status)
                    .with("role", role)
                    .with("directory", directory)
                    .with("reason", reason);
        }

        /** The same on a page of the console. */
        public String address(String page, String cursor) {
            return new Query(page)
                    .with("q", text)
                    .with("status", status)
                    .with("role", role)
                    .with("directory", directory)
                    .with("reason", reason)
                    .with("cursor", cursor)
                    .toString();
        }

        public Filter withoutReason() {
            return new Filter(text, status, role, directory, "");
        }
    }

    /** What the table shows. */
    public record View(
            List<Member> people, @Nullable String next, Filter filter, List<Directory> directories, List<Role> roles) {}

    public Future<Outcome> list(Visit visit) {
        Filter filter = Filter.of(visit);
        String path = filter.of(visit.org() + "/members")
                .with("limit", PAGE)
                .with("cursor", visit.value("cursor"))
                .toString();
        Future<Listed<Member>> people = visit.api().list(path, Member.class);
        Future<Listed<Directory>> directories = visit.api().list(visit.org() + "/directories", Directory.class);
        Future<Listed<Role>> roles = visit.api().list("/roles", Role.class);
        return Future.all(people, directories, roles)
                .map(all -> Outcome.Page.of(
                        Section.PEOPLE,
                        "People",
                        "people.jte",
                        new View(
                                people.result().items(),
                                people.result().next(),
                                filter,
                                directories.result().items(),
                                roles.result().items())));
    }

    /** Everybody whom the filter shows, however many they are. */
    public Future<Outcome> export(Visit visit) {
        MemberPages pages = new MemberPages(visit, Filter.of(visit).of(visit.org() + "/members"));
        return Future.succeededFuture(
                new Outcome.Download("people-" + visit.path("org") + ".csv", "text/csv; charset=utf-8", pages::next));
    }
}
