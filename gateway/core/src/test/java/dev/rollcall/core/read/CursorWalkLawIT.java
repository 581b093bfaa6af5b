package dev.rollcall.core.read;

import static dev.rollcall.core.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Page by page behind positions, in any order, while users come and go between the pages: all who are there throughout come
 * exactly once and in the order of the whole list.
 */
final class CursorWalkLawIT {

    private static final int USERS = 40;
    private static final List<String> ORDERS = List.of(
            "",
            "userName",
            "displayName",
            "title",
            "active",
            "emails",
            "externalId",
            "meta.created",
            "meta.lastModified",
            "id");
    private static final Fixture fixture = new Fixture();

    @BeforeContainer
    static void populate() {
        Random random = new Random(20261124);
        for (int i = 0; i < USERS; i++) {
            user(random);
        }
        for (String name : List.of("Crew", "Title 2", "ada")) {
            fixture.group("{\"displayName\": \"" + name + "\"}");
        }
    }

    @AfterContainer
    static void close() {
        fixture.close();
    }

    /** Few different values, so that many are equal, and often none. */
    private static UUID user(Random random) {
        StringBuilder json = new StringBuilder("{\"userName\": \"u" + Fixture.newId() + "\"");
        if (random.nextInt(3) > 0) {
            json.append(", \"title\": \"Title ").append(random.nextInt(3)).append('"');
        }
        if (random.nextInt(4) > 0) {
            json.append(", \"displayName\": \"")
                    .append(random.nextBoolean() ? "Ada" : "\u00c4da")
                    .append('"');
        }
        if (random.nextBoolean()) {
            json.append(", \"externalId\": \"x").append(random.nextInt(5)).append('"');
        }
        if (random.nextBoolean()) {
            json.append(", \"emails\": [{\"value\": \"m")
                    .append(random.nextInt(4))
                    .append("@x.example\", \"primary\": true}]");
        }
        json.append(", \"active\": ").append(random.nextBoolean()).append('}');
        Instant created = Fixture.CREATED.plusSeconds(random.nextInt(3));
        return fixture.user(json.toString(), created, created.plusNanos(1_000L * random.nextInt(3)));
    }

    @Property(tries = 200, seed = "20261124", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whoIsThereThroughoutComesOnceAndInOrder(
            @ForAll @IntRange(min = 0, max = 9) int order,
            @ForAll boolean descending,
            @ForAll boolean everyType,
            @ForAll @IntRange(min = 1, max = 15) int size,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<Query> queries = queries(ORDERS.get(order), descending, everyType);
        List<UUID> before = ids(page(queries, 1_000, new Listing.Beginning()));
        List<UUID> seen = new ArrayList<>();
        Set<UUID> newcomers = new TreeSet<>();
        Set<UUID> gone = new TreeSet<>();
        Listing.From from = new Listing.Beginning();
        while (true) {
            Page page = page(queries, size, from);
            assertThat(page.total()).isEqualTo(before.size());
            assertThat(page.startIndex()).isNull();
            seen.addAll(ids(page));
            if (page.next() == null) {
                break;
            }
            assertThat(page.resources()).hasSize(size);
            from = new Listing.Behind(page.next());
            if (newcomers.size() >= USERS) {
                continue;
            }
            newcomers.add(user(random));
            UUID leaver = page.next().id();
            if (random.nextInt(3) == 0 && isUser(page)) {
                remove(leaver);
                gone.add(leaver);
                newcomers.add(user(random));
            }
        }
        assertThat(seen).doesNotHaveDuplicates();
        List<UUID> after = ids(page(queries, 1_000, new Listing.Beginning()));
        assertThat(after).containsSubsequence(without(seen, gone));
        assertThat(seen).containsSubsequence(without(before, gone));
        newcomers.stream().limit(newcomers.size() - gone.size()).forEach(CursorWalkLawIT::remove);
    }

    private static boolean isUser(Page page) {
        return page.resources().get(page.resources().size() - 1).type().equals(CoreTypes.USER);
    }

    private static List<Query> queries(String by, boolean descending, boolean everyType) {
        Sort sort = by.isEmpty() ? null : new Sort(AttributePath.parse(by), descending);
        Query users = new Query(CoreTypes.USER, everyType ? PRESENT : null, sort, 1, null, Projection.DEFAULT);
        return everyType
                ? List.of(users, new Query(CoreTypes.GROUP, PRESENT, sort, 1, null, Projection.DEFAULT))
                : List.of(users);
    }

    private static final Filter PRESENT = Filter.parse("id pr");

    private static Page page(List<Query> queries, int size, Listing.From from) {
        return await(fixture.resources.list(
                fixture.org(), fixture.directory.id(), new Listing(queries, Mode.STRICT, size, from)));
    }

    private static List<UUID> ids(Page page) {
        return page.resources().stream().map(StoredResource::id).toList();
    }

    private static List<UUID> without(List<UUID> ids, Set<UUID> gone) {
        return ids.stream().filter(id -> !gone.contains(id)).toList();
    }

    private static void remove(@Nullable UUID user) {
        await(fixture.database
                .writes()
                .preparedQuery("DELETE FROM directory_user WHERE org_id = $1 AND user_id = $2")
                .execute(Tuple.of(fixture.org(), user)));
        fixture.recount(fixture.directory);
    }
}
