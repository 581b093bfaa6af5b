package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.api.GoogleApi;
import dev.rollcall.adapters.google.source.api.Meaning;
import dev.rollcall.adapters.google.source.api.Meaning.Asked;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the Directory API, and turns failures into errors that say what they mean. */
final class Questions {

    private final GoogleApi api;
    private final Meaning meaning;

    Questions(GoogleApi api, Meaning meaning) {
        this.api = api;
        this.meaning = meaning;
    }

    /**
     * Asks.
     *
     * @param kind what the answer must say it is
     * @return fails with a {@link SourceException}
     */
    <T> Future<T> ask(Asked asked, String path, Map<String, String> query, String kind, Function<JsonNode, T> read) {
        return api.get(path, query, kind)
                .map(read)
                .recover(failure -> Future.failedFuture(
                        failure instanceof SourceException
                                ? failure
                                : meaning.of(failure, asked).exception()));
    }

    /** The same, where an object that does not exist is an answer too. */
    <T> Future<T> askOne(String path, Map<String, String> query, String kind, Function<JsonNode, T> read, T whenGone) {
        return ask(Asked.ONE, path, query, kind, read)
                .recover(failure -> failure instanceof SourceException told && told.kind() == Kind.GONE
                        ? Future.succeededFuture(whenGone)
                        : Future.failedFuture(failure));
    }

    static Map<String, String> paged(@Nullable String page, String size, String mask) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("maxResults", size);
        query.put("fields", mask);
        if (page != null) {
            query.put("pageToken", page);
        }
        return query;
    }

    /** What to ask for the next page with; null on the last one. */
    static @Nullable String next(JsonNode body) {
        return body.path("nextPageToken").isMissingNode()
                ? null
                : body.path("nextPageToken").asText();
    }
}
