package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static dev.rollcall.server.conformance.ScimClient.atGroup;
import static dev.rollcall.server.conformance.ScimClient.fresh;
import static dev.rollcall.server.conformance.ScimClient.group;
import static dev.rollcall.server.conformance.ScimClient.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** POST, PUT and DELETE, and what of a body counts (RFC 7643 sections 2 to 4, RFC 7644 sections 3.3, 3.5.1 and 3.6). */
final class WriteIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    @FinePrint(1)
    @InBothModes
    void attributeNamesHaveNoCase(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String name = fresh();
        Answer created = scim.post(
                "/Users",
                "{'SCHEMAS':['" + ScimClient.USER + "'],'USERNAME':'" + name + "','Name':{'GIVENNAME':'Ada'}}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("userName").asText()).isEqualTo(name);
        assertThat(created.json().at("/name/givenName").asText()).isEqualTo("Ada");
    }

    @FinePrint(6)
    @InBothModes
    void ofSeveralPrimariesTheLastCountsWhereTheDirectoryIsTolerant(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        Answer answer = scim.post(
                "/Users",
                user(
                        fresh(),
                        "'emails':[{'value':'a@demo.example','primary':true},{'value':'b@demo.example','primary':true}]"));
        if (mode == Mode.STRICT) {
            assertError(answer, 400, "invalidValue");
            return;
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("emails"))
                .filteredOn(it -> it.path("primary").asBoolean())
                .hasSize(1);
    }

    @FinePrint(7)
    @InBothModes
    void nullAndTheEmptyListMeanNoValue(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode made =
                scim.made("'emails':[{'value':'a@demo.example'}]", "'phoneNumbers':[{'value':'1'}]", "'title':'Dr'");
        String name = made.path("userName").asText();
        JsonNode replaced = scim.put(at(made), user(name, "'emails':[]", "'phoneNumbers':null", "'title':null"))
                .json();
        for (String attribute : List.of("emails", "phoneNumbers", "title")) {
            assertThat(replaced.has(attribute)).as(attribute).isFalse();
        }
        assertThat(scim.get(at(made)).json()).isEqualTo(replaced);
    }

    @FinePrint(8)
    @InBothModes
    void schemasIsRequiredWhereTheDirectoryIsStrict(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String schemas : List.of("", "'schemas':[],")) {
            Answer answer = scim.post("/Users", "{" + schemas + "'userName':'" + fresh() + "'}");
            if (mode == Mode.STRICT) {
                assertError(answer, 400, "invalidSyntax");
            } else {
                assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                assertThat(answer.json().at("/schemas/0").asText()).isEqualTo(ScimClient.USER);
            }
        }
    }

    @FinePrint({9, 11})
    @InBothModes
    void idAndMetaAreTheServers(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        Answer created = scim.post(
                "/Users",
                user(
                        fresh(),
                        "'id':'mine'",
                        "'meta':{'resourceType':'Robot','created':'1999-01-01T00:00:00Z','version':'W/\\\"9\\\"',"
                                + "'location':'https://elsewhere.example/1'}"));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        JsonNode user = created.json();
        assertThat(user.path("id").asText()).isNotEqualTo("mine").doesNotContainIgnoringCase("bulkId");
        JsonNode meta = user.path("meta");
        assertThat(meta.path("resourceType").asText()).isEqualTo("User");
        assertThat(meta.path("created")).isEqualTo(meta.path("lastModified"));
        assertThat(meta.path("created").asText()).doesNotStartWith("1999");
        assertThat(meta.path("version").asText()).isEqualTo(created.header("ETag"));
        assertThat(meta.path("location").asText())
                .isEqualTo(scim.base() + at(user))
                .isEqualTo(scim.get(at(user)).header("Content-Location"));
    }

    @FinePrint(10)
    @InBothModes
    void anExternalIdIsCaseExactAndNobodysProperty(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        ScimClient other = DIRECTORIES.open(mode);
        String externalId = "Ext" + fresh();
        String one = scim.made("'externalId':'" + externalId + "'").path("id").asText();
        String two = scim.made("'externalId':'" + externalId + "'").path("id").asText();
        other.made("'externalId':'" + externalId + "'");
        assertThat(scim.find("externalId eq \"" + externalId + "\"")).containsExactlyInAnyOrder(one, two);
        assertThat(scim.find("externalId eq \"" + externalId.toLowerCase(java.util.Locale.ROOT) + "\""))
                .isEmpty();
    }

    @FinePrint(15)
    @InBothModes
    void theGroupsOfAUserAreChangedAtTheGroupOnly(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        String id = user.path("id").asText();
        JsonNode in = scim.madeGroup("In", "'members':[{'value':'" + id + "'}]");
        JsonNode out = scim.madeGroup("Out");
        JsonNode put = scim.put(
                        at(user),
                        user(
                                user.path("userName").asText(),
                                "'groups':[{'value':'" + out.path("id").asText() + "'}]"))
                .json();
        assertThat(put.path("groups"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("value")).isEqualTo(in.path("id")));
        assertThat(scim.get(atGroup(out)).json().has("members")).isFalse();
    }

    @FinePrint(20)
    @InBothModes
    void aCreatedResourceIsAnsweredWholeWithItsLocation(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (Answer created :
                List.of(scim.post("/Users", user(fresh(), "'title':'Dr'")), scim.post("/Groups", group("Whole")))) {
            assertThat(created.status()).isEqualTo(201);
            String location = created.header("Location");
            assertThat(location)
                    .isEqualTo(created.json().at("/meta/location").asText())
                    .startsWith(scim.base());
            assertThat(scim.get(location.substring(scim.base().length())).json())
                    .isEqualTo(created.json());
        }
    }

    @FinePrint(37)
    @InBothModes
    void putReplacesAndNeverCreates(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        assertError(scim.put("/Users/" + "0".repeat(8) + "-0000-7000-8000-000000000000", user(fresh())), 404, "");
        JsonNode made = scim.made("'title':'Dr'", "'nickName':'Ada'");
        String name = made.path("userName").asText();
        Answer replaced = scim.put(at(made), user(name, "'id':'other'", "'nickName':'Augusta'"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().has("title")).as("not named: cleared").isFalse();
        assertThat(replaced.json().path("nickName").asText()).isEqualTo("Augusta");
        assertThat(replaced.json().path("id")).isEqualTo(made.path("id"));
        assertError(scim.put(at(made), "{'schemas':['" + ScimClient.USER + "']}"), 400, "invalidValue");
    }

    @FinePrint(49)
    @InBothModes
    void whatIsDeletedIsGoneAndItsNameIsFree(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode made = scim.made();
        String name = made.path("userName").asText();
        Answer deleted = scim.delete(at(made));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertError(scim.get(at(made)), 404, "");
        assertError(scim.put(at(made), user(name)), 404, "");
        assertError(scim.patch(at(made), "{'op':'replace','path':'title','value':'x'}"), 404, "");
        assertError(scim.delete(at(made)), 404, "");
        assertThat(scim.find("userName eq \"" + name + "\"")).isEmpty();
        Answer again = scim.post("/Users", user(name));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isNotEqualTo(made.path("id"));
    }
}
