package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Filters (RFC 7644 section 3.4.2.2). */
final class FilterIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }

    @FinePrint({1, 2})
    @InBothModes
    void namesAndOperatorsHaveNoCase(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        String name = user.path("userName").asText();
        assertThat(scim.find("USERNAME Eq \"" + name + "\"")).containsExactly(id(user));
        assertThat(scim.find("username EQ \"" + name + "\" AND NOT (TITLE PR)")).containsExactly(id(user));
    }

    @FinePrint(4)
    @InBothModes
    void aNameMayCarryItsSchemasUrnInAnyCase(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made("'name':{'givenName':'Qualified" + mode + "'}");
        scim.patch(
                at(user), "{'op':'add','path':'" + ScimClient.ENTERPRISE + ":employeeNumber','value':'E" + mode + "'}");
        assertThat(scim.find("urn:IETF:params:scim:schemas:core:2.0:user:name.givenName eq \"qualified" + mode + "\""))
                .containsExactly(id(user));
        assertThat(scim.find(ScimClient.ENTERPRISE + ":employeeNumber eq \"e" + mode + "\""))
                .containsExactly(id(user));
    }

    @FinePrint(12)
    @InBothModes
    void timesCompareAsInstants(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made();
        OffsetDateTime created =
                OffsetDateTime.parse(user.path("meta").path("created").asText());
        String elsewhere = created.withOffsetSameInstant(ZoneOffset.ofHours(5)).toString();
        String self = " and id eq \"" + id(user) + "\"";
        assertThat(scim.find("meta.created eq \"" + elsewhere + "\"" + self)).containsExactly(id(user));
        assertThat(scim.find("meta.created gt \"" + elsewhere + "\"" + self)).isEmpty();
        assertThat(scim.find("meta.created ge \"" + elsewhere + "\"" + self)).containsExactly(id(user));
    }

    @FinePrint(13)
    @InBothModes
    void aUserNameIsFoundInAnyCaseAndGivenBackAsItWasSent(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String name = "JSmith." + mode + "@demo.example";
        JsonNode user = scim.post("/Users", ScimClient.user(name)).json();
        assertThat(user.path("userName").asText()).isEqualTo(name);
        assertThat(scim.find("userName eq \"jsmith." + mode + "@DEMO.example\""))
                .containsExactly(id(user));
        assertError(scim.post("/Users", ScimClient.user("jSMITH." + mode + "@demo.example")), 409, "uniqueness");
    }

    @FinePrint(26)
    @InBothModes
    void notBindsTighterThanAndAndAndTighterThanOr(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        String[] ids = new String[8];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id(scim.made(
                    "'title':'" + ((i & 4) != 0) + "'",
                    "'nickName':'" + ((i & 2) != 0) + "'",
                    "'displayName':'" + ((i & 1) != 0) + "'"));
        }
        String a = "title eq \"true\"";
        String b = "nickName eq \"true\"";
        String c = "displayName eq \"true\"";
        for (int i = 0; i < ids.length; i++) {
            boolean isA = (i & 4) != 0;
            boolean isB = (i & 2) != 0;
            boolean isC = (i & 1) != 0;
            String self = " and id eq \"" + ids[i] + "\"";
            expect(scim, "(" + a + " or " + b + " and not (" + c + "))" + self, isA || (isB && !isC), ids[i]);
            expect(scim, "((" + a + " or " + b + ") and not (" + c + "))" + self, (isA || isB) && !isC, ids[i]);
            expect(scim, "(not (" + a + ") and " + b + " or " + c + ")" + self, (!isA && isB) || isC, ids[i]);
        }
    }

    private static void expect(ScimClient scim, String filter, boolean found, String id) {
        assertThat(scim.find(filter)).as(filter).isEqualTo(found ? List.of(id) : List.of());
    }

    @FinePrint({27, 28})
    @InBothModes
    void bracketsSpeakOfOneElementAndTakeTheWholeLanguage(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        String crossed = id(scim.made("'emails':[{'type':'work','value':'one@demo.example'},"
                + "{'type':'home','value':'two@demo.example'}]"));
        assertThat(scim.find("emails[type eq \"work\" and value eq \"two@demo.example\"]"))
                .isEmpty();
        assertThat(scim.find("emails.type eq \"work\" and emails.value eq \"two@demo.example\""))
                .containsExactly(crossed);
        assertThat(scim.find("emails[type eq \"work\" and value eq \"one@demo.example\"]"))
                .containsExactly(crossed);
        assertThat(scim.find("emails[(type eq \"fax\" or type eq \"home\") and not (value sw \"one\")]"))
                .containsExactly(crossed);
    }

    @FinePrint(29)
    @InBothModes
    void presentMeansNotEmpty(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        String full =
                id(scim.made("'title':'Dr'", "'emails':[{'value':'a@demo.example'}]", "'name':{'givenName':'A'}"));
        String empty = id(scim.made("'title':''", "'emails':[]", "'name':{}"));
        for (String attribute : List.of("title", "emails", "emails.value", "name", "name.givenName")) {
            assertThat(scim.find(attribute + " pr")).as(attribute).containsExactly(full);
            assertThat(scim.find("not (" + attribute + " pr)")).as(attribute).containsExactly(empty);
        }
    }

    @FinePrint(30)
    @InBothModes
    void whatHasNoOrderIsNotCompared(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String filter : List.of(
                "active gt true",
                "active le false",
                "x509Certificates.value gt \"aGk=\"",
                "userName near \"x\"",
                "userName eq",
                "userName eq \"x",
                "userName")) {
            assertError(scim.search("Users", filter), 400, "invalidFilter");
        }
    }

    @FinePrint(31)
    @InBothModes
    void valuesAreJsonWithItsEscapesAndNull(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        JsonNode user = scim.made();
        scim.patch(at(user), "{'op':'add','path':'title','value':'O\\u0027Malley \\\"x\\\" \\u00e9 \\ud83d\\ude00'}");
        assertThat(scim.find("title eq \"O'Malley \\\"x\\\" é 😀\"")).containsExactly(id(user));
        assertThat(scim.find("title eq \"O\\u0027Malley \\\"x\\\" \\u00e9 \\ud83d\\ude00\""))
                .containsExactly(id(user));
        String other = id(scim.made());
        assertThat(scim.find("title eq null")).containsExactly(other);
        assertThat(scim.find("title ne null")).containsExactly(id(user));
    }

    @FinePrint(63)
    @InBothModes
    void namesCompareByUnicodeCaseFolding(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        String sharp =
                id(scim.post("/Users", ScimClient.user("Straße@demo.example")).json());
        assertThat(scim.find("userName eq \"STRASSE@demo.example\"")).containsExactly(sharp);
        assertError(scim.post("/Users", ScimClient.user("strasse@DEMO.example")), 409, "uniqueness");

        String dotless =
                id(scim.post("/Users", ScimClient.user("ılker@demo.example")).json());
        String dotted =
                id(scim.post("/Users", ScimClient.user("ilker@demo.example")).json());
        assertThat(scim.find("userName eq \"ILKER@demo.example\"")).containsExactly(dotted);
        assertThat(scim.find("userName eq \"ılker@demo.example\"")).containsExactly(dotless);

        JsonNode composed =
                scim.post("/Users", ScimClient.user("Zo\u00eb@demo.example")).json();
        assertThat(scim.find("userName eq \"zoe\u0308@demo.example\"")).containsExactly(id(composed));
        assertError(scim.post("/Users", ScimClient.user("ZOE\u0308@demo.example")), 409, "uniqueness");
        assertThat(composed.path("userName").asText()).isEqualTo("Zo\u00eb@demo.example");
    }

    @FinePrint(14)
    @InBothModes
    void aPasswordIsNeitherReturnedNorFoundBy(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode user = scim.made("'password':'correct horse'");
        assertThat(user.has("password")).isFalse();
        assertThat(scim.get(at(user)).body()).doesNotContain("correct horse");
        assertThat(scim.get(at(user) + "?attributes=password").json().has("password"))
                .isFalse();
        assertError(scim.search("Users", "password eq \"correct horse\""), 400, "invalidFilter");
        assertError(scim.search("Users", "password pr"), 400, "invalidFilter");
    }
}
