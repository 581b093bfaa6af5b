package dev.rollcall.core.read.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds out how former members left: who removed them, when, and by which request (R34). Thread-safe. */
public final class DepartureQueries {

    private static final int MOST = 10;

    private final SqlClient client;

    public DepartureQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * A member who is gone.
     *
     * @param state as the event of the departure told it: {@code email}, {@code previousRole}, {@code reason}, and {@code userId} and
     *     {@code externalId} of whom a directory managed
     * @param directory the directory by which it happened, or null; its name is empty when it was deleted
     * @param actor the administrator who did it, or null when the directory's identity provider did
     */
    public record Departure(
            UUID member,
            Instant at,
            UUID request,
            ObjectNode state,
            @Nullable ManagedBy directory,
            @Nullable String actor) {}

    private static final String GONE = """
        SELECT e.at, e.subject_id, e.request_id, e.data::text AS data, e.directory_id,
               coalesce(d.name, '') AS directory_name, coalesce(d.provider, '') AS provider,
               (SELECT a.actor FROM audit a
                WHERE a.org_id = e.org_id AND a.at = e.at AND a.request_id = e.request_id AND a.actor IS NOT NULL
                LIMIT 1) AS actor
        FROM event e
        LEFT JOIN directory d ON d.org_id = e.org_id AND d.directory_id = e.directory_id
        WHERE e.org_id = $1 AND e.type = 'member.removed' AND %s
          AND NOT EXISTS (SELECT FROM member m WHERE m.org_id = e.org_id AND m.member_id = e.subject_id)
        ORDER BY e.seq DESC
        LIMIT %d
        """;

    private static final String BY_MEMBER = GONE.formatted("e.subject_id = $2", MOST);
    private static final String BY_EMAIL = GONE.formatted("lower(e.data ->> 'email') = lower($2)", MOST);
    private static final String BY_USER = GONE.formatted("e.data ->> 'userId' = $2", MOST);
    private static final String BY_EXTERNAL_ID = GONE.formatted("e.data ->> 'externalId' = $2", MOST);

    /** By the id of a member. */
    public Future<List<Departure>> ofMember(UUID orgId, UUID memberId) {
        return find(BY_MEMBER, Tuple.of(orgId, memberId));
    }

    /** By the id that a record of a directory had. */
    public Future<List<Departure>> ofUser(UUID orgId, UUID userId) {
        return find(BY_USER, Tuple.of(orgId, userId.toString()));
    }

    /** By the address that they were known by; letter case does not count. */
    public Future<List<Departure>> ofAddress(UUID orgId, String email) {
        return find(BY_EMAIL, Tuple.of(orgId, email));
    }

    public Future<List<Departure>> ofExternalId(UUID orgId, String externalId) {
        return find(BY_EXTERNAL_ID, Tuple.of(orgId, externalId));
    }

    /** Newest first; a person who left twice is there twice. */
    private Future<List<Departure>> find(String query, Tuple values) {
        return client.preparedQuery(query)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DepartureQueries::departure)
                        .toList());
    }

    private static Departure departure(Row row) {
        UUID directory = row.getUUID("directory_id");
        return new Departure(
                row.getUUID("subject_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("request_id"),
                (ObjectNode) ScimJson.parse(row.getString("data").getBytes(StandardCharsets.UTF_8)),
                directory == null
                        ? null
                        : new ManagedBy(directory, row.getString("directory_name"), row.getString("provider")),
                row.getString("actor"));
    }
}
