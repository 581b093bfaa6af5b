package dev.rollcall.core.read;

import static dev.rollcall.core.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.resource.FilterSql;
import dev.rollcall.core.read.resource.HitsPart;
import dev.rollcall.core.read.resource.ListPart;
import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.read.resource.SortSql;
import dev.rollcall.core.read.resource.StretchPart;
import dev.rollcall.core.read.resource.WholePart;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Lookup;
import dev.rollcall.core.read.sql.Page;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.SortKey;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import dev.rollcall.scim.resource.Projection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever index serves it, a list is what reading every row would make of it: for any filter, order and page, with few taken for many,
 * so that each way of finding is gone.
 */
final class ListLawIT {

    private static final int USERS = 60;
    private static final List<String> ORDERS =
            List.of("", "", "userName", "meta.lastModified", "displayName", "title", "active");
    private static final Fixture fixture = new Fixture();

    @BeforeContainer
    static void populate() {
        Random random = new Random(20261130);
        List<UUID> groups =
                List.of(fixture.group("{\"displayName\": \"Ada\"}"), fixture.group("{\"displayName\": \"STRASSE\"}"));
        for (int i = 0; i < USERS; i++) {
            Instant created = Instant.parse(GeneratedUsers.TIMES.get(random.nextInt(3) == 0 ? 0 : 2));
            UUID id = fixture.user(
                    GeneratedUsers.user(i, random).toString(), created, created.plusSeconds(random.nextInt(2)));
            groups.stream().filter(group -> random.nextInt(3) == 0).forEach(group -> fixture.join(group, id, "User"));
        }
    }

    @AfterContainer
    static void close() {
        fixture.close();
    }

    @Property(tries = 700, seed = "20261130", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aListIsWhatReadingEveryRowWouldMakeOfIt(
            @ForAll("filters") Filter filter,
            @ForAll @IntRange(min = 0, max = 6) int order,
            @ForAll boolean descending,
            @ForAll @IntRange(min = 0, max = 70) int skipped,
            @ForAll @IntRange(min = 0, max = 20) int count,
            @ForAll @IntRange(min = 0, max = 12) int few,
            @ForAll boolean everybody) {
        Sort sort = ORDERS.get(order).isEmpty() ? null : new Sort(AttributePath.parse(ORDERS.get(order)), descending);
        Query query = new Query(
                GeneratedUsers.TYPE,
                everybody && skipped % 2 == 0 ? null : filter,
                sort,
                skipped + 1,
                count,
                Projection.DEFAULT);
        Listing listing = new Listing(List.of(query), Mode.TOLERANT, count, new Listing.Index(skipped + 1));
        Page page = await(new ResourceQueries(fixture.database.reads(), new Reach(1_000, 1_000, few))
                .list(fixture.org(), fixture.directory.id(), listing));
        List<UUID> all = oneByOne(query);

        assertThat(page.total()).as("total of %s", query).isEqualTo(all.size());
        assertThat(page.resources().stream().map(StoredResource::id))
                .as("page of %s", query)
                .containsExactlyElementsOf(
                        all.subList(Math.min(skipped, all.size()), Math.min(skipped + count, all.size())));
    }

    /** The law would say nothing of an index that no filter of it reaches. */
    @Property(tries = 1)
    void everyWayOfFindingIsGone() {
        List<Class<?>> ways = new ArrayList<>();
        filters().sampleStream().limit(500).forEach(filter -> {
            ListPart part = part(filter);
            ways.add(
                    part instanceof HitsPart hits && hits.lookup() != null
                            ? hits.lookup().getClass()
                            : part.getClass());
        });
        assertThat(ways)
                .contains(StretchPart.class, HitsPart.class, WholePart.class, Lookup.Key.class, Lookup.Among.class);
    }

    private static ListPart part(Filter filter) {
        Query query = new Query(GeneratedUsers.TYPE, filter, null, 1, 10, Projection.DEFAULT);
        ListPart.Asked asked = new ListPart.Asked(query, ResourceTable.USERS, 0, Sql.TRUE, null, Reach.DEFAULT);
        return ListPart.of(asked, filter, new Parameters(fixture.org(), fixture.directory.id()));
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Arbitraries.oneOf(GeneratedFilters.filters(), GeneratedFilters.indexed());
    }

    private static List<UUID> oneByOne(Query query) {
        Parameters parameters = new Parameters(fixture.org(), fixture.directory.id());
        @Nullable
        SortKey key = SortSql.keys(List.of(query), Mode.TOLERANT, parameters).get(0);
        String condition = query.filter() == null
                ? Sql.TRUE
                : FilterSql.condition(query.filter(), GeneratedUsers.TYPE, Mode.TOLERANT, parameters);
        String order = key == null
                ? ""
                : key.expression() + (query.sort() != null && query.sort().descending() ? " DESC, " : ", ");
        List<UUID> ids = new ArrayList<>();
        await(fixture.database
                        .reads()
                        .preparedQuery(
                                "SELECT r.user_id FROM directory_user r WHERE r.org_id = $1 AND r.directory_id = $2"
                                        + " AND "
                                        + condition + " ORDER BY " + order + "r.user_id")
                        .execute(parameters.tuple()))
                .forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }
}
