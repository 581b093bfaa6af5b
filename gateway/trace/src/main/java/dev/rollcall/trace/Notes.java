package dev.rollcall.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Firing;
import dev.rollcall.spi.Normalized;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects notes about one request while it is handled: references to values that nobody changes, so that taking a note costs next
 * to nothing. Thread-safe, because the operations of a bulk request end on several threads.
 */
public final class Notes {

    /** Of one request no more is noted than somebody would read. */
    private static final int MOST = 200;

    private final long began = System.nanoTime();
    private final List<Read> reads = new ArrayList<>(1);
    private final List<Told> told = new ArrayList<>(1);
    private final List<UUID> resources = new ArrayList<>(1);
    private List<ResourceType> types = List.of();
    private @Nullable JsonNode sent;
    private @Nullable JsonNode answered;
    private @Nullable Long committed;
    private boolean partlyRefused;

    /**
     * What was read of a request, or of one operation of a bulk request.
     *
     * @param place empty, or which operation of a bulk request
     */
    public record Read(String place, Normalized normalized) {}

    /**
     * What was accepted against the RFC.
     *
     * @param place empty, or which operation of a bulk request
     */
    public record Told(String place, Deviation deviation) {}

    /** Whose schemas say what is secret. */
    public synchronized void of(List<ResourceType> knownTypes) {
        types = knownTypes;
    }

    /** The body, once it was read as JSON. */
    public synchronized void sent(JsonNode body) {
        sent = body;
    }

    public synchronized void read(String place, Normalized normalized) {
        if (reads.size() < MOST) {
            reads.add(new Read(place, normalized));
        }
    }

    public synchronized void deviations(String place, List<Deviation> accepted) {
        for (Deviation deviation : accepted) {
            Told one = new Told(place, deviation);
            if (told.size() < MOST && !told.contains(one)) {
                told.add(one);
            }
        }
    }

    /** What became of a command, once its effect was committed. */
    public synchronized void became(Outcome outcome) {
        if (outcome instanceof Outcome.Refused) {
            partlyRefused = true;
            return;
        }
        committed = System.nanoTime() - began;
        if (outcome instanceof Outcome.Stored stored && resources.size() < MOST) {
            resources.add(stored.resource().id());
        }
    }

    /** One operation of a bulk request was not even tried. */
    public synchronized void refused() {
        partlyRefused = true;
    }

    /** The body of the response; of a list what is about the list alone. */
    public synchronized void answered(JsonNode body) {
        answered = body;
    }

    synchronized List<ResourceType> types() {
        return types;
    }

    synchronized @Nullable JsonNode sent() {
        return sent;
    }

    synchronized @Nullable JsonNode answered() {
        return answered;
    }

    synchronized List<Read> reads() {
        return List.copyOf(reads);
    }

    /** What was accepted against the RFC, in the order in which it was found. */
    public synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** Whether anything was accepted against the RFC. */
    public synchronized boolean hasDeviations() {
        return !told.isEmpty();
    }

    synchronized List<UUID> resources() {
        return List.copyOf(resources);
    }

    /** Nanoseconds from the beginning of the request until its effect was committed, or null when it had none. */
    synchronized @Nullable Long committed() {
        return committed;
    }

    /** Whether an operation was refused, of a bulk request perhaps. */
    synchronized boolean isPartlyRefused() {
        return partlyRefused;
    }

    synchronized List<Firing> firings() {
        return reads.stream()
                .flatMap(read -> read.normalized().firings().stream())
                .toList();
    }
}
