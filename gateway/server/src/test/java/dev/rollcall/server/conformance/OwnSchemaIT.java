package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.auth.Principal.Scope;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the characteristics of an attribute mean, on a schema of the directory's own (RFC 7643 sections 2.2 and 7). */
final class OwnSchemaIT {

    private static final String BADGES = "urn:example:params:scim:schemas:badges:2.0:User";

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    /** A directory whose users have a badge, given once, and a note of which nothing is said but the name. */
    private static ScimClient withBadges(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        String directory = scim.base().substring(scim.base().lastIndexOf('/') + 1);
        Answer defined = Http.request(
                        "PUT",
                        DIRECTORIES.gateway().url() + "/api/v1/organizations/demo/directories/" + directory
                                + "/schemas/" + BADGES)
                .bearer(DIRECTORIES.gateway().token(new Scope.Operator()))
                .body("{'name':'Badges','resourceType':'User','attributes':["
                        + "{'name':'note'},{'name':'badge','mutability':'immutable'}]}")
                .send();
        assertThat(defined.status()).as(defined.body()).isIn(200, 201);
        return scim;
    }

    @FinePrint(5)
    @InBothModes
    void whatADefinitionDoesNotSayHasItsDefault(Mode mode) {
        ScimClient scim = withBadges(mode);
        JsonNode note = scim.get("/Schemas/" + BADGES).json().at("/attributes/0");
        assertThat(note.path("type").asText()).isEqualTo("string");
        assertThat(note.path("multiValued").asBoolean(true)).isFalse();
        assertThat(note.path("required").asBoolean(true)).isFalse();
        assertThat(note.path("caseExact").asBoolean(true)).isFalse();
        assertThat(note.path("mutability").asText()).isEqualTo("readWrite");
        assertThat(note.path("returned").asText()).isEqualTo("default");
        assertThat(note.path("uniqueness").asText()).isEqualTo("none");

        JsonNode one = scim.made();
        JsonNode two = scim.made();
        for (JsonNode user : new JsonNode[] {one, two}) {
            JsonNode noted = scim.patch(at(user), "{'op':'add','path':'" + BADGES + ":note','value':'Twice'}")
                    .json();
            assertThat(noted.path(BADGES).path("note").asText()).isEqualTo("Twice");
        }
        assertThat(scim.find(BADGES + ":note eq \"tWICE\""))
                .containsExactlyInAnyOrder(
                        one.path("id").asText(), two.path("id").asText());
    }

    @FinePrint(43)
    @InBothModes
    void anImmutableAttributeIsGivenOnce(Mode mode) {
        ScimClient scim = withBadges(mode);
        String user = at(scim.made());
        String add = "{'op':'add','path':'" + BADGES + ":badge','value':'%s'}";
        Answer given = scim.patch(user, add.formatted("B-1"));
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertError(scim.patch(user, add.formatted("B-2")), 400, "mutability");
        Answer now = scim.get(user);
        assertThat(now.json().path(BADGES).path("badge").asText()).isEqualTo("B-1");
        assertThat(now.header("ETag")).isEqualTo(given.header("ETag"));
    }
}
