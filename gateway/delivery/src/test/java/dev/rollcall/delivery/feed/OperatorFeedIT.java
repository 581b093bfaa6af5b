package dev.rollcall.delivery.feed;

import static dev.rollcall.delivery.TestHouse.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.delivery.TestHouse;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The one order of the events of all organisations. */
final class OperatorFeedIT {

    private final TestHouse house = new TestHouse();
    private final Feed feed = new OperatorFeed(house.client(), null, null);
    private final Sequencer sequencer =
            new Sequencer(house.vertx, house.database.deliveries(), InstantSource.system(), touched -> {});

    @AfterEach
    void close() {
        sequencer.close();
        house.close();
    }

    private List<String> all(Feed from, int limit) {
        List<String> read = new ArrayList<>();
        long cursor = 0;
        while (true) {
            Stretch stretch = await(from.read(cursor, limit));
            stretch.events().forEach(event -> read.add(name(event)));
            assertThat(stretch.end()).isGreaterThanOrEqualTo(cursor);
            if (!stretch.more()) {
                return read;
            }
            assertThat(stretch.end()).isGreaterThan(cursor);
            cursor = stretch.end();
        }
    }

    private static String name(FeedEvent event) {
        return event.orgId() + "/" + event.recorded().event().seq();
    }

    @Test
    @DisplayName("Issue 13: an event that commits late comes behind what was read, and is not skipped")
    void whatCommitsLateIsReadLater() {
        UUID slow = house.organization("slow");
        UUID quick = house.organization("quick");
        SqlConnection late = await(house.begin(slow, 3, "member.added"));
        house.write(quick, 2, "member.added");
        await(sequencer.placeAll());
        Stretch first = await(feed.read(0, 100));
        assertThat(first.events()).extracting(OperatorFeedIT::name).containsExactly(quick + "/1", quick + "/2");
        assertThat(first.end()).isEqualTo(2);

        await(TestHouse.commit(late));
        await(sequencer.placeAll());
        Stretch second = await(feed.read(first.end(), 100));
        assertThat(second.events())
                .extracting(OperatorFeedIT::name)
                .containsExactly(slow + "/1", slow + "/2", slow + "/3");
    }

    @Test
    @DisplayName(
            "Issue 13: no event is skipped or doubled while many organisations commit in any order and two nodes give"
                    + " places")
    void everyEventIsReadOnceWhateverTheOrderOfCommits() {
        List<UUID> organisations = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            organisations.add(house.organization("org" + i));
        }
        Sequencer other =
                new Sequencer(house.vertx, house.database.deliveries(), InstantSource.system(), touched -> {});
        AtomicBoolean writing = new AtomicBoolean(true);
        Random random = new Random(13);
        List<Future<?>> writers = new ArrayList<>();
        Map<UUID, Integer> written = new HashMap<>();
        for (UUID organisation : organisations) {
            Future<Void> chain = Future.succeededFuture();
            int total = 0;
            for (int batch = 0; batch < 15; batch++) {
                int events = 1 + random.nextInt(4);
                int pause = 1 + random.nextInt(25);
                total += events;
                chain = chain.compose(v -> house.begin(organisation, events, "member.added"))
                        .compose(connection -> house.vertx.timer(pause).compose(v -> TestHouse.commit(connection)));
            }
            written.put(organisation, total);
            writers.add(chain);
        }
        Future.join(writers).onComplete(done -> writing.set(false));
        List<String> read = new ArrayList<>();
        long cursor = 0;
        boolean last = false;
        while (true) {
            await(Future.join(sequencer.placeAll(), other.placeAll()));
            Stretch stretch = await(feed.read(cursor, 7));
            stretch.events().forEach(event -> read.add(name(event)));
            cursor = stretch.end();
            if (!stretch.more() && stretch.events().isEmpty()) {
                if (last) {
                    break;
                }
                last = !writing.get();
            }
        }
        await(Future.join(writers));
        written.forEach((organisation, total) -> {
            List<String> expected = new ArrayList<>();
            for (int seq = 1; seq <= total; seq++) {
                expected.add(organisation + "/" + seq);
            }
            assertThat(read.stream().filter(name -> name.startsWith(organisation.toString())))
                    .containsExactlyElementsOf(expected);
        });
        assertThat(read)
                .hasSize(written.values().stream().mapToInt(Integer::intValue).sum());
        assertThat(all(feed, 3)).as("read anew, in other pieces").isEqualTo(read);
    }

    @Test
    void aLongRunIsReadInPieces() {
        UUID organisation = house.organization("long");
        house.write(organisation, 12_345, "member.added");
        house.write(house.organization("short"), 1, "domain.verified");
        await(sequencer.placeAll());
        assertThat(all(feed, 999)).hasSize(12_346).doesNotHaveDuplicates();
        assertThat(await(feed.read(6_000, 2)).events())
                .extracting(FeedEvent::position)
                .containsExactly(6_001L, 6_002L);
    }

    @Test
    void whatIsNotWantedIsPassedOverAWindowAtATime() {
        UUID organisation = house.organization("long");
        house.write(organisation, 11_000, "member.added");
        house.write(organisation, 1, "domain.verified");
        await(sequencer.placeAll());
        Feed domains = new OperatorFeed(house.client(), Set.of("domain.verified"), null);
        Stretch first = await(domains.read(0, 10));
        assertThat(first.events()).isEmpty();
        assertThat(first.end()).isEqualTo(Feed.WINDOW);
        assertThat(first.more()).isTrue();
        assertThat(all(domains, 10)).containsExactly(organisation + "/11001");

        UUID other = house.organization("other");
        house.write(other, 3, "member.added");
        await(sequencer.placeAll());
        assertThat(all(new OperatorFeed(house.client(), null, other), 2))
                .containsExactly(other + "/1", other + "/2", other + "/3");
    }

    @Test
    void aCursorFromAnotherDatabaseIsRefused() {
        assertThatThrownBy(() -> await(feed.read(5, 10))).isInstanceOf(Feed.BeyondEnd.class);
    }

    @Test
    void aReaderWhoWaitsIsWokenByACommitAndNotBefore() {
        UUID organisation = house.organization("quiet");
        FeedWatch watch = new FeedWatch(house.vertx, house.database.deliveries());
        try (Reader reader = new Reader(feed, watch);
                Sequencer placing = new Sequencer(
                        house.vertx, house.database.deliveries(), InstantSource.system(), touched -> watch.nudge())) {
            assertThat(await(reader.next(0, 10, Duration.ofMillis(150))).events())
                    .isEmpty();
            Future<Stretch> next = reader.next(0, 10, Duration.ofSeconds(20));
            house.write(organisation, 1, "member.added");
            assertThat(next.isComplete()).isFalse();
            placing.nudge();
            assertThat(await(next).events()).extracting(OperatorFeedIT::name).containsExactly(organisation + "/1");
        }
        assertThat(watch.waiting()).isZero();
    }

    @Test
    void aReaderIsWokenByWhatAnotherNodeHasPlaced() {
        UUID organisation = house.organization("elsewhere");
        FeedWatch watch = new FeedWatch(house.vertx, house.database.deliveries());
        watch.start();
        try (Reader reader = new Reader(feed, watch)) {
            Future<Stretch> next = reader.next(0, 10, Duration.ofSeconds(20));
            house.write(organisation, 1, "member.added");
            await(sequencer.placeAll());
            assertThat(await(next).events()).hasSize(1);
        } finally {
            watch.close();
        }
    }
}
