package dev.rollcall.delivery.webhook;

import static dev.rollcall.delivery.TestHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.delivery.TestHouse;
import dev.rollcall.delivery.receipt.AcknowledgedBy;
import dev.rollcall.delivery.receipt.Clock;
import dev.rollcall.delivery.receipt.ClockWatcher;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issue 13, retention: what became of deliveries goes by whole days, or a piece at a time. */
@Timeout(120)
final class HistoryIT {

    private static final ClockWatcher NOBODY = new ClockWatcher() {
        @Override
        public void acknowledged(AcknowledgedBy way, Duration sinceAsked) {}

        @Override
        public Future<Void> late(Late late) {
            return Future.succeededFuture();
        }
    };

    private static List<LocalDate> days(TestHouse house, String table) {
        List<LocalDate> days = new ArrayList<>();
        await(house.client()
                        .preparedQuery("SELECT inhrelid::regclass::text AS name FROM pg_inherits"
                                + " WHERE inhparent = $1::text::regclass ORDER BY 1")
                        .execute(Tuple.of(table)))
                .forEach(row -> days.add(LocalDate.parse(
                        row.getString("name").substring(table.length() + 1), DateTimeFormatter.BASIC_ISO_DATE)));
        return days;
    }

    @Test
    @DisplayName("Attempts and acknowledgements have a table a day; those that are not kept any more are dropped")
    void daysComeAndGo() {
        try (TestHouse house = new TestHouse()) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            InstantSource before = () -> InstantSource.system().instant().minus(Duration.ofDays(20));
            for (InstantSource time : List.of(before, InstantSource.system())) {
                History history = new History(house.vertx, house.database.deliveries(), time, 7, 90);
                await(history.keep());
                history.close();
                Clock clock =
                        new Clock(house.vertx, house.database.deliveries(), time, Duration.ofMinutes(4), 7, NOBODY);
                await(clock.keep());
                clock.close();
            }
            for (String table : List.of("webhook_attempt", "acknowledgement")) {
                assertThat(days(house, table))
                        .as(table)
                        .containsExactly(today.minusDays(1), today, today.plusDays(1), today.plusDays(2));
            }
        }
    }

    @Test
    @DisplayName("Events that were given up are listed for so many days, however many there are")
    void deadLettersGo() {
        try (TestHouse house = new TestHouse()) {
            await(house.client().query("""
                INSERT INTO webhook_dead_letter (org_id, webhook_id, seq, event_id, type, attempts, failure, given_up_at)
                SELECT '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', n, gen_random_uuid(), 't', 10,
                       'f', now() - CASE WHEN n <= 2500 THEN interval '11 days' ELSE interval '9 days' END
                  FROM generate_series(1, 2510) n
                """).execute());
            History history = new History(house.vertx, house.database.deliveries(), InstantSource.system(), 7, 10);
            await(history.keep());
            history.close();
            assertThat(await(house.client()
                                    .query("SELECT count(*) AS n, min(seq) AS first FROM webhook_dead_letter")
                                    .execute())
                            .iterator()
                            .next()
                            .toJson()
                            .toString())
                    .isEqualTo("{\"n\":10,\"first\":2501}");
        }
    }
}
