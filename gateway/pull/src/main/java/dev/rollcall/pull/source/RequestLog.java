package dev.rollcall.pull.source;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.RawRequest;
import java.util.List;
import java.util.UUID;

/**
 * Logs each request that a reading makes out of a change, so that it can be found like any other request of a provider.
 * Thread-safe.
 */
public interface RequestLog {

    /** Where nothing is kept. */
    RequestLog NONE = request -> Entry.NONE;

    /**
     * A request that is about to be made.
     *
     * @param id under which its effects stand
     * @param reading the reading that it belongs to
     * @param types the directory's, whose schemas say what is secret
     */
    record Made(UUID id, UUID reading, Directory directory, List<ResourceType> types, RawRequest raw) {}

    Entry begin(Made request);

    /** Whether so many wait to be written that the next had better wait. */
    default boolean isFull() {
        return false;
    }

    /** What is kept of one request. */
    interface Entry {

        Entry NONE = new Entry() {
            @Override
            public void read(Normalized normalized) {}

            @Override
            public void became(Outcome outcome) {}
        };

        /** What was understood. */
        void read(Normalized normalized);

        /** What became of it; the last that is told. */
        void became(Outcome outcome);
    }
}
