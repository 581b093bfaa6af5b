package dev.rollcall.spi.profile.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The closed list of functions that a profile can name. */
public final class Functions {

    private static final Map<String, NamedFunction> ALL = Stream.of(
                    TextFunctions.ALL, PartFunctions.ALL, ListFunctions.ALL, ObjectFunctions.ALL, KindFunctions.ALL)
            .flatMap(List::stream)
            .collect(Collectors.toMap(NamedFunction::name, function -> function, Functions::twice, LinkedHashMap::new));

    private Functions() {}

    /** In the order of the documentation. */
    public static List<NamedFunction> all() {
        return List.copyOf(ALL.values());
    }

    public static @Nullable NamedFunction named(String name) {
        return ALL.get(name);
    }

    static String names() {
        return String.join(", ", ALL.keySet());
    }

    private static NamedFunction twice(NamedFunction one, NamedFunction other) {
        throw new IllegalStateException("two functions are called " + one.name() + ", " + other.about());
    }
}
