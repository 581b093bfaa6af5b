package dev.rollcall.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;

/**
 * The baseline: one row of {@code directory_user} a commit, in the way that was measured fastest for that, a pool of 16
 * connections with prepared statements and without pipelining.
 */
final class RawInserts implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private static final String INSERT = """
            INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version,
                                        created_at, modified_at)
            VALUES ($1, $2, $3, $4, $5, true, $6::text::jsonb, 1, now(), now())
            """;

    private final Stage stage;
    private final Pool pool;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    RawInserts(Stage stage) {
        this.stage = stage;
        this.pool = PgBuilder.pool()
                .using(stage.vertx)
                .connectingTo(PgConnectOptions.fromUri(stage.databaseUrl())
                        .setCachePreparedStatements(true)
                        .setPipeliningLimit(1))
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .build();
    }

    Future<?> insert(String document, long number) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(
                        stage.directory.orgId(),
                        stage.directory.id(),
                        ids.generate(),
                        "ada.lovelace" + number + "@demo.example",
                        "00u" + number,
                        document));
    }

    @Override
    public void close() {
        pool.close().await();
    }
}
