package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.Faults.Fault;
import dev.rollcall.adapters.google.simulate.tenant.GoogleGroup;
import dev.rollcall.adapters.google.simulate.tenant.GoogleGroup.Entry;
import dev.rollcall.adapters.google.simulate.tenant.GoogleUser;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.adapters.google.simulate.tenant.TenantLists;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Serves the Directory API's reads of users, groups and members, page by page. */
final class DirectoryApi {

    private static final String SCOPE = "https://www.googleapis.com/auth/admin.directory.";
    private static final int MOST_USERS = 500;
    private static final int MOST = 200;
    private static final int USUAL_USERS = 100;

    private final Tenant tenant;
    private final TenantLists lists;

    DirectoryApi(Tenant tenant) {
        this.tenant = tenant;
        this.lists = new TenantLists(tenant);
    }

    /**
     * One call.
     *
     * @param path below the root of the API
     * @param fault what goes wrong with the items of a page
     */
    record Call(String path, Map<String, String> query, TokenDesk.Grant grant, Fault fault, Faults faults) {

        int size(int usual, int most) {
            try {
                return Math.max(1, Math.min(most, Integer.parseInt(query.getOrDefault("maxResults", "" + usual))));
            } catch (NumberFormatException e) {
                return usual;
            }
        }

        /** The custom schemas that are asked for. */
        Set<String> schemas() {
            return query.getOrDefault("projection", "basic").equals("custom")
                    ? Set.of(query.getOrDefault("customFieldMask", "").split(","))
                    : Set.of();
        }

        boolean may(String... scopes) {
            return List.of(scopes).stream()
                    .anyMatch(scope -> grant.scopes().contains(SCOPE + scope)
                            || grant.scopes().contains(SCOPE + scope + ".readonly"));
        }
    }

    Answer answer(Call call) {
        List<String> path = List.of(call.path().split("/")).stream()
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        return switch (path.get(0)) {
            case "users" -> users(call, path);
            case "groups" -> groups(call, path);
            case "customer" -> Answer.ok(Shapes.list("organizationUnits", JsonNodeFactory.instance.arrayNode()));
            default -> Answer.error(404, "global", "notFound", "Not Found");
        };
    }

    private Answer users(Call call, List<String> path) {
        if (!call.may("user")) {
            return notAuthorized();
        }
        if (path.size() == 1) {
            Answer wrong = wrongCustomer(call);
            return wrong != null ? wrong : listUsers(call);
        }
        GoogleUser user = tenant.user(path.get(1));
        if (user != null && user.deleted()) {
            return Answer.error(412, "global", "conditionNotMet", "User is deleted.");
        }
        if (user != null) {
            return Answer.ok(Shapes.user(user, call.schemas()));
        }
        return tenant.group(path.get(1)) != null
                ? Answer.error(400, "global", "badRequest", "Type not supported: userKey")
                : Answer.error(404, "global", "notFound", "Resource Not Found: userKey");
    }

    private Answer listUsers(Call call) {
        boolean deleted = "true".equals(call.query().get("showDeleted"));
        String domain = call.query().get("domain");
        return Pages.of(
                call,
                "users",
                call.size(USUAL_USERS, MOST_USERS),
                (behind, most) -> lists.usersBehind(behind, most, deleted),
                GoogleUser::id,
                user -> domain != null && !user.primaryEmail().endsWith("@" + domain)
                        ? null
                        : Shapes.user(user, call.schemas()));
    }

    /** Neither of the two is 400; a service account that acts for itself belongs to no customer of its own. */
    private static @Nullable Answer wrongCustomer(Call call) {
        String customer = call.query().get("customer");
        if (customer == null) {
            return call.query().containsKey("domain") ? null : Answer.error(400, "global", "badRequest", "Bad Request");
        }
        boolean isOwn = customer.equals("my_customer") && call.grant().subject() != null;
        if (isOwn || customer.equals(Tenant.CUSTOMER)) {
            return null;
        }
        return customer.equals("my_customer")
                ? Answer.error(400, "global", "invalid", "Invalid Input")
                : Answer.error(404, "global", "notFound", "Domain not found.");
    }

    private Answer groups(Call call, List<String> path) {
        if (!call.may("group") && !(path.size() > 2 && call.may("group.member"))) {
            return notAuthorized();
        }
        if (path.size() == 1) {
            Answer wrong = wrongCustomer(call);
            return wrong != null ? wrong : listGroups(call);
        }
        GoogleGroup group = tenant.group(path.get(1));
        if (group == null) {
            return Answer.error(404, "global", "notFound", "Resource Not Found: groupKey");
        }
        if (group.foreign()) {
            return notAuthorized();
        }
        if (path.size() == 2) {
            return Answer.ok(Shapes.group(group));
        }
        if (path.get(2).equals("hasMember") && path.size() == 4) {
            return hasMember(group, path.get(3));
        }
        if (path.size() == 4) {
            return tenant.members()
                    .find(group, path.get(3))
                    .map(entry -> Answer.ok(Shapes.member(tenant.members().shown(entry), false)))
                    .orElseGet(() -> Answer.error(404, "global", "notFound", "Resource Not Found: memberKey"));
        }
        return listMembers(call, group);
    }

    /** Google says of a user in another domain than the group's whether they are a direct member, and no more. */
    private Answer hasMember(GoogleGroup group, String key) {
        boolean isDirect = tenant.members().find(group, key).isPresent();
        return isDirect || tenant.members().isOfItsDomain(group, key)
                ? Answer.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("isMember", isDirect || tenant.members().isIn(group, key)))
                : Answer.error(400, "global", "invalid", "Invalid Input: memberKey");
    }

    private Answer listGroups(Call call) {
        String query = call.query().getOrDefault("query", "");
        return Pages.of(
                call,
                "groups",
                call.size(MOST, MOST),
                lists::groupsBehind,
                GoogleGroup::id,
                group -> matches(group, query) ? Shapes.group(group) : null);
    }

    private static boolean matches(GoogleGroup group, String query) {
        if (query.startsWith("email:")) {
            return starts(group.email(), query.substring(6));
        }
        return !query.startsWith("name:") || starts(group.name(), query.substring(5));
    }

    private static boolean starts(String text, String pattern) {
        String prefix = pattern.replace("'", "").replace("*", "");
        return text.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
    }

    private Answer listMembers(Call call, GoogleGroup group) {
        int size = call.size(MOST, MOST);
        int from = 0;
        String token = call.query().get("pageToken");
        if (token != null) {
            String behind = Pages.open("members" + group.id(), token);
            if (behind == null) {
                return Pages.badToken();
            }
            from = Integer.parseInt(behind);
        }
        List<Entry> entries =
                call.fault() == Fault.EMPTY_PAGE ? List.of() : tenant.members().of(group, from, size);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (Entry entry : entries) {
            if (call.fault() != Fault.PARTIAL || !call.faults().isMissing()) {
                GoogleUser user = entry.type().equals("USER") ? tenant.user(entry.id()) : null;
                items.add(Shapes.member(tenant.members().shown(entry), user != null && user.suspended()));
            }
        }
        ObjectNode body = Shapes.list("members", items);
        if (entries.size() == size || call.fault() == Fault.EMPTY_PAGE) {
            body.put("nextPageToken", Pages.seal("members" + group.id(), Integer.toString(from + entries.size())));
        }
        return Answer.ok(body);
    }

    private static Answer notAuthorized() {
        return Answer.error(403, "global", "forbidden", "Not Authorized to access this resource/api");
    }
}
