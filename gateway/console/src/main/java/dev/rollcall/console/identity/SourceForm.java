package dev.rollcall.console.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.console.api.directory.Provider;
import dev.rollcall.console.api.directory.Source;
import dev.rollcall.console.web.Visit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an administrator enters the settings with which a directory is read.
 *
 * @param values as they stand in the form, by the names of the fields; lists have a line for each
 * @param known names of secrets that were entered before; left empty, they stay
 * @param problem why it was refused, or ""
 */
public record SourceForm(Provider.Reading reading, Map<String, String> values, List<String> known, String problem) {

    static SourceForm of(Provider.Reading reading, @Nullable Source source) {
        Map<String, String> values = new LinkedHashMap<>();
        if (source != null) {
            source.settings().properties().forEach(setting -> values.put(setting.getKey(), text(setting.getValue())));
        }
        return new SourceForm(reading, values, source == null ? List.of() : source.secrets(), "");
    }

    static SourceForm typed(Provider.Reading reading, Visit visit, @Nullable Source source, String problem) {
        Map<String, String> values = new LinkedHashMap<>();
        reading.fields().forEach(field -> values.put(field.name(), visit.value(field.name())));
        return new SourceForm(reading, values, source == null ? List.of() : source.secrets(), problem);
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> lines = new ArrayList<>();
        value.forEach(one -> lines.add(one.asText()));
        return String.join("\n", lines);
    }

    public String value(Provider.Field field) {
        return values.getOrDefault(field.name(), "");
    }

    /** Those that stand first: most administrators enter them, or they were entered before. */
    public List<Provider.Field> first() {
        return reading.fields().stream().filter(this::isFirst).toList();
    }

    public List<Provider.Field> others() {
        return reading.fields().stream().filter(field -> !isFirst(field)).toList();
    }

    private boolean isFirst(Provider.Field field) {
        return field.usual()
                || known.contains(field.name())
                || (!value(field).isEmpty() && !value(field).equals("false"));
    }

    /** What the API is asked for; what was left empty is left out. */
    JsonObject settings() {
        JsonObject settings = new JsonObject();
        for (Provider.Field field : reading.fields()) {
            String value = value(field);
            if (field.kind().equals("flag")) {
                settings.put(field.name(), value.equals("true"));
            } else if (!value.isEmpty()) {
                settings.put(field.name(), field.kind().equals("texts") ? lines(value) : value);
            }
        }
        return settings;
    }

    private static JsonArray lines(String value) {
        return new JsonArray(
                value.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }

    SourceForm with(String field, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(field, value);
        return new SourceForm(reading, changed, known, problem);
    }
}
