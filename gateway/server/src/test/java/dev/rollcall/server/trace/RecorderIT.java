package dev.rollcall.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.trace.Notes;
import dev.rollcall.trace.Recorder;
import dev.rollcall.trace.Recorder.Limits;
import dev.rollcall.trace.Recording;
import dev.rollcall.trace.RecordingObserver;
import dev.rollcall.trace.RequestQueries;
import dev.rollcall.trace.RequestQueries.Wanted;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 13, request log: what is taken is written, or dropped and counted, and no request waits for it. */
@Timeout(60)
final class RecorderIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Vertx VERTX = Vertx.vertx();
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final List<String> TABLES = List.of("request_log", "request_key", "request_person", "deviation_day");
    private static final int QUEUE = 5;
    private static final long BYTES = 1_000;

    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    private static Pool pool() {
        return GATEWAY.gateway().parts().database().reads();
    }

    private Recorder recorder(int days) {
        return new Recorder(VERTX, pool(), new Limits(days, QUEUE, BYTES, 65_536, true), new RecordingObserver() {
            @Override
            public void written(int entries) {
                written.addAndGet(entries);
            }

            @Override
            public void dropped(int entries) {
                dropped.addAndGet(entries);
            }
        });
    }

    private static Recording of(@Nullable UUID organisation, UUID directory, List<UUID> ids) {
        UUID id = IDS.generate();
        ids.add(id);
        return recording(id, organisation, directory, 1);
    }

    private static Recording recording(UUID id, long bytes) {
        return recording(
                id,
                GATEWAY.demo().organisation().id(),
                GATEWAY.directory("okta").id(),
                bytes);
    }

    private static Recording recording(UUID id, @Nullable UUID organisation, UUID directory, long bytes) {
        return new Recording(
                id,
                organisation,
                directory,
                "okta",
                Instant.now(),
                "DELETE",
                "/scim/v2/x/Users/y",
                "delete_user",
                Map.of(),
                204,
                1_000_000,
                bytes,
                0,
                new Notes(),
                true);
    }

    private static List<UUID> take(Recorder recorder, int many, long bytes) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            UUID id = IDS.generate();
            ids.add(id);
            recorder.take(recording(id, bytes));
        }
        return ids;
    }

    private static List<UUID> found(List<UUID> ids) {
        List<UUID> found = new ArrayList<>();
        pool().preparedQuery("SELECT request_id FROM request_log WHERE request_id = ANY ($1) ORDER BY request_id")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .await()
                .forEach(row -> found.add(row.getUUID("request_id")));
        return found;
    }

    @Test
    @DisplayName("A queue that is full drops what comes and counts it, and the request does not wait for a table that"
            + " is locked")
    void aFullQueueDropsAndNeverBlocks() throws InterruptedException {
        Recorder recorder = recorder(30);
        SqlConnection other = pool().getConnection().await();
        other.query("BEGIN").execute().await();
        other.query("LOCK TABLE request_log IN ACCESS EXCLUSIVE MODE").execute().await();
        List<UUID> first = take(recorder, 2, 1);
        var writing = recorder.write();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (recorder.waiting() > 0 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        long begun = System.nanoTime();
        List<UUID> ids = take(recorder, 20, 1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(writing.isComplete()).isFalse();
        assertThat(recorder.waiting()).isEqualTo(QUEUE);
        assertThat(dropped).hasValue(20 - QUEUE);
        other.query("ROLLBACK").execute().await();
        other.close().await();
        recorder.write().await();
        assertThat(found(first)).isEqualTo(first);
        assertThat(found(ids)).isEqualTo(ids.subList(0, QUEUE));
        assertThat(written).hasValue(2 + QUEUE);
        assertThat(dropped).hasValue(20 - QUEUE);
    }

    @Test
    @DisplayName(
            "The queue is bounded by size as well: one that is too large is dropped, and a small one behind it is not")
    void theQueueIsBoundedBySize() {
        Recorder recorder = recorder(30);
        List<UUID> ids = new ArrayList<>(take(recorder, 1, BYTES - 1));
        ids.addAll(take(recorder, 1, 2));
        ids.addAll(take(recorder, 1, 1));
        assertThat(dropped).hasValue(1);
        recorder.write().await();
        assertThat(found(ids)).containsExactly(ids.get(0), ids.get(2));
        List<UUID> more = take(recorder, 1, BYTES);
        recorder.write().await();
        assertThat(found(more)).isEqualTo(more);
    }

    @Test
    @DisplayName("A few of them, one of which has an unknown credential, hold back no other")
    void oneOfNoOrganisation() {
        Recorder recorder = recorder(30);
        List<UUID> ids = new ArrayList<>(take(recorder, 1, 1));
        recorder.take(of(null, GATEWAY.directory("okta").id(), ids));
        recorder.take(of(null, UUID.randomUUID(), new ArrayList<>()));
        recorder.write().await();
        assertThat(found(ids)).isEqualTo(ids);
        assertThat(recorder.waiting()).isZero();
    }

    @Test
    @DisplayName(
            "A request that a version before has written is found by whom it was about, as those of this version are")
    void requestsFromBeforeAreFound() {
        UUID org = GATEWAY.demo().organisation().id();
        Recorder recorder = recorder(30);
        List<UUID> ids = take(recorder, 2, 1);
        recorder.write().await();
        UUID person = UUID.randomUUID();
        pool().preparedQuery("INSERT INTO request_person (org_id, person, request_id) VALUES ($1, $2, $3)")
                .execute(Tuple.of(org, person, ids.get(0)))
                .await();
        assertThat(about(org, person)).containsExactly(ids.get(0));
        UUID other = IDS.generate();
        pool().preparedQuery("INSERT INTO request_key (org_id, key, request_id) VALUES ($1, $2, $3)")
                .execute(Tuple.of(
                        org,
                        (other.getMostSignificantBits() >>> 16 << 28) | (other.getLeastSignificantBits() & 0xFFFFFFF),
                        ids.get(1)))
                .await();
        assertThat(about(org, other)).containsExactly(ids.get(1));
        assertThat(about(org, UUID.randomUUID())).isEmpty();
    }

    private static List<UUID> about(UUID org, UUID person) {
        Wanted wanted = new Wanted(person.toString(), null, null, null, null, null, null, null);
        return new RequestQueries(pool())
                .list(org, wanted, null, 10).await().stream()
                        .map(RequestQueries.Found::requestId)
                        .toList();
    }

    @Test
    @DisplayName("What waits when a recorder is stopped is written")
    void whatWaitsIsWrittenAtTheStop() {
        Recorder recorder = recorder(30);
        recorder.start();
        List<UUID> ids = take(recorder, QUEUE, 1);
        recorder.stop().await();
        assertThat(found(ids)).isEqualTo(ids);
        assertThat(recorder.waiting()).isZero();
    }

    @Test
    @DisplayName(
            "There is a table for each day from yesterday to the day after tomorrow, and those that are too old are"
                    + " gone")
    void daysComeAndGo() throws InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int ago = 3; ago <= 6; ago++) {
            pool().preparedQuery("SELECT rollcall_request_log_day($1)")
                    .execute(Tuple.of(today.minusDays(ago)))
                    .await();
        }
        Recorder recorder = recorder(4);
        recorder.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (days().stream().anyMatch(day -> day.isBefore(today.minusDays(4))) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        recorder.stop().await();
        for (String table : TABLES) {
            assertThat(days(table))
                    .as(table)
                    .containsExactly(
                            today.minusDays(4),
                            today.minusDays(3),
                            today.minusDays(1),
                            today,
                            today.plusDays(1),
                            today.plusDays(2));
        }
    }

    private static List<LocalDate> days() {
        return TABLES.stream().flatMap(table -> days(table).stream()).toList();
    }

    private static List<LocalDate> days(String table) {
        List<LocalDate> days = new ArrayList<>();
        pool().preparedQuery("SELECT inhrelid::regclass::text AS name FROM pg_inherits"
                        + " WHERE inhparent = $1::text::regclass ORDER BY 1")
                .execute(Tuple.of(table))
                .await()
                .forEach(row -> days.add(LocalDate.parse(
                        row.getString("name").substring(table.length() + 1), DateTimeFormatter.BASIC_ISO_DATE)));
        return days;
    }
}
