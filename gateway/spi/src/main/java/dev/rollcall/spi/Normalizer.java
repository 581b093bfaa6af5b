package dev.rollcall.spi;

/** Runs an adapter's quirks in declared order and parses what comes out. Pure: one instance a directory profile, shared by threads. */
public final class Normalizer {

    private final Adapter adapter;
    private final Profile profile;

    public Normalizer(Adapter adapter, Profile profile) {
        this.adapter = adapter;
        this.profile = profile;
    }

    /**
     * Reads one request.
     *
     * @throws dev.rollcall.scim.error.ScimException what the client is to be told, when the request is no SCIM
     */
    public Normalized normalize(RawRequest raw) {
        return java.util.Objects.requireNonNull((Normalized) null, adapter.provider() + profile + raw);
    }
}
