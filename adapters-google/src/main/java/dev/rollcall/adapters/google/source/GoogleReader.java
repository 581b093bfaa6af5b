package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.api.GoogleApi;
import dev.rollcall.adapters.google.source.api.GoogleSettings;
import dev.rollcall.adapters.google.source.api.GoogleUsers;
import dev.rollcall.adapters.google.source.api.Meaning;
import dev.rollcall.adapters.google.source.api.Meaning.Asked;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceGroup;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourcePage;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import dev.rollcall.spi.pull.SourceWatch;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one customer's users, groups and members, page by page. */
final class GoogleReader implements SourceReader {

    private final GoogleApi api;
    private final GoogleSettings settings;
    private final GoogleUsers canonical;
    private final Meaning meaning;
    private final Questions questions;
    private final GoogleGroups groups;
    private volatile @Nullable String account;

    GoogleReader(GoogleApi api, GoogleSettings settings) {
        this.api = api;
        this.settings = settings;
        this.canonical = new GoogleUsers(settings.filter(), settings.custom());
        this.meaning = new Meaning(settings, api);
        this.questions = new Questions(api, meaning);
        this.groups = new GoogleGroups(questions, settings);
        this.account = settings.source().account();
    }

    @Override
    public Future<SourceCheck> check() {
        return new GoogleCheck(api, settings, meaning).run();
    }

    @Override
    public Optional<SourceWatch> watch() {
        return Optional.of(new GoogleWatch(api, settings, meaning));
    }

    @Override
    public boolean isWatched() {
        return settings.source().flag(GoogleSettings.WATCH);
    }

    @Override
    public Future<Set<String>> groupsChanged(Instant since) {
        return settings.source().flag(GoogleSettings.GROUP_HINTS)
                ? new GoogleReports(api, meaning).groupsChanged(since)
                : Future.succeededFuture(Set.of());
    }

    @Override
    public Scope scope() {
        return settings.scope();
    }

    @Override
    public Set<String> ownedAttributes() {
        return canonical.owned();
    }

    @Override
    public Future<SourcePage<SourceUser>> users(@Nullable String page) {
        Map<String, String> query =
                Questions.paged(page, "500", "kind,nextPageToken,users(" + canonical.fields() + ")");
        query.putAll(settings.custom().asked());
        query.put("customer", settings.customer());
        return questions.ask(Asked.EVERYTHING, "users", query, "users", body -> {
            String next = Questions.next(body);
            if (page == null && next == null && !body.has("users")) {
                throw new SourceException(
                        Kind.INCOMPLETE, "Google listed no user at all, which cannot be: an administrator reads it.");
            }
            List<SourceUser> users = new ArrayList<>();
            for (JsonNode user : body.path("users")) {
                requireAccount(user.path("customerId").asText());
                if (!user.path("id").asText().isEmpty()
                        && !user.path("primaryEmail").asText().isBlank()) {
                    users.add(canonical.user(user));
                }
            }
            return new SourcePage<>(users, next);
        });
    }

    /** With the administrator of another company in the settings, nothing more is read. */
    private void requireAccount(String found) {
        String known = account;
        if (known == null) {
            account = found.isEmpty() ? null : found;
        } else if (!found.isEmpty() && !found.equals(known)) {
            throw GoogleCheck.otherAccount(known, found);
        }
    }

    @Override
    public Future<SourcePage<SourceGroup>> groups(@Nullable String page) {
        return groups.page(page);
    }

    @Override
    public Future<SourcePage<SourceMember>> members(String groupId, @Nullable String page) {
        return groups.members(groupId, page);
    }

    @Override
    public Future<Optional<SourceUser>> user(String idOrAddress) {
        return questions.askOne(
                GoogleApi.path("users", idOrAddress),
                oneUser(),
                "user",
                body -> {
                    requireAccount(body.path("customerId").asText());
                    return Optional.of(canonical.user(body));
                },
                Optional.empty());
    }

    private Map<String, String> oneUser() {
        Map<String, String> query = new LinkedHashMap<>(settings.custom().asked());
        query.put("fields", "kind," + canonical.fields());
        return query;
    }

    @Override
    public Future<Boolean> isChosen(String groupId) {
        return groups.isChosen(groupId);
    }

    @Override
    public Future<Boolean> hasMember(String groupId, List<String> keys, boolean anyDepth) {
        Future<Boolean> found = Future.succeededFuture(false);
        for (String key : keys) {
            found = found.compose(is -> is ? Future.succeededFuture(true) : groups.has(groupId, key));
        }
        return anyDepth
                ? found.compose(is -> is ? Future.succeededFuture(true) : groups.hasAtAnyDepth(groupId, keys.get(0)))
                : found;
    }

    @Override
    public Future<Boolean> hasEverybody(String groupId) {
        String known = account;
        return known == null
                ? Future.failedFuture(
                        new SourceException(Kind.OUTSIDE, "Which account it is has not been found out yet."))
                : groups.has(groupId, known);
    }

    @Override
    public Circuit circuit() {
        return Circuit.valueOf(api.circuit().toUpperCase(Locale.ROOT));
    }

    @Override
    public long calls() {
        return api.calls();
    }

    @Override
    public void close() {
        api.close();
    }
}
