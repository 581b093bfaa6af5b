package dev.rollcall.core.admin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The mails that are owed to people invited by hand (R14), and to admins about a mass change that is held (R32). The transaction of
 * the invitation or the hold creates them; this class hands each to one node at a time and marks it as sent, failed, or to be tried
 * again.
 */
public final class WelcomeMails {

    private final Pool pool;
    private final InstantSource time;

    public WelcomeMails(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /** What became of a mail. */
    public enum State {
        WAITING,
        SENT,
        /** The mail server refuses it for good, or it was tried for too long. */
        FAILED,
        /** Nobody is to be welcomed or told any more: removed, taken over by a directory, or no admin; or the hold has ended. */
        DROPPED;

        /** The state in the database and the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A mail to be sent now.
     *
     * @param tries this one included
     * @param email null when nobody is to be welcomed, or told of a held mass change, any more
     * @param held the mass change that an admin is told of, or null when somebody is welcomed
     */
    public record Due(
            UUID orgId,
            UUID id,
            Instant created,
            int tries,
            @Nullable String email,
            String displayName,
            String organisation,
            @Nullable HeldChange held) {}

    /** A mass change that is held (R32). */
    public record HeldChange(UUID holdId, String directory, int people) {}

    /** How a member's newest mail stands. */
    public record Standing(
            String state,
            int tries,
            @Nullable Instant ended,
            @Nullable String failure) {}

    private static final String TAKE = """
            WITH due AS (
              SELECT org_id, mail_id FROM welcome_mail
              WHERE state = 'waiting' AND due_at <= $1
              ORDER BY due_at
              LIMIT $3
              FOR UPDATE SKIP LOCKED)
            UPDATE welcome_mail w SET tries = w.tries + 1, due_at = $2
            FROM due
            JOIN organization o ON o.org_id = due.org_id
            JOIN welcome_mail owed ON owed.org_id = due.org_id AND owed.mail_id = due.mail_id
            LEFT JOIN directory d
              ON d.org_id = owed.org_id AND d.directory_id = owed.directory_id AND d.mass_hold = owed.hold_id
            LEFT JOIN member m
              ON m.org_id = owed.org_id AND m.member_id = owed.member_id AND m.status = 'active'
             AND CASE owed.kind WHEN 'welcome' THEN m.directory_id IS NULL ELSE m.role = 'admin' AND d.mass_held > 0 END
            WHERE w.org_id = due.org_id AND w.mail_id = due.mail_id
            RETURNING w.org_id, w.mail_id, w.created_at, w.tries, m.email, coalesce(m.display_name, '') AS display_name,
                      o.name AS organisation, w.hold_id, d.name AS directory, d.mass_held AS people
            """;

    private static final String ADDRESS_TO_ADMINS = """
            WITH due AS (
              SELECT org_id, mail_id FROM welcome_mail
              WHERE state = 'waiting' AND due_at <= $1 AND member_id IS NULL
              ORDER BY due_at
              LIMIT $2
              FOR UPDATE SKIP LOCKED),
            notice AS (
              DELETE FROM welcome_mail w USING due
              WHERE w.org_id = due.org_id AND w.mail_id = due.mail_id
              RETURNING w.*)
            INSERT INTO welcome_mail (org_id, mail_id, member_id, kind, directory_id, hold_id, state, due_at, created_at)
            SELECT n.org_id, gen_random_uuid(), m.member_id, n.kind, n.directory_id, n.hold_id, 'waiting', n.due_at, n.created_at
            FROM notice n
            JOIN member m ON m.org_id = n.org_id AND m.role = 'admin' AND m.status = 'active'
            """;

    /**
     * Takes mails that are due. Another node may take them again when the time is over without a word of what became of them.
     *
     * @param lease longer than sending one may take
     */
    public Future<List<Due>> take(Duration lease, int limit) {
        Instant now = time.instant();
        return pool.preparedQuery(ADDRESS_TO_ADMINS)
                .execute(Tuple.of(utc(now), (long) limit))
                .compose(addressed ->
                        pool.preparedQuery(TAKE).execute(Tuple.of(utc(now), utc(now.plus(lease)), (long) limit)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(WelcomeMails::due)
                        .toList());
    }

    private static Due due(Row row) {
        return new Due(
                row.getUUID("org_id"),
                row.getUUID("mail_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getInteger("tries"),
                row.getString("email"),
                row.getString("display_name"),
                row.getString("organisation"),
                row.getUUID("hold_id") == null || row.getString("directory") == null
                        ? null
                        : new HeldChange(row.getUUID("hold_id"), row.getString("directory"), row.getInteger("people")));
    }

    private static final String END = """
            UPDATE welcome_mail SET state = $3, ended_at = $4, failure = $5
            WHERE org_id = $1 AND mail_id = $2 AND state = 'waiting'
            """;

    /** It has passed. */
    public Future<Void> end(Due mail, State state, @Nullable String failure) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(mail.orgId(), mail.id(), state.word(), utc(time.instant()), failure))
                .mapEmpty();
    }

    private static final String LATER = """
            UPDATE welcome_mail SET due_at = $3, failure = $4 WHERE org_id = $1 AND mail_id = $2 AND state = 'waiting'
            """;

    /** It is tried again after a pause. */
    public Future<Void> later(Due mail, Duration pause, String failure) {
        return pool.preparedQuery(LATER)
                .execute(Tuple.of(mail.orgId(), mail.id(), utc(time.instant().plus(pause)), failure))
                .mapEmpty();
    }

    private static final String OF_MEMBER = """
            SELECT state, tries, ended_at, failure FROM welcome_mail
            WHERE org_id = $1 AND member_id = $2 AND kind = 'welcome'
            ORDER BY mail_id DESC
            LIMIT 1
            """;

    /** How the newest mail to a member stands, if one was ever owed. */
    public Future<Optional<Standing>> of(UUID orgId, UUID memberId) {
        return pool.preparedQuery(OF_MEMBER)
                .execute(Tuple.of(orgId, memberId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(WelcomeMails::standing)
                        .findFirst());
    }

    private static Standing standing(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new Standing(
                row.getString("state"),
                row.getInteger("tries"),
                ended == null ? null : ended.toInstant(),
                row.getString("failure"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
