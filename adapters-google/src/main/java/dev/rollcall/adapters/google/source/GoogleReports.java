package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.api.GoogleApi;
import dev.rollcall.adapters.google.source.api.Meaning;
import dev.rollcall.adapters.google.source.api.Meaning.Asked;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads which groups have changed from Google's audit log. The log is written minutes to days late, and not in order: it only says
 * which groups to read sooner, and nothing about their present members.
 */
final class GoogleReports {

    /** The log of groups, and that of administrators, who change them by the console and the API. */
    private static final List<String> LOGS = List.of("groups_enterprise", "admin");

    private static final Set<String> PARAMETERS = Set.of("group_id", "GROUP_EMAIL");
    private static final String FIELDS = "kind,nextPageToken,items(events(name,parameters(name,value)))";

    /** So much happens seldom between two readings; what is behind it is found by reading all groups. */
    private static final int PAGES = 5;

    private final GoogleApi api;
    private final Meaning meaning;

    GoogleReports(GoogleApi api, Meaning meaning) {
        this.api = api;
        this.meaning = meaning;
    }

    /** Ids or addresses of the groups that something was written of since then. */
    Future<Set<String>> groupsChanged(Instant since) {
        Set<String> found = new LinkedHashSet<>();
        Future<Void> chain = Future.succeededFuture();
        for (String log : LOGS) {
            chain = chain.compose(done -> read(log, since, null, PAGES, found));
        }
        return chain.<Set<String>>map(found)
                .recover(failure ->
                        Future.failedFuture(meaning.of(failure, Asked.ONE).exception()));
    }

    private Future<Void> read(String log, Instant since, @Nullable String page, int pages, Set<String> found) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("startTime", since.toString());
        query.put("maxResults", "1000");
        query.put("fields", FIELDS);
        if (page != null) {
            query.put("pageToken", page);
        }
        return api.report(log, query).compose(body -> {
            for (JsonNode item : body.path("items")) {
                item.path("events")
                        .forEach(event -> event.path("parameters").forEach(parameter -> {
                            if (PARAMETERS.contains(parameter.path("name").asText())) {
                                found.add(parameter.path("value").asText());
                            }
                        }));
            }
            String next = Questions.next(body);
            return next == null || pages == 1 ? Future.succeededFuture() : read(log, since, next, pages - 1, found);
        });
    }

    /** Whether it can be read. */
    Future<JsonNode> look() {
        return api.report(LOGS.get(0), Map.of("maxResults", "1", "fields", "kind"));
    }
}
