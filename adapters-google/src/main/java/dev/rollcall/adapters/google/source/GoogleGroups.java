package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.api.GoogleApi;
import dev.rollcall.adapters.google.source.api.GoogleSettings;
import dev.rollcall.adapters.google.source.api.Meaning.Asked;
import dev.rollcall.spi.pull.SourceGroup;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourcePage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the groups of one customer and who is in them. */
final class GoogleGroups {

    private static final String FIELDS = "id,email,name";
    private static final String MEMBERS_MASK = "kind,nextPageToken,members(id,email,type)";
    private static final int IDS_AT_ONCE = 10;

    private final Questions questions;
    private final GoogleSettings settings;

    GoogleGroups(Questions questions, GoogleSettings settings) {
        this.questions = questions;
        this.settings = settings;
    }

    Future<SourcePage<SourceGroup>> page(@Nullable String page) {
        if (!settings.groupIds().isEmpty()) {
            return chosen(page == null ? 0 : Integer.parseInt(page));
        }
        Map<String, String> query = Questions.paged(page, "200", "kind,nextPageToken,groups(" + FIELDS + ")");
        query.put("customer", settings.customer());
        String prefix = settings.groupQuery();
        if (prefix != null) {
            query.put("query", prefix);
        }
        return questions.ask(Asked.EVERYTHING, "groups", query, "groups", body -> {
            List<SourceGroup> groups = new ArrayList<>();
            for (JsonNode json : body.path("groups")) {
                SourceGroup group = group(json);
                if (settings.choosesGroup(group.name(), group.address())) {
                    groups.add(group);
                }
            }
            return new SourcePage<>(groups, Questions.next(body));
        });
    }

    private Future<SourcePage<SourceGroup>> chosen(int from) {
        List<String> ids = settings.groupIds();
        List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
        List<Future<Optional<SourceGroup>>> asked =
                some.stream().map(this::find).toList();
        return Future.all(asked).map(all -> {
            List<SourceGroup> found = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                Optional<SourceGroup> group = asked.get(i).result();
                if (group.isPresent()) {
                    found.add(group.get());
                } else {
                    gone.add(some.get(i));
                }
            }
            int next = from + some.size();
            return new SourcePage<>(found, next < ids.size() ? Integer.toString(next) : null, gone);
        });
    }

    private Future<Optional<SourceGroup>> find(String id) {
        return questions.askOne(
                GoogleApi.path("groups", id),
                Map.of("fields", "kind," + FIELDS),
                "group",
                body -> Optional.of(group(body)),
                Optional.empty());
    }

    private static SourceGroup group(JsonNode group) {
        String address = group.path("email").asText().strip().toLowerCase(Locale.ROOT);
        String name = group.path("name").asText().strip();
        return new SourceGroup(group.path("id").asText(), name.isEmpty() ? address : name, address);
    }

    /** Whether it is there and chosen: the settings name groups by id or by address. */
    Future<Boolean> isChosen(String id) {
        List<String> ids = settings.groupIds();
        return find(id).map(found -> found.isPresent()
                && (ids.isEmpty()
                        ? settings.choosesGroup(found.get().name(), found.get().address())
                        : ids.contains(id) || ids.contains(found.get().address())));
    }

    Future<SourcePage<SourceMember>> members(String groupId, @Nullable String page) {
        return questions.ask(
                Asked.ONE,
                GoogleApi.path("groups", groupId, "members"),
                Questions.paged(page, "200", MEMBERS_MASK),
                "members",
                body -> {
                    List<SourceMember> members = new ArrayList<>();
                    body.path("members").forEach(member -> members.add(member(member)));
                    return new SourcePage<>(members, Questions.next(body));
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

    /** Directly: Google answers about the members of one group alone. */
    Future<Boolean> has(String groupId, String key) {
        return questions.askOne(
                GoogleApi.path("groups", groupId, "members", key),
                Map.of("fields", "kind,id"),
                "member",
                body -> true,
                false);
    }

    /** Through groups in it too: Google refuses to say it of a user in another domain than the group's. */
    Future<Boolean> hasAtAnyDepth(String groupId, String key) {
        return questions.askOne(
                GoogleApi.path("groups", groupId, "hasMember", key),
                Map.of(),
                "",
                body -> body.path("isMember").asBoolean(false),
                false);
    }
}
