package dev.rollcall.pull.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.pull.SourceReader.Circuit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts what a reading has seen and done so far. Thread-safe. */
public final class Progress {

    /** Sentences that are kept; more of the same kind tell nothing new. */
    private static final int MOST_NOTES = 50;

    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final Set<String> notes = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile String phase = "begins";
    private volatile boolean complete = true;
    private volatile Supplier<Circuit> circuit = () -> Circuit.CLOSED;

    /** Looks whether the provider is called, each time that the progress is told. */
    public void watch(Supplier<Circuit> state) {
        circuit = state;
    }

    /** Whether the provider is called, in one word. */
    String circuit() {
        return circuit.get().name().toLowerCase(Locale.ROOT);
    }

    public void phase(String now) {
        phase = now;
    }

    public String phase() {
        return phase;
    }

    public void count(String what, long howMany) {
        counts.computeIfAbsent(what, unseen -> new AtomicLong()).addAndGet(howMany);
    }

    public void count(String what) {
        count(what, 1);
    }

    public long counted(String what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    public void note(String sentence) {
        if (notes.size() < MOST_NOTES) {
            notes.add(sentence);
        }
    }

    /** Something was not read: absence says nothing from here on. */
    public void incomplete(String why) {
        complete = false;
        note(why);
    }

    public boolean isComplete() {
        return complete;
    }

    ObjectNode counts() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(counts).forEach((name, count) -> json.put(name, count.get()));
        return json;
    }

    ArrayNode notes() {
        if (circuit.get() == Circuit.OPEN) {
            note("Almost all calls to the provider failed, so calls are suspended for some" + " seconds.");
        }
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        synchronized (notes) {
            notes.forEach(json::add);
        }
        return json;
    }
}
