package dev.rollcall.core;

import static dev.rollcall.core.House.createOf;
import static dev.rollcall.core.House.deleteOf;
import static dev.rollcall.core.House.patchOf;
import static dev.rollcall.core.House.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 13: the events of a group stay small, however many members it has; none of them is left out. */
final class LargeGroupEventsIT {

    private static final int MEMBERS = 100_000;

    /** Characters of one event, as docs/events.md tells them. */
    private static final int LARGEST = 5_000;

    private static House house;
    private static UUID directory;

    @BeforeAll
    static void open() {
        house = new House();
        directory = house.directory();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static UUID group(String name, int members, String padding) {
        String refs = IntStream.range(0, members)
                .mapToObj(i -> "{\"value\":\"" + name + "-" + i + padding + "\"}")
                .collect(Collectors.joining(","));
        return stored(house.apply(
                        directory,
                        createOf(CoreTypes.GROUP, "{\"displayName\":\"" + name + "\",\"members\":[" + refs + "]}")))
                .id();
    }

    /** How many events of the group there are, how many characters the largest has, and how many members they name. */
    private static String events(UUID group, String type, String field) {
        return house.sql("""
            SELECT count(*), coalesce(max(length(data::text)), 0) < %d, coalesce(sum(jsonb_array_length(data -> '%s')), 0),
                   (SELECT count(DISTINCT v) FROM event e, jsonb_array_elements_text(e.data -> '%2$s') v
                    WHERE e.subject_id = $1 AND e.type = $2)
            FROM event WHERE subject_id = $1 AND type = $2
            """.formatted(LARGEST, field), group, type).get(0);
    }

    @Test
    @DisplayName("Issue 13: those who join and leave a group of 100,000 are told in events of a hundred")
    void aLargeGroupIsToldInSmallEvents() {
        UUID group = group("large", MEMBERS, "");
        assertThat(events(group, "group.members_changed", "added"))
                .isEqualTo(MEMBERS / 100 + " true " + MEMBERS + " " + MEMBERS);
        long last = lastEvent();
        house.apply(
                directory,
                patchOf(
                        CoreTypes.GROUP,
                        group,
                        "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"one more\"}]}]"));
        assertThat(eventsAfter(last)).containsExactly("group.members_changed");
        house.apply(directory, patchOf(CoreTypes.GROUP, group, "[{\"op\":\"remove\",\"path\":\"members\"}]"));
        assertThat(events(group, "group.members_changed", "removed"))
                .isEqualTo((1 + 1 + MEMBERS / 100 + MEMBERS / 100) + " true " + (MEMBERS + 1) + " " + (MEMBERS + 1));
    }

    @Test
    @DisplayName("Issue 13: long ids make events of fewer members; the end of a group is one event")
    void longIdsMakeEventsOfFewerMembers() {
        UUID group = group("long", 1_000, "x".repeat(450));
        assertThat(events(group, "group.members_changed", "added")).isEqualTo("125 true 1000 1000");
        long last = lastEvent();
        house.apply(directory, deleteOf(CoreTypes.GROUP, group));
        assertThat(eventsAfter(last)).containsExactly("group.deleted");
    }

    private static long lastEvent() {
        return Long.parseLong(house.sql("SELECT last_event FROM organization WHERE org_id = $1", house.orgId)
                .get(0));
    }

    private static List<String> eventsAfter(long last) {
        return house.sql("SELECT type FROM event WHERE org_id = $1 AND seq > $2 ORDER BY seq", house.orgId, last);
    }
}
