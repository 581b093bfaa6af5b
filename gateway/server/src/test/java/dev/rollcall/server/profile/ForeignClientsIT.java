package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.RunningGateway;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that were written elsewhere lead users and groups through a life, and the gateway has what they wanted. */
final class ForeignClientsIT {

    private static final int PEOPLE = 250;

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private interface Maker {
        ForeignClient make(String base, String token);
    }

    static Stream<Arguments> clients() {
        return Stream.of(
                arguments("custom", "Ping SCIM 2 SDK", "{'response':{'discovery':'core'}}", PingClient::new),
                arguments("custom", "SCIM-SDK", "{'response':{'patch':{'group':'resource'}}}", ScimSdkClient::new),
                arguments("midpoint", "ConnId, PUT", "{}", (base, token) -> new ConnIdClient(base, token, "PUT")),
                arguments("midpoint", "ConnId, PATCH", "{}", (base, token) -> new ConnIdClient(base, token, "PATCH")));
    }

    private static Arguments arguments(String preset, String name, String profile, Maker maker) {
        return Arguments.of(preset, name, profile, maker);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("clients")
    @DisplayName(
            "UNBOUNDID-01, SCIMSDK-01, CONNID-07: create, read, filter, replace, patch, delete, pages, groups, bulk")
    void aLifeOfUsersAndGroups(String preset, String name, String profile, Maker maker) {
        CustomClient directory = new CustomClient(GATEWAY, preset);
        directory.profile(profile);
        ForeignClient client = maker.make(directory.base(), directory.token());
        client.probe();

        String ada = client.create("ada@demo.example", "ada@demo.example");
        String bob = client.create("bob@demo.example", "bob@demo.example");
        assertThat(client.find("ada@demo.example")).contains(ada);
        assertThat(client.find("nobody@demo.example")).isEmpty();

        client.replace(ada, "ada@demo.example", "ada@demo.example", "Ada L.");
        assertThat(client.displayName(ada)).contains("Ada L.");
        JsonNode replaced = directory.get("/Users/" + ada);
        assertThat(replaced.at("/emails/0/value").asText()).isEqualTo("ada@demo.example");
        assertThat(replaced.path("active").asBoolean()).isTrue();

        client.setTitle(ada, "Lead");
        JsonNode titled = directory.get("/Users/" + ada);
        assertThat(titled.path("title").asText()).isEqualTo("Lead");
        assertThat(titled.path("displayName").asText()).isEqualTo("Ada L.");

        String group = client.createGroup("Staff", List.of(ada));
        assertThat(members(directory, group)).containsExactly(ada);
        client.setMembers(group, "Staff", List.of(ada, bob));
        assertThat(members(directory, group)).containsExactlyInAnyOrder(ada, bob);
        client.rename(group, "All staff");
        assertThat(directory.get("/Groups/" + group).path("displayName").asText())
                .isEqualTo("All staff");
        assertThat(members(directory, group)).containsExactlyInAnyOrder(ada, bob);
        client.setMembers(group, "All staff", List.of(bob));
        assertThat(members(directory, group)).containsExactly(bob);

        client.deactivate(bob);
        assertThat(directory.get("/Users/" + bob).path("active").asBoolean(true))
                .as("R28")
                .isFalse();
        client.delete(bob);
        assertThat(directory.send("GET", "/Users/" + bob, "").status()).isEqualTo(404);
        client.deleteGroup(group);
        assertThat(directory.send("GET", "/Groups/" + group, "").status()).isEqualTo(404);

        everybodyIsFoundPageByPage(directory, client, ada);
    }

    private static void everybodyIsFoundPageByPage(CustomClient directory, ForeignClient client, String ada) {
        Set<String> ids = new HashSet<>(Set.of(ada));
        List<String> several = IntStream.range(0, 20).mapToObj(i -> "bulk" + i).toList();
        int made = client.bulk(several);
        assertThat(made).isIn(0, several.size());
        IntStream.range(0, made).forEach(i -> ids.add(client.find("bulk" + i).orElseThrow()));
        IntStream.range(ids.size(), PEOPLE).forEach(i -> ids.add(directory.user("p" + i)));
        assertThat(client.all(50)).containsExactlyInAnyOrderElementsOf(ids).hasSize(PEOPLE);
        assertThat(client.all(60)).hasSize(PEOPLE);
    }

    private static List<String> members(CustomClient directory, String group) {
        return directory.get("/Groups/" + group).path("members").findValuesAsText("value");
    }
}
