package dev.rollcall.adapters.entra.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.spi.simulate.IdpClient;
import dev.rollcall.spi.simulate.Reply;
import dev.rollcall.spi.simulate.ScriptRunner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares everything that the gateway holds with everything that was sent to it. Users are read page by page, as
 * Entra's account discovery does it; members of groups are read too, which Entra itself never does.
 */
final class EntraAudit {

    private static final int PAGE = 100;

    private final IdpClient line;
    private final ScriptRunner crew;
    private final EntraTenant tenant;
    private final Set<String> before = new HashSet<>();

    EntraAudit(IdpClient line, ScriptRunner crew, EntraTenant tenant) {
        this.line = line;
        this.crew = crew;
        this.tenant = tenant;
    }

    /** Takes note of who is there already. */
    void begin() {
        before.addAll(discover().keySet());
    }

    void compare() {
        compareUsers(discover());
        crew.each(tenant.teams().stream().filter(EntraTeam::isLinked).toList(), this::compareMembers);
    }

    /** A user that was purged is not there any more. */
    void checkGone(String id) {
        crew.each(List.of("/Users/" + id), target -> line.get(target).expect(404));
    }

    private void compareUsers(Map<String, Shown> shown) {
        List<EntraAccount> linked =
                tenant.accounts().stream().filter(EntraAccount::isLinked).toList();
        crew.each(linked, account -> {
            Shown user = shown.get(account.id());
            if (user == null) {
                line.get("/Users/" + account.id()).demand(false, "a user is not among all users");
            } else {
                compare(account, user);
            }
        });
        Map<String, Shown> strangers = new HashMap<>(shown);
        strangers.keySet().removeAll(before);
        linked.forEach(account -> strangers.remove(account.id()));
        crew.each(
                List.copyOf(strangers.values()),
                stranger -> stranger.page().demand(false, "there is a user who was never sent"));
    }

    private static void compare(EntraAccount account, Shown shown) {
        Reply page = shown.page();
        JsonNode user = shown.user();
        page.demand(user.path("active").asBoolean() == account.isActive(), "active is otherwise than told");
        is(account.person().userName(), user.path("userName"), page, "userName");
        is(account.person().displayName(), user.path("displayName"), page, "displayName");
        is(account.person().title(), user.path("title"), page, "title");
        is(account.externalId(), user.path("externalId"), page, "externalId");
        String manager = account.toldManager();
        if (manager != null) {
            is(manager, user.path(EntraProfile.ENTERPRISE).path("manager").path("value"), page, "manager");
        }
    }

    private static void is(String told, JsonNode shown, Reply page, String attribute) {
        page.demand(told.equals(shown.asText()), attribute + " is otherwise than told");
    }

    /** One that was there before may hold more. */
    private void compareMembers(EntraTeam team) {
        Reply reply = line.get("/Groups/" + team.id()).expect(200);
        Set<String> shown = new HashSet<>(reply.resource().path("members").findValuesAsText("value"));
        Set<String> told = team.toldMembers().stream()
                .filter(EntraAccount::isLinked)
                .map(EntraAccount::id)
                .collect(Collectors.toSet());
        is(team.name(), reply.resource().path("displayName"), reply, "displayName");
        reply.demand(shown.containsAll(told), "a member is missing");
        shown.removeAll(told);
        reply.demand(
                shown.isEmpty() || (team.isOlder() && before.containsAll(shown)),
                "a user who was never sent is a member");
    }

    private record Shown(JsonNode user, Reply page) {}

    private Map<String, Shown> discover() {
        Map<String, Shown> users = new HashMap<>();
        crew.each(List.of(users), this::discover);
        return users;
    }

    private void discover(Map<String, Shown> users) {
        int start = 1;
        Reply page;
        do {
            Reply current = line.get("/Users?startIndex=" + start + "&count=" + PAGE);
            List<JsonNode> listed = current.listed();
            listed.forEach(user -> users.put(user.path("id").asText(), new Shown(user, current)));
            start += PAGE;
            page = current;
        } while (start <= page.total());
        page.demand(users.size() == page.total(), "the pages hold other users than there are");
    }
}
