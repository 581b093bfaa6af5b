package dev.rollcall.server.node;

import dev.rollcall.adapters.custom.CustomAdapter;
import dev.rollcall.adapters.entra.EntraAdapter;
import dev.rollcall.adapters.google.GoogleAdapter;
import dev.rollcall.adapters.okta.OktaAdapter;
import dev.rollcall.core.admin.demo.DemoDirectory;
import dev.rollcall.server.config.Settings;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.capability.PublishesKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The adapters of this build, in the order in which they are offered to administrators. The only place that names them. */
public final class Adapters {

    private static final int DIRECTORIES_OF_THE_DEMO = 2;

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

    /** Those that have this capability, each under its id. */
    static <C> Map<String, C> with(Class<C> capability) {
        return ALL.stream()
                .filter(capability::isInstance)
                .collect(Collectors.toMap(Adapter::provider, capability::cast));
    }

    /**
     * The hosts of a setting, with those of all providers that publish keys in the place of {@link Settings#HOSTS_OF_PROVIDERS}.
     */
    static List<String> keyHosts(List<String> named) {
        return named.stream()
                .flatMap(host -> host.equals(Settings.HOSTS_OF_PROVIDERS)
                        ? ALL.stream()
                                .filter(PublishesKeys.class::isInstance)
                                .flatMap(adapter -> ((PublishesKeys) adapter).keyHosts().stream())
                        : Stream.of(host))
                .distinct()
                .toList();
    }

    /** The directories of the demo: of the first providers that can be simulated. */
    public static List<DemoDirectory> demo() {
        return ALL.stream()
                .filter(adapter -> adapter.simulator().isPresent())
                .limit(DIRECTORIES_OF_THE_DEMO)
                .map(adapter -> new DemoDirectory(adapter.displayName(), adapter.provider()))
                .toList();
    }

    /** The adapter of that id. */
    public static Optional<Adapter> of(String provider) {
        return ALL.stream()
                .filter(adapter -> adapter.provider().equals(provider))
                .findFirst();
    }
}
