package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScimPathsTest {

    private static final List<String> SEGMENTS = List.of(
            "", "scim", "v2", "v", "Users", "users", "Groups", "Bulk", "Me", "Users.scim", ".scim", "1f0a", "Searches");

    private static final int MOST_SEGMENTS = 5;

    @ParameterizedTest
    @CsvSource({
        "/scim/d1/Users, /scim/d1/Users",
        "/scim/v2/d1/Users/7, /scim/v2/d1/Users/7",
        "/scim/d1/users/7, /scim/d1/Users/7",
        "/scim//d1/GROUPS, /scim/d1/Groups",
        "/scim/d1/Users.scim, /scim/d1/Users",
        "/scim/d1/Users/7.scim, /scim/d1/Users/7",
        "/scim/d1/v2/Users, /scim/d1/Users",
        "/scim/v2/d1/scim/v2/Users, /scim/v2/d1/Users"
    })
    void aSpellingMeansAnAddressOfTheRouteTable(String sent, String meant) {
        assertThat(ScimPaths.straight(sent)).isEqualTo(meant);
    }

    @Test
    void whatIsFoundStraightAtOnceMeansNoOtherAddress() {
        List<String> paths = new ArrayList<>(List.of("/scim"));
        List<String> straight = new ArrayList<>();
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            List<String> longer = new ArrayList<>();
            for (String path : paths) {
                SEGMENTS.forEach(segment -> longer.add(path + "/" + segment));
            }
            longer.stream().filter(ScimPaths::isStraight).forEach(straight::add);
            if (i < MOST_SEGMENTS - 1) {
                paths = longer;
            }
        }

        assertThat(straight).contains("/scim/1f0a/Users", "/scim/v2/1f0a/Groups/1f0a");
        assertThat(straight)
                .allSatisfy(path -> assertThat(ScimPaths.straight(path)).isEqualTo(path));
    }
}
