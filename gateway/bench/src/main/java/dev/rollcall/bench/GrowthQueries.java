package dev.rollcall.bench;

import dev.rollcall.bench.kit.Pages;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The queries that {@link Growth} measures: those of identity providers, bridges, consoles and administrators. */
final class GrowthQueries {

    /** Spreads the users that are asked for over the directory. */
    private static final long STEP = 7_919;

    private static final int COUNT = 100;

    /** One directory and who asks it. */
    record Side(ScimClient scim, ScimClient operator, String organisation, int users) implements AutoCloseable {

        @Override
        public void close() {
            scim.close();
            operator.close();
        }
    }

    /** The path of one request; the number is that of a user. */
    private interface Path {
        String of(Side side, long number);
    }

    /** A kind of query, over SCIM or the admin API. */
    record Kind(String name, boolean overScim, Path path, boolean mayBeRefused) {

        /** Asks once; the answer is whether the gateway refused. */
        boolean ask(Side side, int round) {
            String url = path.of(side, 1 + round * STEP % side.users());
            ScimClient client = overScim ? side.scim() : side.operator();
            try {
                client.send(HttpMethod.GET, url, "", 200).await();
                return false;
            } catch (Exception e) {
                if (mayBeRefused && String.valueOf(e.getMessage()).contains("tooMany")) {
                    return true;
                }
                throw new IllegalStateException("refused: " + url, e);
            }
        }
    }

    static final List<Kind> KINDS = List.of(
            scim("GET of one user", (side, n) -> "/Users/" + Seed.id(n)),
            find("userName eq", n -> "userName eq \"" + Seed.name(n) + "\""),
            find("userName eq, nobody", n -> "userName eq \"nobody" + n + "\""),
            find("externalId eq", n -> "externalId eq \"" + Seed.externalId(n) + "\""),
            find("emails.value eq", n -> "emails.value eq \"" + Seed.name(n) + "\""),
            find("emails[type eq and value eq]", n -> "emails[type eq \"work\" and value eq \"" + Seed.name(n) + "\"]"),
            find("id eq", n -> "id eq \"" + Seed.id(n) + "\""),
            find("userName eq and active eq", n -> "userName eq \"" + Seed.name(n) + "\" and active eq true"),
            find(
                    "userName eq or emails.value eq",
                    n -> "userName eq \"" + Seed.name(n) + "\" or emails.value eq \"" + Seed.name(n) + "\""),
            find("displayName eq", n -> "displayName eq \"" + Seed.displayName(n) + "\""),
            find("name.familyName eq, five match", n -> "name.familyName eq \"" + Seed.familyName(n) + "\""),
            find("department eq, all match", n -> "department eq \"Sales\""),
            find("department eq, nobody", n -> "department eq \"Buying\""),
            find("active eq true, all match", n -> "active eq true"),
            find("active eq false, nobody", n -> "active eq false"),
            find("userName sw, narrow", n -> "userName sw \"ada" + n + "@\""),
            find("userName sw, all match", n -> "userName sw \"ada\""),
            refusable("userName co", n -> "userName co \"da" + n + "@\""),
            refusable("title eq", n -> "title eq \"Boss\""),
            scim(
                    "meta.lastModified gt, none match",
                    (side, n) -> changed(Seed.modified(side.users()).toString())),
            scim(
                    "meta.lastModified gt, fifty match",
                    (side, n) -> changed(Seed.modified(side.users() - 50L).toString())),
            scim("meta.lastModified gt, all match", (side, n) -> changed("2020-01-01T00:00:00Z")),
            scim("the same, sorted by it", (side, n) -> changed("2020-01-01T00:00:00Z") + "&sortBy=meta.lastModified"),
            scim("count=0", (side, n) -> "/Users?count=0"),
            scim("first page of 100 by index", (side, n) -> Pages.byIndex(COUNT, 1)),
            scim("middle page by index", (side, n) -> Pages.byIndex(COUNT, side.users() / 2)),
            scim("last page by index", (side, n) -> Pages.byIndex(COUNT, side.users() - COUNT + 1)),
            scim("first page by cursor", (side, n) -> Pages.byCursor(COUNT, "")),
            scim("sortBy=userName", (side, n) -> Pages.byIndex(COUNT, 1) + "&sortBy=userName"),
            scim(
                    "sortBy=meta.lastModified, descending",
                    (side, n) -> Pages.byIndex(COUNT, 1) + "&sortBy=meta.lastModified&sortOrder=descending"),
            scim("groups: displayName eq", (side, n) -> "/Groups?filter=" + encoded("displayName eq \"crew\"")),
            scim(
                    "groups: members.value eq",
                    (side, n) -> "/Groups?filter=" + encoded("members.value eq \"" + Seed.id(1) + "\"")),
            admin("organisation", ""),
            admin("seats", "/seats"),
            admin("members", "/members?limit=100"),
            admin("members, status=active", "/members?limit=100&status=active"),
            admin("members, status=suspended, nobody", "/members?limit=100&status=suspended"),
            admin("members, role=admin", "/members?limit=100&role=admin"),
            admin("members, text of one", "/members?limit=100&text=ada77@"),
            admin("members, text of all", "/members?limit=100&text=ada"),
            admin("members, text of nobody", "/members?limit=100&text=zeppelin"),
            admin("events", "/events?limit=100"),
            admin("audit", "/audit?limit=100"));

    private GrowthQueries() {}

    /** A filter about the user of that number. */
    private interface About {
        String user(long number);
    }

    private static Kind find(String name, About filter) {
        return new Kind(name, true, (side, n) -> "/Users?count=100&filter=" + encoded(filter.user(n)), false);
    }

    private static Kind refusable(String name, About filter) {
        return new Kind(name, true, (side, n) -> "/Users?count=100&filter=" + encoded(filter.user(n)), true);
    }

    private static Kind scim(String name, Path path) {
        return new Kind(name, true, path, false);
    }

    private static Kind admin(String name, String path) {
        return new Kind("admin: " + name, false, (side, n) -> "/organizations/" + side.organisation() + path, false);
    }

    private static String changed(String since) {
        return "/Users?count=100&filter=" + encoded("meta.lastModified gt \"" + since + "\"");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
