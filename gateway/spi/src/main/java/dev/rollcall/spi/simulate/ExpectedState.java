package dev.rollcall.spi.simulate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a directory holds after a run, user by user and group by group: the IdP's own model, to be compared with what the gateway
 * shows.
 *
 * @param users by userName, deactivated ones too: whether they are active
 * @param groups by displayName: the userNames of their members, deactivated ones too
 */
public record ExpectedState(Map<String, Boolean> users, Map<String, Set<String>> groups) {

    public ExpectedState {
        users = Map.copyOf(users);
        groups = groups.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, group -> Set.copyOf(group.getValue())));
    }

    static ExpectedState of(List<Person> people, Set<Person> inactive, List<Team> teams) {
        return new ExpectedState(
                people.stream().collect(Collectors.toMap(Person::userName, person -> !inactive.contains(person))),
                teams.stream()
                        .collect(Collectors.toMap(
                                Team::name,
                                team -> team.members().stream()
                                        .map(Person::userName)
                                        .collect(Collectors.toSet()))));
    }

    /** The active users of {@link Plan#ADMIN_GROUP}. */
    public Set<String> admins() {
        return groups.getOrDefault(Plan.ADMIN_GROUP, Set.of()).stream()
                .filter(userName -> users.getOrDefault(userName, false))
                .collect(Collectors.toSet());
    }

    /** What is otherwise elsewhere, one sentence each, in the order of names; empty when all is the same. */
    public List<String> differences(ExpectedState elsewhere) {
        Map<String, String> found = new TreeMap<>();
        for (String userName : union(users.keySet(), elsewhere.users.keySet())) {
            Boolean expected = users.get(userName);
            Boolean actual = elsewhere.users.get(userName);
            if (expected == null || !expected.equals(actual)) {
                found.put("user " + userName, state(actual) + ", expected " + state(expected));
            }
        }
        for (String name : union(groups.keySet(), elsewhere.groups.keySet())) {
            Set<String> expected = groups.get(name);
            Set<String> actual = elsewhere.groups.get(name);
            if (expected == null || actual == null) {
                found.put("group " + name, actual == null ? "is missing" : "is one too many");
            } else if (!expected.equals(actual)) {
                found.put(
                        "group " + name,
                        "lacks " + without(expected, actual) + " and has " + without(actual, expected) + " too many");
            }
        }
        return found.entrySet().stream()
                .map(difference -> difference.getKey() + ": " + difference.getValue())
                .toList();
    }

    private static String state(@Nullable Boolean active) {
        if (active == null) {
            return "not there";
        }
        return active ? "active" : "deactivated";
    }

    private static int without(Set<String> all, Set<String> others) {
        return (int) all.stream().filter(name -> !others.contains(name)).count();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
