package dev.rollcall.core.read.sql;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The values of {@code $1}, {@code $2}, ... of one statement, and fresh names for its subqueries. The first two are always the
 * organisation and the directory.
 */
public final class Parameters {

    static final String ORG = "$1";
    static final String DIRECTORY = "$2";

    private final List<Object> values = new ArrayList<>();
    private int aliases;

    public Parameters(UUID orgId, UUID directoryId) {
        values.add(orgId);
        values.add(directoryId);
    }

    /** The placeholder of a value, without a type: cast it where it is used. */
    public String add(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** A name that no other subquery of the statement has. */
    public String alias() {
        aliases++;
        return "e" + aliases;
    }

    public Tuple tuple() {
        return Tuple.from(values);
    }
}
