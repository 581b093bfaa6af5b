package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Long lists, of which a command shows a part: it says how they go on, and goes on there. */
final class PartsOfListsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Pattern MORE = Pattern.compile("There are more\\. See them with: (--after \\S+)\n");

    private final Path home;
    private GatewayCommands typed;

    PartsOfListsIT(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void theOperatorSitsDown() {
        typed = new GatewayCommands(GATEWAY, home);
    }

    private JsonNode json(String line) throws JsonProcessingException {
        return new JsonMapper().readTree(typed.run(line + " --json"));
    }

    /** The items of all parts with one item each; {@code next} leads from one to the next. */
    private List<JsonNode> oneByOne(String line, String items) throws JsonProcessingException {
        List<JsonNode> found = new ArrayList<>();
        JsonNode part = json(line + " --limit 1");
        part.path(items).forEach(found::add);
        while (part.path("next").isTextual()) {
            part = json(line + " --limit 1 --after " + part.path("next").asText());
            assertThat(part.path(items)).hasSize(1);
            part.path(items).forEach(found::add);
        }
        return found;
    }

    /** How many tables there are with one item each, by what stands below them. */
    private int tables(String line) {
        int tables = 1;
        Matcher more = MORE.matcher(typed.run(line + " --limit 1"));
        while (more.find()) {
            tables++;
            more = MORE.matcher(typed.run(line + " --limit 1 " + more.group(1)));
        }
        return tables;
    }

    @Test
    @DisplayName("A list that is cut off has next and says how it goes on; one that is complete does neither")
    void aPartSaysHowItsListGoesOn() throws JsonProcessingException {
        typed.run("org create acme Acme");
        for (String name : List.of("ada", "bob", "eve")) {
            typed.run("member invite " + name + "@acme.example --org acme");
            typed.run("operator-token issue " + name);
            typed.run("sign-in --subject " + name + " --org acme");
        }
        for (String list : List.of(
                "members --org acme",
                "member list --org acme",
                "seat ledger --org acme",
                "audit --org acme",
                "audit --org acme --action invite",
                "events --org acme",
                "events --all --type member.*",
                "sign-in list --org acme",
                "operator-token list")) {
            JsonNode whole = json(list);
            assertThat(whole.path("items")).as(list).hasSizeGreaterThanOrEqualTo(3);
            assertThat(whole.has("next")).as(list).isFalse();
            assertThat(typed.run(list)).as(list).doesNotContain("There are more");

            assertThat(oneByOne(list, "items")).as(list).containsExactlyElementsOf(whole.path("items"));
            assertThat(tables(list)).as(list).isEqualTo(whole.path("items").size());
            assertThat(json(list + " --limit " + whole.path("items").size()).has("next"))
                    .as(list)
                    .isFalse();
        }
        assertThat(typed.refused("members --org acme --after ada")).contains("cursor");
    }

    @Test
    @DisplayName("A preview goes on likewise, with the same people")
    void aPreviewGoesOn() throws JsonProcessingException {
        String base =
                json("directory create custom --name Ours").path("scimUrl").asText();
        String token = typed.run("token issue Ours").strip();
        for (String name : List.of("ada", "bob", "eve")) {
            Http.request("POST", base + "/Users")
                    .bearer(token)
                    .body("""
                        {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s@demo.example',
                         'emails':[{'value':'%1$s@demo.example','primary':true}],'active':true}
                        """.formatted(name))
                    .send();
        }
        List<JsonNode> people = oneByOne("preview Ours", "people");
        assertThat(people)
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(json("preview Ours").path("people"));
        assertThat(tables("preview Ours")).isEqualTo(3);
        assertThat(typed.run("preview Ours")).doesNotContain("There are more");
    }
}
