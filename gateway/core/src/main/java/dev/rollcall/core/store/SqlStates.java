package dev.rollcall.core.store;

import dev.rollcall.core.store.SqlErrors.Kind;
import java.util.Map;

/**
 * Tells what each SQL state means to the gateway (PostgreSQL manual, appendix A). Every class of the appendix is
 * listed, so that the meaning of each state is decided and not accidental; states that differ from their class are
 * listed by themselves.
 */
final class SqlStates {

    private static final Map<String, Kind> CLASSES = Map.ofEntries(
            // No errors; as failures they can only come from a mistake.
            Map.entry("00", Kind.DEFECT),
            Map.entry("01", Kind.DEFECT),
            Map.entry("02", Kind.DEFECT),
            Map.entry("03", Kind.DEFECT),
            // The connection: the same transaction may pass on another one.
            Map.entry("08", Kind.RETRY),
            Map.entry("09", Kind.DEFECT),
            // A plan that a migration made stale: it is prepared anew by the next try.
            Map.entry("0A", Kind.RETRY),
            Map.entry("0B", Kind.DEFECT),
            Map.entry("0F", Kind.DEFECT),
            Map.entry("0L", Kind.DEFECT),
            Map.entry("0P", Kind.DEFECT),
            Map.entry("0Z", Kind.DEFECT),
            Map.entry("10", Kind.DEFECT),
            Map.entry("20", Kind.DEFECT),
            Map.entry("21", Kind.DEFECT),
            // Data that cannot be stored.
            Map.entry("22", Kind.POISON),
            Map.entry("23", Kind.POISON),
            Map.entry("24", Kind.DEFECT),
            Map.entry("25", Kind.DEFECT),
            // A prepared statement that this session does not know: a pooler, or another server, took its place.
            Map.entry("26", Kind.RETRY),
            Map.entry("27", Kind.DEFECT),
            // The server does not let the gateway in: a password was changed, or pg_hba.conf.
            Map.entry("28", Kind.UNAVAILABLE),
            Map.entry("2B", Kind.DEFECT),
            Map.entry("2D", Kind.DEFECT),
            Map.entry("2F", Kind.DEFECT),
            Map.entry("34", Kind.DEFECT),
            Map.entry("38", Kind.DEFECT),
            Map.entry("39", Kind.DEFECT),
            Map.entry("3B", Kind.DEFECT),
            // The database, or its schema, is not there.
            Map.entry("3D", Kind.UNAVAILABLE),
            Map.entry("3F", Kind.UNAVAILABLE),
            // Deadlock, serialisation: chance.
            Map.entry("40", Kind.RETRY),
            Map.entry("42", Kind.DEFECT),
            Map.entry("44", Kind.DEFECT),
            // Disk, memory, connections.
            Map.entry("53", Kind.UNAVAILABLE),
            // A value or a statement larger than the server takes: one item's.
            Map.entry("54", Kind.POISON),
            Map.entry("55", Kind.DEFECT),
            // The statement was cut short: a time-out, a restart.
            Map.entry("57", Kind.UNAVAILABLE),
            // Files and devices of the server.
            Map.entry("58", Kind.UNAVAILABLE),
            Map.entry("72", Kind.RETRY),
            Map.entry("F0", Kind.UNAVAILABLE),
            Map.entry("HV", Kind.DEFECT),
            Map.entry("P0", Kind.DEFECT),
            // The server's own faults, damaged data among them.
            Map.entry("XX", Kind.UNAVAILABLE));

    private static final Map<String, Kind> STATES = Map.ofEntries(
            // read_only_sql_transaction: the server is a standby, or was set to refuse writes
            Map.entry("25006", Kind.UNAVAILABLE),
            // idle_in_transaction_session_timeout: the server ended the session
            Map.entry("25P03", Kind.RETRY),
            // transaction_timeout
            Map.entry("25P04", Kind.UNAVAILABLE),
            // statement_completion_unknown: trying again might do it twice
            Map.entry("40003", Kind.UNAVAILABLE),
            // object_not_in_prerequisite_state, as during recovery; object_in_use; lock_not_available
            Map.entry("55000", Kind.UNAVAILABLE),
            Map.entry("55006", Kind.UNAVAILABLE),
            Map.entry("55P03", Kind.UNAVAILABLE),
            // admin_shutdown, crash_shutdown, idle_session_timeout: another connection may be had
            Map.entry("57P01", Kind.RETRY),
            Map.entry("57P02", Kind.RETRY),
            Map.entry("57P05", Kind.RETRY));

    private SqlStates() {}

    /** What a state of five characters means; an unknown class is a defect. */
    static Kind kind(String state) {
        Kind own = STATES.get(state);
        return own != null ? own : CLASSES.getOrDefault(state.substring(0, 2), Kind.DEFECT);
    }

    /** Whether this class was thought of. */
    static boolean isKnown(String state) {
        return CLASSES.containsKey(state.substring(0, 2));
    }

    /**
     * Whether the state says that the server as a whole gives nothing, whoever asks for what: it counts for the circuit. A statement
     * that took too long, or a fault that one item may cause by itself, does not.
     */
    static boolean isServers(String state) {
        return switch (state.substring(0, 2)) {
            case "08", "28", "3D", "53", "58" -> true;
            case "57" -> state.startsWith("57P");
            default -> state.equals("25006");
        };
    }
}
