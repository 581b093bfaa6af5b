package dev.rollcall.core.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.word.AuditAction;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Table {@code role}: the roles that members of any organisation can have; {@code admin} and {@code member} are built in. */
public final class Roles {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    /** What stands for no role where a role can be named. */
    private static final Set<String> RESERVED = Set.of("none", "null");

    private static final int MAX_DESCRIPTION = 500;
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Pool pool;
    private final InstantSource time;

    public Roles(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * A role.
     *
     * @param seat whether its holder needs a seat; for good
     * @param description for administrators who map groups to it
     */
    public record DefinedRole(String name, boolean seat, String description) {

        /** Whether it is built in and cannot be deleted. */
        public boolean builtIn() {
            return name.equals(OperatorRules.ADMIN) || name.equals(OperatorRules.MEMBER);
        }

        private ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("seat", seat)
                    .put("description", description);
        }

        static DefinedRole of(Row row) {
            return new DefinedRole(row.getString("name"), row.getBoolean("seat"), row.getString("description"));
        }
    }

    /**
     * Where a role is used.
     *
     * @param people members who have it, wait for it, or would get it back by an undo or an approval
     */
    public record Uses(long assignments, long defaults, long overflows, long people) {

        private boolean any() {
            return assignments + defaults + overflows + people > 0;
        }

        private String list() {
            StringJoiner list = new StringJoiner(", ");
            add(list, assignments, "role assignments");
            add(list, defaults, "directories as default role");
            add(list, overflows, "organisations as overflow role");
            add(list, people, "members");
            return list.toString();
        }

        private static void add(StringJoiner list, long number, String what) {
            if (number > 0) {
                list.add(number + " " + what);
            }
        }
    }

    private static final String LIST = """
        SELECT name, seat, description FROM role WHERE $1::text IS NULL OR name > $1 ORDER BY name LIMIT $2
        """;

    /**
     * The roles, by name.
     *
     * @param after the last name that is known, or null from the start
     */
    public Future<List<DefinedRole>> list(@Nullable String after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after, (long) limit))
                .map(rows -> Rows.all(rows, DefinedRole::of));
    }

    private static final String BY_NAME = "SELECT name, seat, description FROM role WHERE name = $1 FOR UPDATE";

    /** Fails with {@link AdminException} when there is no such role. */
    public Future<DefinedRole> get(String name) {
        return pool.withTransaction(transaction -> get(transaction, name));
    }

    private static Future<DefinedRole> get(SqlClient db, String name) {
        return db.preparedQuery(BY_NAME)
                .execute(Tuple.of(name))
                .compose(rows -> Rows.first(rows, DefinedRole::of))
                .map(found -> found.orElseThrow(() -> AdminException.notFound("There is no role \"" + name + "\".")));
    }

    private static final String CREATE = """
        INSERT INTO role (name, seat, description)
        VALUES ($1, $2, $3)
        ON CONFLICT (name) DO NOTHING
        RETURNING name, seat, description
        """;

    /** Makes a role; fails with {@link AdminException} when the name is unfit or taken. */
    public Future<DefinedRole> create(Actor by, DefinedRole wanted) {
        if (!NAME.matcher(wanted.name()).matches()) {
            return Future.failedFuture(AdminException.invalid(
                    "The name of a role must begin with a lower-case letter, followed by up to 62 lower-case letters,"
                            + " digits, hyphens and underscores."));
        }
        if (RESERVED.contains(wanted.name())) {
            return Future.failedFuture(AdminException.invalid("A role cannot be called " + wanted.name()
                    + ": the word means no access wherever a role can be named. Choose another name."));
        }
        requireFit(wanted);
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(CREATE)
                .execute(Tuple.of(wanted.name(), wanted.seat(), wanted.description()))
                .compose(rows -> Rows.first(rows, DefinedRole::of))
                .map(made -> made.orElseThrow(
                        () -> AdminException.conflict("There is already a role \"" + wanted.name() + "\".")))
                .compose(made -> tell(transaction, by, AuditAction.DEFINE_ROLE, made.name(), null, made.json())
                        .map(made)));
    }

    private Future<Void> tell(
            SqlClient transaction,
            Actor by,
            AuditAction action,
            String role,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {
        AuditLog.Change change = new AuditLog.Change(action, null, "role", role);
        return AuditLog.append(transaction, time.instant(), by.in(Actor.INSTALLATION), change, before, after);
    }

    private static void requireFit(DefinedRole wanted) {
        if (wanted.description().length() > MAX_DESCRIPTION) {
            throw AdminException.invalid(
                    "The description of a role can have up to " + MAX_DESCRIPTION + " " + "characters.");
        }
    }

    private static final String DESCRIBE = """
        UPDATE role SET description = $2 WHERE name = $1 RETURNING name, seat, description
        """;

    /**
     * Changes what is said about a role. Fails with {@link AdminException} when there is no such role, and with whatever the change
     * throws.
     */
    public Future<DefinedRole> change(Actor by, String name, UnaryOperator<DefinedRole> change) {
        return pool.withTransaction(transaction -> get(transaction, name).compose(before -> {
            DefinedRole wanted = change.apply(before);
            requireFit(wanted);
            if (wanted.equals(before)) {
                return Future.succeededFuture(before);
            }
            return transaction
                    .preparedQuery(DESCRIBE)
                    .execute(Tuple.of(name, wanted.description()))
                    .map(rows -> DefinedRole.of(rows.iterator().next()))
                    .compose(after -> tell(
                                    transaction,
                                    by,
                                    AuditAction.DESCRIBE_ROLE,
                                    name,
                                    said(before.description()),
                                    said(after.description()))
                            .map(after));
        }));
    }

    private static ObjectNode said(String description) {
        return JsonNodeFactory.instance.objectNode().put("description", description);
    }

    private static final String USES = """
        SELECT (SELECT count(*) FROM role_assignment WHERE role = $1) AS assignments,
               (SELECT count(*) FROM directory WHERE default_role = $1) AS defaults,
               (SELECT count(*) FROM organization WHERE overflow_role = $1) AS overflows,
               (SELECT count(*) FROM member WHERE role = $1 OR awaited_role = $1)
               + (SELECT count(*) FROM adoption WHERE role = $1 OR awaited_role = $1)
               + (SELECT count(*) FROM hold WHERE role = $1 AND closed_at IS NULL) AS people
        """;

    /** Where the role is used, in all organisations. Reads every member. */
    public Future<Uses> uses(String name) {
        return uses(pool, name);
    }

    private static Future<Uses> uses(SqlClient db, String name) {
        return db.preparedQuery(USES).execute(Tuple.of(name)).map(rows -> {
            Row row = rows.iterator().next();
            return new Uses(
                    row.getLong("assignments"),
                    row.getLong("defaults"),
                    row.getLong("overflows"),
                    row.getLong("people"));
        });
    }

    private static final String DELETE = "DELETE FROM role WHERE name = $1";

    /** Removes a role; fails with {@link AdminException} when there is none, when it is built in, and while it is used. */
    public Future<Void> delete(Actor by, String name) {
        return pool.withTransaction(transaction -> get(transaction, name).compose(role -> {
                    if (role.builtIn()) {
                        throw AdminException.conflict("The role \"" + name + "\" is built in and cannot be removed.");
                    }
                    return uses(transaction, name)
                            .compose(uses -> {
                                if (uses.any()) {
                                    throw inUse(name, uses.list());
                                }
                                return transaction.preparedQuery(DELETE).execute(Tuple.of(name));
                            })
                            .compose(gone -> tell(transaction, by, AuditAction.DELETE_ROLE, name, role.json(), null));
                }))
                .recover(failure ->
                        Future.failedFuture(isReferred(failure) ? inUse(name, "what was set just now") : failure));
    }

    /** Something began to use the role after it was found unused. */
    private static boolean isReferred(Throwable failure) {
        return failure instanceof PgException refused && FOREIGN_KEY_VIOLATION.equals(refused.getSqlState());
    }

    private static AdminException inUse(String name, String by) {
        return AdminException.conflict("The role \"" + name + "\" is used by " + by
                + ". Give those another role first; then you can delete it.");
    }
}
