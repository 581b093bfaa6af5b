package dev.rollcall.server.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.IdpTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a gateway shows at the end of a run with the identity provider's own model. */
public final class Comparison {

    private static final int PAGE = 100;
    private static final Map<String, String> HEADERS = Map.of("Accept", "application/scim+json");

    private Comparison() {}

    /**
     * What the directory shows over SCIM: all users, and all groups with their members.
     *
     * @throws IllegalStateException a list was refused
     */
    public static ExpectedState shown(IdpTransport wire) {
        Map<String, String> names = new HashMap<>();
        Map<String, Boolean> users = new HashMap<>();
        for (JsonNode user : all(wire, "/Users")) {
            names.put(user.path("id").asText(), user.path("userName").asText());
            users.put(user.path("userName").asText(), user.path("active").asBoolean());
        }
        Map<String, Set<String>> groups = new HashMap<>();
        for (JsonNode group : all(wire, "/Groups")) {
            Set<String> members = new HashSet<>();
            group.path("members").forEach(member -> {
                String id = member.path("value").asText();
                members.add(names.getOrDefault(id, id));
            });
            groups.put(group.path("displayName").asText(), members);
        }
        return new ExpectedState(users, groups);
    }

    /**
     * Of what is shown, the users and groups that the model has: a directory may hold those of other runs too, and such a group the
     * users of another run, whom the model has never heard of.
     */
    public static ExpectedState among(ExpectedState shown, ExpectedState model) {
        Map<String, Boolean> users = new HashMap<>(shown.users());
        users.keySet().retainAll(model.users().keySet());
        Map<String, Set<String>> groups = new HashMap<>(shown.groups());
        groups.keySet().retainAll(model.groups().keySet());
        groups.replaceAll((name, members) -> members.stream()
                .filter(member ->
                        model.users().containsKey(member) || !shown.users().containsKey(member))
                .collect(Collectors.toSet()));
        return new ExpectedState(users, groups);
    }

    private static List<JsonNode> all(IdpTransport wire, String endpoint) {
        List<JsonNode> all = new ArrayList<>();
        int total;
        do {
            String target = endpoint + "?startIndex=" + (all.size() + 1) + "&count=" + PAGE;
            IdpTransport.Answer answer = wire.send(new IdpTransport.Request("GET", target, HEADERS, null));
            JsonNode page = ScimJson.parse(answer.body().getBytes(StandardCharsets.UTF_8));
            total = page.path("totalResults").asInt();
            if (answer.status() != 200 || (page.path("Resources").isEmpty() && total > all.size())) {
                throw new IllegalStateException("GET " + target + " was answered with " + answer.status());
            }
            page.path("Resources").forEach(all::add);
        } while (all.size() < total);
        return all;
    }

    /**
     * Who is otherwise a member than the model says: active in the right role, suspended when deactivated, and nobody else. One
     * sentence each.
     *
     * @param members as the admin API lists those of the directory; addresses are userNames in a simulation
     */
    public static List<String> ofMembers(ExpectedState model, List<JsonNode> members) {
        Set<String> admins = model.admins();
        Map<String, String> actual = new HashMap<>();
        members.forEach(member -> actual.put(
                member.path("email").asText(),
                member.path("status").asText() + " " + member.path("role").asText()));
        List<String> differences = new ArrayList<>();
        model.users().forEach((userName, active) -> {
            String found = actual.getOrDefault(userName, "not there");
            String expected = active ? "active " + (admins.contains(userName) ? "admin" : "member") : "suspended";
            actual.remove(userName);
            if (!found.startsWith(expected)) {
                differences.add("member " + userName + ": " + found + ", expected " + expected);
            }
        });
        actual.forEach((email, found) -> differences.add("member " + email + ": " + found + ", expected not there"));
        return differences;
    }
}
