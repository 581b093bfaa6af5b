package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a record as JSON under the names of its components, so that a new kind of command appears in the audit without further code. */
final class RecordJson {

    /** Nothing of these names is ever written down. */
    private static final Set<String> SECRET = Set.of("token", "secret", "password", "code", "key");

    private RecordJson() {}

    /** Its components: numbers and truth values as they are, null left out, anything else as text. */
    static ObjectNode of(Record value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            if (!SECRET.contains(component.getName())) {
                put(json, component.getName(), read(value, component));
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value instanceof Boolean flag) {
            json.put(name, flag);
        } else if (value instanceof Integer number) {
            json.put(name, number);
        } else if (value instanceof Enum<?> word) {
            json.put(name, word.name().toLowerCase(Locale.ROOT));
        } else if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static @Nullable Object read(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of this package that cannot be read", e);
        }
    }
}
