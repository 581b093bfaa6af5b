package dev.rollcall.core.store.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Turns one column of many rows into the array that {@code unnest} takes, and single values into PostgreSQL's types. */
public final class Column {

    private Column() {}

    public static <R> @Nullable UUID[] uuids(Collection<R> rows, Function<R, @Nullable UUID> field) {
        @Nullable UUID[] column = new UUID[rows.size()];
        int i = 0;
        for (R row : rows) {
            column[i++] = field.apply(row);
        }
        return column;
    }

    public static <R> @Nullable String[] texts(Collection<R> rows, Function<R, @Nullable String> field) {
        @Nullable String[] column = new String[rows.size()];
        int i = 0;
        for (R row : rows) {
            column[i++] = field.apply(row);
        }
        return column;
    }

    public static <R> Boolean[] flags(Collection<R> rows, Function<R, Boolean> field) {
        Boolean[] column = new Boolean[rows.size()];
        int i = 0;
        for (R row : rows) {
            column[i++] = field.apply(row);
        }
        return column;
    }

    public static <R> Long[] longs(Collection<R> rows, ToLongFunction<R> field) {
        Long[] column = new Long[rows.size()];
        int i = 0;
        for (R row : rows) {
            column[i++] = field.applyAsLong(row);
        }
        return column;
    }

    public static <R> Integer[] ints(Collection<R> rows, Function<R, Integer> field) {
        Integer[] column = new Integer[rows.size()];
        int i = 0;
        for (R row : rows) {
            column[i++] = field.apply(row);
        }
        return column;
    }

    public static <R> @Nullable OffsetDateTime[] times(Collection<R> rows, Function<R, @Nullable Instant> field) {
        @Nullable OffsetDateTime[] column = new OffsetDateTime[rows.size()];
        int i = 0;
        for (R row : rows) {
            Instant at = field.apply(row);
            column[i++] = at == null ? null : time(at);
        }
        return column;
    }

    public static UUID[] directories(List<? extends DirectoryKey<?>> keys) {
        UUID[] column = new UUID[keys.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = keys.get(i).directoryId();
        }
        return column;
    }

    public static UUID[] ids(List<DirectoryKey<UUID>> keys) {
        UUID[] column = new UUID[keys.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = keys.get(i).value();
        }
        return column;
    }

    public static String[] words(List<DirectoryKey<String>> keys) {
        String[] column = new String[keys.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = keys.get(i).value();
        }
        return column;
    }

    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A JSON document as text; statements cast it to jsonb. */
    public static String json(JsonNode document) {
        return new String(ScimJson.write(document), StandardCharsets.UTF_8);
    }

    public static ObjectNode json(String text) {
        return (ObjectNode) ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
