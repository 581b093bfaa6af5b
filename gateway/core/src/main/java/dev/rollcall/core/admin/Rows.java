package dev.rollcall.core.admin;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Helpers that all tables of this package share: ids, times, the organisation's row lock, and the reading of rows. */
public final class Rows {

    /** UUIDv7; thread-safe. */
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private Rows() {}

    public static UUID newId() {
        return IDS.generate();
    }

    /** The first row, where there is one. */
    public static <T> Future<Optional<T>> first(RowSet<Row> rows, Function<Row, T> mapping) {
        return Future.succeededFuture(all(rows, mapping).stream().findFirst());
    }

    public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> mapping) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
    }

    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private static final String LOCK = "SELECT FROM organization WHERE org_id = $1 FOR UPDATE";

    /** Takes the row lock that every batch takes, so that a change of rules never falls into the middle of one. */
    public static Future<Void> lock(SqlClient transaction, UUID orgId) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(orgId))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(AdminException.notFound("There is no organisation " + orgId + ".")));
    }
}
