package dev.rollcall.testkit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names that a {@link TestDnsServer} knows, with its response for each; any other name does not exist. Thread-safe. */
final class Zone {

    private static final int NO_SUCH_NAME = 3;

    /**
     * What is said about a name.
     *
     * @param code response code (RFC 1035 section 4.1.1); below 0 nothing is said at all
     * @param truncated whether UDP is told to ask over TCP
     * @param records TXT records, each of one or more strings
     */
    record Entry(int code, boolean truncated, List<List<String>> records) {
        Entry and(List<String> record) {
            List<List<String>> all = new ArrayList<>(records);
            all.add(record);
            return new Entry(code, truncated, all);
        }
    }

    private static final Entry EMPTY = new Entry(0, false, List.of());
    private static final Entry ABSENT = new Entry(NO_SUCH_NAME, false, List.of());

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    void add(String name, List<String> record) {
        entries.compute(key(name), (key, there) -> (there == null ? EMPTY : there).and(record));
    }

    void set(String name, int code) {
        entries.put(key(name), new Entry(code, false, List.of()));
    }

    void truncate(String name) {
        entries.compute(key(name), (key, there) -> new Entry(0, true, there == null ? List.of() : there.records()));
    }

    void remove(String name) {
        entries.remove(key(name));
    }

    Entry about(String name) {
        return entries.getOrDefault(key(name), ABSENT);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
