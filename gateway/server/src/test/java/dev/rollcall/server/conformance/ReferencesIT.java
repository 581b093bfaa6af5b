package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.ENTERPRISE;
import static dev.rollcall.server.conformance.ScimClient.GROUP;
import static dev.rollcall.server.conformance.ScimClient.USER;
import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static dev.rollcall.server.conformance.ScimClient.atGroup;
import static dev.rollcall.server.conformance.ScimClient.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What resources say of each other: members, groups, managers (RFC 7643 sections 4.1.2, 4.2, 4.3), and what schemas say of that. */
final class ReferencesIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }

    private static JsonNode named(JsonNode attributes, String name) {
        return StreamSupport.stream(attributes.spliterator(), false)
                .filter(attribute -> attribute.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** C6. */
    @FinePrint(69)
    @InBothModes
    void whatIsReferredToHasItsAddress(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode boss = scim.made();
        Answer made = scim.post(
                "/Users",
                "{'schemas':['" + USER + "','" + ENTERPRISE + "'],'userName':'" + fresh() + "','" + ENTERPRISE
                        + "':{'manager':{'value':'" + id(boss) + "','$ref':'https://elsewhere.example/1'}}}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonNode user = made.json();
        String address = scim.base() + "/Users/";
        assertThat(user.path(ENTERPRISE).at("/manager/$ref").asText()).isEqualTo(address + id(boss));
        JsonNode inner = scim.madeGroup("Inner " + fresh());
        JsonNode group = scim.madeGroup(
                "Team " + fresh(),
                "'members':[{'value':'" + id(user) + "'},{'value':'" + id(inner)
                        + "','type':'Group'},{'value':'nobody'}]");
        for (JsonNode shown : List.of(group, scim.get(atGroup(group)).json())) {
            assertThat(shown.path("members")).hasSize(3);
            shown.path("members").forEach(member -> {
                String value = member.path("value").asText();
                String expected = value.equals(id(user))
                        ? address + value
                        : value.equals(id(inner)) ? scim.base() + "/Groups/" + value : "";
                assertThat(member.path("$ref").asText()).isEqualTo(expected);
            });
        }
        JsonNode of = scim.get(at(user)).json().at("/groups/0");
        assertThat(of.path("$ref").asText()).isEqualTo(scim.base() + "/Groups/" + id(group));
        assertThat(Http.get(of.path("$ref").asText())
                        .bearer(scim.token())
                        .send()
                        .status())
                .isEqualTo(200);
        JsonNode few =
                scim.get(atGroup(group) + "?attributes=members.value").json().at("/members/0");
        assertThat(few.has("$ref")).isFalse();
        JsonNode only =
                scim.get(atGroup(group) + "?attributes=members.$ref").json().path("members");
        assertThat(only).hasSize(2);
        assertThat(scim.get(at(user) + "?excludedAttributes=groups.$ref")
                        .json()
                        .at("/groups/0")
                        .has("$ref"))
                .isFalse();
    }

    /** C6: nothing is found by an address, and that is said. */
    @FinePrint(69)
    @InBothModes
    void nothingIsFoundByAnAddressAndThatIsSaid(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String filter : List.of(
                "groups.$ref pr",
                "groups[$ref pr]",
                "groups.$ref eq \"x\"",
                "not (groups.$ref eq \"x\")",
                "manager.$ref eq \"x\"",
                "manager[$ref ne \"x\"]",
                "meta.location eq \"x\"")) {
            assertError(scim.search("Users", filter), 400, "invalidFilter");
        }
        assertError(scim.search("Groups", "members.$ref eq \"x\""), 400, "invalidFilter");
    }

    /** C9. */
    @FinePrint(70)
    @InBothModes
    void aUserIsInTheGroupsThatTheirGroupsAreIn(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        JsonNode inner = scim.madeGroup("Inner " + fresh(), "'members':[{'value':'" + id(user) + "'}]");
        JsonNode outer = scim.madeGroup("Outer " + fresh(), "'members':[{'value':'" + id(inner) + "'}]");
        JsonNode groups = scim.get(at(user)).json().path("groups");
        assertThat(groups)
                .extracting(group ->
                        group.path("value").asText() + " " + group.path("type").asText())
                .containsExactlyInAnyOrder(id(inner) + " direct", id(outer) + " indirect");
        assertThat(scim.find("groups.value eq \"" + id(outer) + "\"")).containsExactly(id(user));
        assertThat(scim.find("groups eq \"" + id(outer) + "\"")).containsExactly(id(user));
        scim.put(
                atGroup(inner),
                ScimClient.group(
                        inner.path("displayName").asText(),
                        "'members':[{'value':'" + id(user) + "'},{'value':'" + id(outer) + "'}]"));
        assertThat(scim.get(at(user)).json().path("groups"))
                .as("a circle does no harm")
                .hasSize(2);
        scim.delete(atGroup(outer));
        assertThat(scim.get(at(user)).json().path("groups")).hasSize(1);
        assertThat(scim.find("groups.value eq \"" + id(outer) + "\"")).isEmpty();
    }

    /** C11, C12. */
    @FinePrint(16)
    @InBothModes
    void theTypeOfAMemberThatNamesNobodyYetIsKeptAndADisplayIsTheServers(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made("'displayName':'Ada'");
        JsonNode group = scim.madeGroup(
                "Team " + fresh(),
                "'members':[{'value':'g-1','type':'Group'},{'value':'u-1','type':'User','display':'A Name'},"
                        + "{'value':'x-1'},{'value':'" + id(user) + "','display':'The Countess'}]");
        JsonNode members = scim.get(atGroup(group)).json().path("members");
        assertThat(members)
                .extracting(member -> member.path("value").asText() + " "
                        + member.path("type").asText() + " "
                        + member.path("display").asText())
                .containsExactlyInAnyOrder("g-1 Group ", "u-1 User ", "x-1  ", id(user) + " User Ada");
        scim.post("/Users", ScimClient.user("g-1", "'externalId':'x-1'"));
        assertThat(scim.get(atGroup(group)).json().path("members"))
                .as("who came has their membership; a group of that name is still awaited")
                .extracting(member -> member.path("value").asText() + " "
                        + member.path("type").asText())
                .contains("g-1 Group")
                .doesNotContain("x-1 ");
        JsonNode attributes = scim.get("/Schemas/" + GROUP).json().path("attributes");
        JsonNode subs = named(attributes, "members").path("subAttributes");
        assertThat(named(subs, "display").path("mutability").asText()).isEqualTo("readOnly");
        for (String immutable : List.of("value", "type", "$ref")) {
            assertThat(named(subs, immutable).path("mutability").asText()).isEqualTo("immutable");
        }
    }

    /** C7, C16. */
    @FinePrint(65)
    @InBothModes
    void whatIsUniqueIsPublishedAsThat(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode schema = scim.get("/Schemas/" + GROUP).json();
        String name = "Twice " + fresh();
        scim.madeGroup(name);
        int again = scim.post("/Groups", ScimClient.group(name)).status();
        assertThat(named(schema.path("attributes"), "displayName")
                        .path("uniqueness")
                        .asText())
                .isEqualTo(again == 409 ? "server" : "none");
        assertThat(again).isEqualTo(mode == Mode.STRICT ? 201 : 409);
        assertThat(scim.get("/Schemas/" + USER).json().path("description").asText())
                .isEqualTo("User Account");
        assertThat(scim.get("/ResourceTypes/User").json().path("description").asText())
                .isEqualTo("User Account");
        assertThat(schema.path("description").asText()).isEqualTo("Group");
        assertThat(scim.get("/Schemas/" + ENTERPRISE).json().path("description").asText())
                .isEqualTo("Enterprise User");
    }

    /** U7. */
    @Test
    void anEntraDirectoryListsNoAttributeThatTestSchemaRefuses() {
        String base = DIRECTORIES.gateway().url() + "/scim/v2/"
                + DIRECTORIES.gateway().directory("entra").id();
        JsonNode attributes = Http.get(base + "/Schemas/" + USER)
                .bearer(DIRECTORIES.gateway().credential("entra"))
                .send()
                .json()
                .path("attributes");
        assertThat(attributes)
                .extracting(attribute -> attribute.path("name").asText())
                .contains("emails", "userName")
                .doesNotContain("password");
        assertThat(named(attributes, "emails").path("subAttributes"))
                .extracting(sub -> sub.path("name").asText())
                .containsExactlyInAnyOrder("value", "type");
        assertThat(named(attributes, "phoneNumbers").path("subAttributes"))
                .extracting(sub -> sub.path("name").asText())
                .contains("value", "type");
    }
}
