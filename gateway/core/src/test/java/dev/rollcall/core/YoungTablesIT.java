package dev.rollcall.core;

import static dev.rollcall.core.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.read.resource.ResourceQueries;
import dev.rollcall.core.store.Database;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The first burst: statements that were planned on empty tables must not read a whole organisation once the tables have grown.
 * Counted in rows that PostgreSQL says it fetched, on one connection, so that plan and count are of the same session.
 */
final class YoungTablesIT {

    private static final int CROWD = 5_000;
    private static final int REQUESTS = 20;

    private final House house = new House(new Database.Limits(1, 1, 1024, Duration.ofSeconds(30)));
    private final Database database = house.database;

    private UUID directory = House.newId();

    @BeforeEach
    void plansAreMadeWhileTheTablesAreEmpty() {
        directory = house.directory();
        for (int i = 0; i < 10; i++) {
            house.newUser(directory, "early" + i);
            lookUp("userName", "early" + i + "@example.com");
            lookUp("externalId", "early" + i);
        }
        await(database.writes().preparedQuery(CROWD_OF_USERS).execute(Tuple.of(house.orgId, directory, CROWD)));
    }

    private static final String CROWD_OF_USERS = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version,
                                    created_at, modified_at)
        SELECT $1, $2, gen_random_uuid(), 'crowd' || n || '@example.com', 'crowd' || n, false,
               jsonb_build_object('userName', 'crowd' || n || '@example.com', 'active', false), 1, now(), now()
          FROM generate_series(1, $3) n
        """;

    @AfterEach
    void close() {
        house.close();
    }

    private void lookUp(String attribute, String value) {
        Query query = new Query(
                CoreTypes.USER, Filter.parse(attribute + " eq \"" + value + "\""), null, 1, 100, Projection.DEFAULT);
        await(new ResourceQueries(database.reads()).list(house.orgId, directory, query, Mode.TOLERANT, 100));
    }

    /** Rows that this pool's one session has fetched from the table so far. */
    private static long fetched(Pool pool) {
        await(pool.query("SELECT pg_stat_force_next_flush()").execute());
        return await(pool.query("SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read FROM pg_stat_user_tables WHERE"
                                + " relname = 'directory_user'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void creatingUsersDoesNotReadTheOthers() {
        long before = fetched(database.writes());
        for (int i = 0; i < REQUESTS; i++) {
            house.newUser(directory, "late" + i);
        }
        assertThat(fetched(database.writes()) - before).isLessThan(CROWD);
    }

    @Test
    void lookingUsersUpDoesNotReadTheOthers() {
        lookUp("userName", "crowd1@example.com");
        long before = fetched(database.reads());
        for (int i = 1; i <= REQUESTS; i++) {
            lookUp("userName", "crowd" + i + "@example.com");
            lookUp("externalId", "crowd" + i);
        }
        assertThat(fetched(database.reads()) - before).isBetween((long) REQUESTS, (long) CROWD);
    }
}
