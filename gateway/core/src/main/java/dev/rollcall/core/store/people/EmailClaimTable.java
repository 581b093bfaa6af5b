package dev.rollcall.core.store.people;

import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.store.SqlErrors;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code email_claim}, the only one that spans organisations: its rows are not covered by the organisation's lock. Rows
 * are inserted in the order of their key, so that batches of two organisations cannot wait for each other.
 */
public final class EmailClaimTable {

    private static final String LOAD = """
        SELECT c.email_key, c.org_id, c.member_id
          FROM unnest($1::text[]) AS k (email_key)
         CROSS JOIN LATERAL (
               SELECT * FROM email_claim c WHERE c.email_key = k.email_key OFFSET 0) c
        """;

    public Future<List<Claim>> load(SqlConnection connection, Collection<String> emailKeys) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of((Object) emailKeys.toArray(String[]::new)))
                .map(rows -> {
                    List<Claim> claims = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        claims.add(new Claim(row.getString(0), row.getUUID(1), row.getUUID(2)));
                    }
                    return claims;
                });
    }

    private static final String OF_USERS =
            "SELECT k.email_key, c.org_id, c.member_id, of.domain, d.org_id, d.verified_at\n"
                    + UserTable.ADDRESSES_OF_USERS + """
                      LEFT JOIN LATERAL (SELECT * FROM email_claim c WHERE c.email_key = k.email_key OFFSET 0) c ON true
                     CROSS JOIN LATERAL (SELECT coalesce(nullif(c.domain, ''), split_part(k.email_key, '@', -1))) of (domain)
                      LEFT JOIN LATERAL (
                           SELECT * FROM domain d WHERE d.name = of.domain AND d.verified_at IS NOT NULL OFFSET 0) d ON true
                    """;

    /**
     * What is known of an address that a user has.
     *
     * @param claim on it, or null
     * @param domain that was looked up: of the address as the claim says it, else as it stands
     * @param owner of that domain, or null
     */
    public record Known(
            String emailKey,
            @Nullable Claim claim,
            String domain,
            @Nullable DomainOwner owner) {}

    /** The claims on all addresses of users, with the owners of their domains; an address without claim is there too. */
    public Future<List<Known>> ofUsers(SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> users) {
        return connection
                .preparedQuery(OF_USERS)
                .execute(Tuple.of(orgId, Column.directories(users), Column.ids(users)))
                .map(rows -> {
                    List<Known> known = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        known.add(known(row));
                    }
                    return known;
                });
    }

    private static Known known(Row row) {
        String key = row.getString(0);
        UUID holder = row.getUUID(1);
        String domain = row.getString(3);
        UUID owner = row.getUUID(4);
        return new Known(
                key,
                holder == null ? null : new Claim(key, holder, row.getUUID(2)),
                domain,
                owner == null
                        ? null
                        : new DomainOwner(
                                domain, owner, row.getOffsetDateTime(5).toInstant()));
    }

    private static final String INSERT = """
        INSERT INTO email_claim (email_key, org_id, member_id, domain)
        SELECT t.email_key, $1, t.member_id, t.domain
          FROM unnest($2::text[], $3::uuid[], $4::text[]) AS t (email_key, member_id, domain)
        """;

    /** Claims addresses. Fails with {@link ClaimLost} when another organisation was faster, and the transaction with it. */
    public Future<?> insert(SqlConnection connection, UUID orgId, List<Claim> claims) {
        List<Claim> sorted = new ArrayList<>(claims);
        sorted.sort(Comparator.comparing(Claim::emailKey));
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        orgId,
                        Column.texts(sorted, Claim::emailKey),
                        Column.uuids(sorted, Claim::memberId),
                        Column.texts(sorted, claim -> Addresses.domain(claim.emailKey()))))
                .recover(failure ->
                        Future.failedFuture(SqlErrors.isUniqueViolation(failure) ? new ClaimLost() : failure));
    }

    private static final String DELETE = """
        DELETE FROM email_claim
         USING unnest($2::text[]) AS k (email_key)
         CROSS JOIN LATERAL (
               SELECT c.ctid FROM email_claim c WHERE c.email_key = k.email_key AND c.org_id = $1 OFFSET 0) found
         WHERE email_claim.ctid = found.ctid
        """;

    /** Gives addresses back. */
    public Future<?> delete(SqlConnection connection, UUID orgId, List<Claim> claims) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object)
                Column.texts(claims, Claim::emailKey)));
    }

    /** An address that was free when the batch was decided was taken before it was written: decide again. */
    public static final class ClaimLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClaimLost() {
            super("an address was claimed by another organisation in the meantime", null, false, false);
        }
    }
}
