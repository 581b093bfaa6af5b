package dev.rollcall.core.admin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;

/** Counts what is waiting in all organisations together, for operators who monitor the gateway. */
public final class InstallationCounts {

    private final Pool pool;

    public InstallationCounts(Pool pool) {
        this.pool = pool;
    }

    /**
     * How many there are.
     *
     * @param holds in force
     * @param claimed domains that are not verified
     * @param verified domains whose record is there, or that the operator attested
     * @param lost verified domains whose record is not there any more
     * @param mails that wait to be sent
     */
    public record Counts(long holds, long claimed, long verified, long lost, long mails) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        private static Counts of(Row row) {
            return new Counts(
                    row.getLong("holds"),
                    row.getLong("claimed"),
                    row.getLong("verified"),
                    row.getLong("lost"),
                    row.getLong("mails"));
        }
    }

    private static final String COUNT = """
        SELECT (SELECT coalesce(sum(holds_in_force), 0) FROM organization)::bigint AS holds,
            count(*) FILTER (WHERE verified_at IS NULL) AS claimed,
            count(*) FILTER (WHERE verified_at IS NOT NULL AND lost_at IS NULL) AS verified,
            count(*) FILTER (WHERE verified_at IS NOT NULL AND lost_at IS NOT NULL) AS lost,
            (SELECT count(*) FROM welcome_mail WHERE state = 'waiting') AS mails
        FROM domain
        """;

    public Future<Counts> count() {
        return pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> Counts.of(rows.iterator().next()));
    }
}
