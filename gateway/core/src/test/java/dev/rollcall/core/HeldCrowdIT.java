package dev.rollcall.core;

import static dev.rollcall.core.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.store.Database;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R32: an off-boarding leaves one hold with twenty thousand people in it. Batches about other people must not read them. Counted in
 * rows that PostgreSQL says it fetched, on one connection.
 */
final class HeldCrowdIT {

    private static final int HELD = 20_000;
    private static final int REQUESTS = 50;

    private final House house = new House(new Database.Limits(1, 1, 1024, Duration.ofSeconds(30)));
    private final Database database = house.database;

    private UUID directory = House.newId();

    private static final String CROWD = """
        INSERT INTO hold (org_id, hold_id, cause_id, kind, state, directory_id, user_id, member_id, email, effect, reason,
                          request_id, opened_at)
        SELECT $1, gen_random_uuid(), $3, 'mass_change', 'open', $2, gen_random_uuid(), gen_random_uuid(),
               'held' || n || '@example.com', 'suspension', 'inactive', gen_random_uuid(), now()
          FROM generate_series(1, $4) n
        """;

    @BeforeEach
    void manyAreHeld() {
        directory = house.directory();
        house.newUser(directory, "early");
        UUID hold = House.newId();
        await(database.writes().preparedQuery(CROWD).execute(Tuple.of(house.orgId, directory, hold, HELD)));
        await(database.writes()
                .preparedQuery("UPDATE directory SET mass_hold = $2, mass_held = $3 WHERE directory_id = $1")
                .execute(Tuple.of(directory, hold, HELD)));
        await(database.writes()
                .preparedQuery("UPDATE organization SET holds_in_force = $2 WHERE org_id = $1")
                .execute(Tuple.of(house.orgId, HELD)));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private long fetched() {
        await(database.writes().query("SELECT pg_stat_force_next_flush()").execute());
        return await(database.writes()
                        .query("SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read FROM pg_stat_user_tables"
                                + " WHERE relname = 'hold'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void whoeverComesOrChangesMeanwhileReadsNobodyWhoIsHeld() {
        long before = fetched();
        for (int i = 0; i < REQUESTS; i++) {
            UUID user = house.newUser(directory, "late" + i);
            house.apply(directory, RulesHouse.active(user, i % 2 == 0));
        }
        assertThat(fetched() - before).isLessThan(HELD / 2);
    }
}
