package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.Faults.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts a list into pages, and makes and reads the tokens that lead from one page to the next. */
final class Pages {

    private Pages() {}

    /** Reads at most {@code most} objects whose ids follow {@code id}. */
    interface Reading<T> {
        List<T> behind(String id, int most);
    }

    static <T> Answer of(
            DirectoryApi.Call call,
            String key,
            int size,
            Reading<T> reading,
            Function<T, String> id,
            Function<T, @Nullable ObjectNode> shape) {
        String behind = "";
        String token = call.query().get("pageToken");
        if (token != null) {
            String opened = open(key, token);
            if (opened == null) {
                return badToken();
            }
            behind = opened;
        }
        List<T> found = call.fault() == Fault.EMPTY_PAGE ? List.of() : reading.behind(behind, size);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (T item : found) {
            ObjectNode shaped = shape.apply(item);
            if (shaped != null
                    && !call.faults().loses(id.apply(item))
                    && (call.fault() != Fault.PARTIAL || !call.faults().isMissing())) {
                items.add(shaped);
            }
        }
        ObjectNode body = Shapes.list(key, items);
        if (call.fault() == Fault.EMPTY_PAGE) {
            body.put("nextPageToken", seal(key, behind));
        } else if (found.size() == size) {
            body.put("nextPageToken", seal(key, id.apply(found.get(found.size() - 1))));
        }
        return Answer.ok(body);
    }

    static String seal(String key, String behind) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key + ":" + behind).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String open(String key, String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return text.startsWith(key + ":") ? text.substring(key.length() + 1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Answer badToken() {
        return Answer.error(400, "global", "invalid", "Invalid Input: pageToken");
    }
}
