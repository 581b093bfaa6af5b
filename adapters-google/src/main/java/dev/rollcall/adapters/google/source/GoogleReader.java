package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.Meaning.Asked;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceGroup;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourcePage;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of one customer's users, groups and members. */
final class GoogleReader implements SourceReader {

    private static final String USERS_MASK = "kind,nextPageToken,users(" + GoogleUsers.FIELDS + ")";
    private static final String GROUP_FIELDS = "id,email,name";
    private static final String MEMBERS_MASK = "kind,nextPageToken,members(id,email,type)";
    private static final int IDS_AT_ONCE = 10;

    private final GoogleApi api;
    private final GoogleSettings settings;
    private final GoogleUsers canonical;
    private final Meaning meaning;
    private volatile @Nullable String account;

    GoogleReader(GoogleApi api, GoogleSettings settings) {
        this.api = api;
        this.settings = settings;
        this.canonical = new GoogleUsers(settings.filter());
        this.meaning = new Meaning(settings, api);
        this.account = settings.source().account();
    }

    @Override
    public Future<SourceCheck> check() {
        return new GoogleCheck(api, settings, meaning).run();
    }

    @Override
    public Scope scope() {
        return settings.scope();
    }

    @Override
    public Future<SourcePage<SourceUser>> users(@Nullable String page) {
        Map<String, String> query = listing(page, "500", USERS_MASK);
        return ask(Asked.EVERYTHING, "users", query, "users", body -> {
            JsonNode next = body.path("nextPageToken");
            if (page == null && next.isMissingNode() && !body.has("users")) {
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
            return new SourcePage<>(users, next.isMissingNode() ? null : next.asText());
        });
    }

    /** Nobody can enter the administrator of another company and read on. */
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
        if (!settings.groupIds().isEmpty()) {
            return chosenGroups(page == null ? 0 : Integer.parseInt(page));
        }
        Map<String, String> query = listing(page, "200", "kind,nextPageToken,groups(" + GROUP_FIELDS + ")");
        String chosen = settings.groupQuery();
        if (chosen != null) {
            query.put("query", chosen);
        }
        return ask(Asked.EVERYTHING, "groups", query, "groups", body -> {
            List<SourceGroup> groups = new ArrayList<>();
            for (JsonNode group : body.path("groups")) {
                SourceGroup read = group(group);
                if (settings.choosesGroup(read.name(), read.address())) {
                    groups.add(read);
                }
            }
            return new SourcePage<>(groups, next(body));
        });
    }

    private Future<SourcePage<SourceGroup>> chosenGroups(int from) {
        List<String> ids = settings.groupIds();
        List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
        List<Future<Optional<SourceGroup>>> asked =
                some.stream().map(this::groupIfThere).toList();
        return Future.all(asked).map(all -> {
            List<SourceGroup> found = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                Optional<SourceGroup> group = asked.get(i).result();
                group.ifPresentOrElse(found::add, goneAt(gone, some.get(i)));
            }
            int next = from + some.size();
            return new SourcePage<>(found, next < ids.size() ? Integer.toString(next) : null, gone);
        });
    }

    private static Runnable goneAt(List<String> gone, String id) {
        return () -> gone.add(id);
    }

    private Future<Optional<SourceGroup>> groupIfThere(String id) {
        return ask(
                        Asked.ONE,
                        GoogleApi.path("groups", id),
                        Map.of("fields", "kind," + GROUP_FIELDS),
                        "group",
                        body -> Optional.of(group(body)))
                .recover(failure -> isKind(failure, Kind.GONE)
                        ? Future.succeededFuture(Optional.<SourceGroup>empty())
                        : Future.failedFuture(failure));
    }

    private static SourceGroup group(JsonNode group) {
        String address = group.path("email").asText().strip().toLowerCase(Locale.ROOT);
        String name = group.path("name").asText().strip();
        return new SourceGroup(group.path("id").asText(), name.isEmpty() ? address : name, address);
    }

    @Override
    public Future<SourcePage<SourceMember>> members(String groupId, @Nullable String page) {
        Map<String, String> query = paged(page, "200", MEMBERS_MASK);
        return ask(Asked.ONE, GoogleApi.path("groups", groupId, "members"), query, "members", body -> {
            List<SourceMember> members = new ArrayList<>();
            body.path("members").forEach(member -> members.add(member(member)));
            return new SourcePage<>(members, next(body));
        });
    }

    private static SourceMember member(JsonNode member) {
        String id = member.path("id").asText();
        String address = member.path("email").asText().strip().toLowerCase(Locale.ROOT);
        return switch (member.path("type").asText()) {
            case "USER" -> new SourceMember.User(id, address);
            case "GROUP" -> new SourceMember.Group(id, address);
            case "CUSTOMER" -> new SourceMember.Everybody();
            default -> new SourceMember.Stranger();
        };
    }

    @Override
    public Future<Optional<SourceUser>> user(String idOrAddress) {
        return ask(
                        Asked.ONE,
                        GoogleApi.path("users", idOrAddress),
                        Map.of("fields", "kind," + GoogleUsers.FIELDS),
                        "user",
                        body -> {
                            requireAccount(body.path("customerId").asText());
                            return Optional.of(canonical.user(body));
                        })
                .recover(failure -> isKind(failure, Kind.GONE)
                        ? Future.succeededFuture(Optional.<SourceUser>empty())
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Boolean> hasGroup(String groupId) {
        return groupIfThere(groupId).map(Optional::isPresent);
    }

    @Override
    public Future<Boolean> hasMember(String groupId, List<String> keys, boolean anyDepth) {
        Future<Boolean> found = Future.succeededFuture(false);
        for (String key : keys) {
            found = found.compose(is -> is ? Future.succeededFuture(true) : isMember(groupId, key));
        }
        return anyDepth
                ? found.compose(is -> is ? Future.succeededFuture(true) : isMemberAtAnyDepth(groupId, keys.get(0)))
                : found;
    }

    private Future<Boolean> isMember(String groupId, String key) {
        return ask(
                        Asked.ONE,
                        GoogleApi.path("groups", groupId, "members", key),
                        Map.of("fields", "kind,id"),
                        "member",
                        body -> true)
                .recover(failure ->
                        isKind(failure, Kind.GONE) ? Future.succeededFuture(false) : Future.failedFuture(failure));
    }

    /** Somebody from elsewhere, or who is deleted, is answered with an error that says so. */
    private Future<Boolean> isMemberAtAnyDepth(String groupId, String key) {
        return ask(
                        Asked.ONE,
                        GoogleApi.path("groups", groupId, "hasMember", key),
                        Map.of(),
                        "",
                        body -> body.path("isMember").asBoolean(false))
                .recover(failure -> isKind(failure, Kind.GONE)
                                || (failure instanceof SourceException told
                                        && told.sentence().contains("memberKey"))
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Boolean> hasEverybody(String groupId) {
        String known = account;
        return known == null ? Future.succeededFuture(false) : isMember(groupId, known);
    }

    @Override
    public long calls() {
        return api.calls();
    }

    @Override
    public void close() {
        api.close();
    }

    private Map<String, String> listing(@Nullable String page, String size, String mask) {
        Map<String, String> query = paged(page, size, mask);
        query.put("customer", settings.customer());
        return query;
    }

    private static Map<String, String> paged(@Nullable String page, String size, String mask) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("maxResults", size);
        query.put("fields", mask);
        if (page != null) {
            query.put("pageToken", page);
        }
        return query;
    }

    private <T> Future<T> ask(
            Asked asked, String path, Map<String, String> query, String kind, Function<JsonNode, T> read) {
        return api.get(path, query, kind)
                .map(read)
                .recover(failure -> Future.failedFuture(
                        failure instanceof SourceException
                                ? failure
                                : meaning.of(failure, asked).exception()));
    }

    private static @Nullable String next(JsonNode body) {
        return body.path("nextPageToken").isMissingNode()
                ? null
                : body.path("nextPageToken").asText();
    }

    private static boolean isKind(Throwable failure, Kind... kinds) {
        return failure instanceof SourceException told && Stream.of(kinds).anyMatch(kind -> kind == told.kind());
    }
}
