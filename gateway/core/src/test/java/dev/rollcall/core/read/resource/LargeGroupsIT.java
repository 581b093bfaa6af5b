package dev.rollcall.core.read.resource;

import static dev.rollcall.core.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.Fixture;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups that are read piece by piece. */
final class LargeGroupsIT {

    private static Fixture fixture;

    @BeforeAll
    static void open() {
        fixture = new Fixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static StoredResource group(int members) {
        UUID id = fixture.group("{\"displayName\": \"Of " + members + "\"}");
        add(id, 0, members);
        return Objects.requireNonNull(
                await(fixture.resources.get(fixture.org(), fixture.directory.id(), CoreTypes.GROUP, id, true)));
    }

    private static void add(UUID group, int from, int to) {
        await(fixture.database
                .writes()
                .preparedQuery("""
                    INSERT INTO group_member (org_id, directory_id, group_id, member_value)
                    SELECT $1, $2, $3, 'm' || lpad(n::text, 6, '0') FROM generate_series($4::int, $5::int - 1) n
                    """)
                .execute(Tuple.of(fixture.org(), fixture.directory.id(), group, from, to)));
    }

    private static Future<Boolean> read(
            StoredResource group, Duration patience, Function<StoredResource, Future<Void>> taker) {
        return new LargeGroups(fixture.database.reads(), patience)
                .read(fixture.org(), fixture.directory.id(), group, taker);
    }

    @Test
    void whoIsAMemberFromTheFirstPieceToTheLastIsShownOnce() {
        StoredResource group = group(2_500);
        assertThat(LargeGroups.mayHaveMore(group)).isTrue();
        List<String> values = new ArrayList<>();
        boolean found = await(read(group, Duration.ofSeconds(30), piece -> {
            if (values.isEmpty()) {
                return fixture.database
                        .writes()
                        .preparedQuery("DELETE FROM group_member WHERE org_id = $1 AND group_id = $2 AND member_value >"
                                + " 'm002399'")
                        .execute(Tuple.of(fixture.org(), group.id()))
                        .map(done -> keep(values, piece));
            }
            keep(values, piece);
            return Future.succeededFuture();
        }));
        assertThat(found).isTrue();
        assertThat(values).hasSize(2_400).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aGroupThatGoesWhileItIsReadIsToldSo() {
        StoredResource group = group(1_001);
        boolean found = await(read(
                group,
                Duration.ofSeconds(30),
                piece -> fixture.database
                        .writes()
                        .preparedQuery("DELETE FROM directory_group WHERE org_id = $1 AND group_id = $2")
                        .execute(Tuple.of(fixture.org(), group.id()))
                        .mapEmpty()));
        assertThat(found).isFalse();
    }

    /** H3: more readers that take nothing than there are connections. */
    @Test
    void whoTakesNothingHoldsNoConnection() {
        StoredResource group = group(1_001);
        List<Future<Boolean>> readers = Stream.generate(() -> read(
                        group,
                        Duration.ofMinutes(5),
                        piece -> Promise.<Void>promise().future()))
                .limit(40)
                .toList();
        long start = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            assertThat(group(3).document().path("members")).hasSize(3);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
        assertThat(readers).noneMatch(Future::isComplete);
    }

    private static Void keep(List<String> values, StoredResource piece) {
        values.addAll(piece.document().path("members").findValuesAsText("value"));
        return null;
    }

    @Test
    void aGroupThatIsGoneHasNoPiece() {
        StoredResource group = group(1_000);
        await(fixture.database
                .writes()
                .preparedQuery("DELETE FROM directory_group WHERE org_id = $1 AND group_id = $2")
                .execute(Tuple.of(fixture.org(), group.id())));
        boolean found = await(read(group, Duration.ofSeconds(30), piece -> {
            throw new AssertionError("a piece of a group that is gone");
        }));
        assertThat(found).isFalse();
    }
}
