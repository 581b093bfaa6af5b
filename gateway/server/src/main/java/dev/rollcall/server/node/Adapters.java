package dev.rollcall.server.node;

import dev.rollcall.adapters.custom.CustomAdapter;
import dev.rollcall.adapters.entra.EntraAdapter;
import dev.rollcall.adapters.google.GoogleAdapter;
import dev.rollcall.adapters.okta.OktaAdapter;
import dev.rollcall.spi.Adapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The adapters of this build, in the order in which they are offered. The only place that names them. */
public final class Adapters {

    private static final List<Adapter> ALL = Stream.of(
                    Stream.of(new OktaAdapter(), new EntraAdapter(), new GoogleAdapter()),
                    CustomAdapter.presets().stream(),
                    Stream.of(new CustomAdapter()))
            .<Adapter>flatMap(Function.identity())
            .toList();

    private Adapters() {}

    public static List<Adapter> all() {
        return ALL;
    }

    /** All of them, each under its id. */
    static Map<String, Adapter> byProvider() {
        return ALL.stream().collect(Collectors.toMap(Adapter::provider, Function.identity()));
    }

    /** The adapter of that id, such as {@code okta}. */
    public static Optional<Adapter> of(String provider) {
        return ALL.stream()
                .filter(adapter -> adapter.provider().equals(provider))
                .findFirst();
    }
}
