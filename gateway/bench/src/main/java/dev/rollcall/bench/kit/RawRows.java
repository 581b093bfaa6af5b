package dev.rollcall.bench.kit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;

/**
 * The baseline: writes one row of {@code directory_user} per commit, or reads one by its key, in the way that proved fastest: with
 * a pool of 16 connections, prepared statements and no pipelining.
 */
public final class RawRows implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private static final String INSERT = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, version,
                                    created_at, modified_at)
        VALUES ($1, $2, $3, $4, $5, true, $6::text::jsonb, 1, now(), now())
        """;

    private static final String SELECT =
            "SELECT doc::text FROM directory_user WHERE org_id = $1 AND directory_id = $2 AND user_id = $3";

    private final Stage.Tenant tenant;
    private final Pool pool;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    public RawRows(Stage stage, Stage.Tenant tenant) {
        this.tenant = tenant;
        this.pool = PgBuilder.pool()
                .using(stage.vertx)
                .connectingTo(PgConnectOptions.fromUri(stage.databaseUrl())
                        .setCachePreparedStatements(true)
                        .setPipeliningLimit(1))
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .build();
    }

    public Future<?> insert(String document, long number) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(
                        tenant.orgId(),
                        tenant.directoryId(),
                        ids.generate(),
                        "ada.lovelace" + number + "@demo.example",
                        "00u" + number,
                        document));
    }

    /** Reads a user that {@link Seed} wrote. */
    public Future<?> select(long number) {
        return pool.preparedQuery(SELECT).execute(Tuple.of(tenant.orgId(), tenant.directoryId(), Seed.id(number)));
    }

    @Override
    public void close() {
        pool.close().await();
    }
}
