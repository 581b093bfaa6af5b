package dev.rollcall.core.read.member;

import dev.rollcall.core.model.DirectoryKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds, across all organisations, users who are kept out because of an address although that reason is gone or has become another
 * one: nobody holds the address any more (R12), or its domain has changed hands (R26). Looks at active directories only: users of
 * the others are evaluated when their directory goes live. Thread-safe.
 */
public final class AwaitingQueries {

    private final SqlClient client;

    public AwaitingQueries(SqlClient client) {
        this.client = client;
    }

    /** A user to be looked at again. */
    public record Candidate(UUID orgId, DirectoryKey<UUID> user) {}

    /**
     * A part of everybody who waits.
     *
     * @param last the last one looked at, or null at the end
     */
    public record Page(List<Candidate> candidates, @Nullable Candidate last) {
        public Page {
            candidates = List.copyOf(candidates);
        }
    }

    private static final String FREE = """
        SELECT a.org_id, a.directory_id, a.user_id,
               d.state = 'active' AND CASE
                 WHEN EXISTS (SELECT FROM domain o
                              WHERE o.name = a.domain AND o.verified_at IS NOT NULL AND o.org_id <> a.org_id)
                  AND NOT EXISTS (SELECT FROM conflict_decision k
                                  WHERE k.org_id = a.org_id AND k.email_key = a.email_key AND k.keep)
                 THEN u.waits_for = 'unverified_domain'
                   OR (u.waits_for <> 'domain_of_another_organization'
                       AND NOT EXISTS (SELECT FROM email_claim c
                                       WHERE c.email_key = a.email_key AND c.org_id = a.org_id))
                 WHEN u.waits_for = 'domain_of_another_organization' THEN true
                 WHEN u.waits_for = 'unverified_domain' THEN false
                 ELSE NOT EXISTS (SELECT FROM email_claim c WHERE c.email_key = a.email_key)
               END AS free
        FROM awaited_address a
        JOIN directory d ON d.org_id = a.org_id AND d.directory_id = a.directory_id
        JOIN directory_user u ON u.org_id = a.org_id AND u.directory_id = a.directory_id AND u.user_id = a.user_id
        """;

    private static final String OF_ADDRESSES = FREE + " WHERE a.email_key = ANY ($1) ORDER BY a.user_id";

    /** Who waits for one of these case-folded addresses, oldest first. */
    public Future<List<Candidate>> ofAddresses(Collection<String> emailKeys) {
        return client.preparedQuery(OF_ADDRESSES)
                .execute(Tuple.of((Object) emailKeys.toArray(String[]::new)))
                .map(AwaitingQueries::free);
    }

    private static final String OF_DOMAINS = FREE + " WHERE a.domain = ANY ($1) ORDER BY a.user_id";

    /** Whom one of these domains keeps out although it has changed hands, oldest first. */
    public Future<List<Candidate>> ofDomains(Collection<String> domains) {
        return client.preparedQuery(OF_DOMAINS)
                .execute(Tuple.of((Object) domains.toArray(String[]::new)))
                .map(AwaitingQueries::free);
    }

    private static final String NEXT = FREE + """
        WHERE (a.org_id, a.user_id) > ($1, $2)
        ORDER BY a.org_id, a.user_id
        LIMIT $3
        """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Looks at the next of all who wait, behind one. */
    public Future<Page> next(@Nullable Candidate after, int limit) {
        return client.preparedQuery(NEXT)
                .execute(Tuple.of(
                        after == null ? BEFORE_ALL : after.orgId(),
                        after == null ? BEFORE_ALL : after.user().value(),
                        (long) limit))
                .map(rows -> {
                    Candidate last = null;
                    for (Row row : rows) {
                        last = candidate(row);
                    }
                    return new Page(free(rows), rows.size() < limit ? null : last);
                });
    }

    private static List<Candidate> free(RowSet<Row> rows) {
        List<Candidate> found = new ArrayList<>();
        for (Row row : rows) {
            if (row.getBoolean("free")) {
                found.add(candidate(row));
            }
        }
        return found;
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getUUID("org_id"), new DirectoryKey<>(row.getUUID("directory_id"), row.getUUID("user_id")));
    }
}
