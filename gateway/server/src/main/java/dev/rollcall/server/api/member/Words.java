package dev.rollcall.server.api.member;

import dev.rollcall.server.api.Parameters;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters that take one of a few words. */
final class Words {

    private Words() {}

    /** The value that the parameter names, or null when it is absent. */
    static <E> @Nullable E of(MultiMap query, String name, E[] values, Function<E, String> word) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Parameters.wrong(
                        name, "one of " + Arrays.stream(values).map(word).collect(Collectors.joining(", "))));
    }
}
