package dev.rollcall.core.admin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.IDN;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Table {@code domain}: which e-mail domains an organisation has proved to be its own (R2). */
public final class Domains {

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    private final Pool pool;
    private final InstantSource time;

    public Domains(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * Takes the operator's word that the domain belongs to the organisation. Done twice, nothing happens. Fails with
     * {@link AdminException} when it is another organisation's.
     *
     * @param name in any letter case; international names are stored in their ASCII form
     */
    public Future<Void> attest(UUID orgId, String name) {
        return attest(pool, time.instant(), orgId, name);
    }

    private static final String ATTEST = """
            INSERT INTO domain (org_id, name, proof, verified_at)
            SELECT $1, $2, 'attested', $3
            WHERE NOT EXISTS (SELECT FROM domain WHERE name = $2 AND verified_at IS NOT NULL AND org_id <> $1)
            ON CONFLICT (org_id, name) DO UPDATE
            SET verified_at = coalesce(domain.verified_at, excluded.verified_at),
                proof = CASE WHEN domain.verified_at IS NULL THEN 'attested' ELSE domain.proof END
            RETURNING name
            """;

    static Future<Void> attest(SqlClient db, Instant now, UUID orgId, String name) {
        String ascii = ascii(name);
        if (!NAME.matcher(ascii).matches()) {
            return Future.failedFuture(
                    AdminException.invalid(name + " is no domain name; one such as example.com is accepted."));
        }
        return db.preparedQuery(ATTEST)
                .execute(Tuple.of(orgId, ascii, Rows.at(now)))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(AdminException.conflict("The domain " + ascii
                                + " is verified by another organisation. It has to be released there first.")));
    }

    private static final String VERIFIED =
            "SELECT name FROM domain WHERE org_id = $1 AND verified_at IS NOT NULL ORDER BY name";

    /** The organisation's verified domains, by name. */
    public Future<List<String>> verified(UUID orgId) {
        return pool.preparedQuery(VERIFIED)
                .execute(Tuple.of(orgId))
                .map(rows -> Rows.all(rows, row -> row.getString("name")));
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name.strip(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
