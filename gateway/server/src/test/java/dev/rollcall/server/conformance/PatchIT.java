package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static dev.rollcall.server.conformance.ScimClient.atGroup;
import static dev.rollcall.server.conformance.ScimClient.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PATCH (RFC 7644 section 3.5.2). */
final class PatchIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    @FinePrint(3)
    @InBothModes
    void theNameOfAnOperationMayHaveCapitals(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made());
        for (String op : new String[] {"Replace", "ADD", "replace", "add"}) {
            Answer answer = scim.patch(user, "{'op':'" + op + "','path':'title','value':'" + op + "'}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("title").asText()).isEqualTo(op);
        }
        assertError(scim.patch(user, "{'op':'upsert','path':'title','value':'x'}"), 400, "invalidSyntax");
    }

    @FinePrint(38)
    @InBothModes
    void operationsSeeWhatEarlierOnesDidAndOneThatFailsUndoesAll(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made("'title':'before'"));
        Answer chained = scim.patch(
                user,
                "{'op':'add','path':'emails','value':[{'type':'work','value':'a@demo.example'}]},"
                        + "{'op':'replace','path':'emails[type eq \\\"work\\\"].value','value':'b@demo.example'}");
        assertThat(chained.json().at("/emails/0/value").asText()).isEqualTo("b@demo.example");

        Answer failed = scim.patch(
                user,
                "{'op':'replace','path':'title','value':'after'},"
                        + "{'op':'replace','path':'nickName','value':'Ada'},"
                        + "{'op':'replace','path':'emails[type ne \\\"work\\\"].value','value':'x'}");
        assertError(failed, 400, "noTarget");
        Answer now = scim.get(user);
        assertThat(now.json()).isEqualTo(chained.json());
        assertThat(now.header("ETag")).isEqualTo(chained.header("ETag"));
    }

    @FinePrint(39)
    @InBothModes
    void aNewPrimaryDemotesTheOneBefore(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made("'emails':[{'value':'a@demo.example','type':'work','primary':true}]"));
        JsonNode emails = scim.patch(
                        user,
                        "{'op':'add','path':'emails',"
                                + "'value':[{'value':'b@demo.example','type':'home','primary':true}]}")
                .json()
                .path("emails");
        assertThat(emails).hasSize(2);
        assertThat(emails)
                .filteredOn(it -> it.path("primary").asBoolean())
                .singleElement()
                .satisfies(it -> assertThat(it.path("value").asText()).isEqualTo("b@demo.example"));
    }

    @FinePrint(40)
    @InBothModes
    void aPathIntoAnExtensionAddsItsUrnToSchemas(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode made = scim.made();
        assertThat(made.path("schemas")).hasSize(1);
        JsonNode patched = scim.patch(
                        at(made), "{'op':'add','path':'" + ScimClient.ENTERPRISE + ":employeeNumber','value':'7'}")
                .json();
        assertThat(patched.path("schemas"))
                .extracting(JsonNode::asText)
                .containsExactly(ScimClient.USER, ScimClient.ENTERPRISE);
        assertThat(patched.path(ScimClient.ENTERPRISE).path("employeeNumber").asText())
                .isEqualTo("7");
    }

    @FinePrint(41)
    @InBothModes
    void theAnswerIs200WithABodyOr204ButAlways200WhenAttributesAreAskedFor(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String rename = "{'op':'replace','path':'displayName','value':'Renamed'}";
        Answer user = scim.patch(at(scim.made()), rename);
        assertThat(user.status()).isEqualTo(200);
        assertThat(user.json().path("displayName").asText()).isEqualTo("Renamed");

        String group = atGroup(scim.madeGroup("Silent"));
        Answer silent = scim.patch(group, rename);
        assertThat(silent.status()).isEqualTo(204);
        assertThat(silent.body()).isEmpty();
        Answer asked = scim.patch(group + "?attributes=displayName", rename);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().path("displayName").asText()).isEqualTo("Renamed");
    }

    @FinePrint(42)
    @InBothModes
    void addingWhatIsThereChangesNeitherVersionNorLastModified(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode member = scim.made();
        String group = atGroup(scim.madeGroup("Twice"));
        String add = "{'op':'add','path':'members','value':[{'value':'"
                + member.path("id").asText() + "'}]}";
        Answer first = scim.patch(group + "?attributes=members,meta", add);
        Answer second = scim.patch(group + "?attributes=members,meta", add);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));

        Answer title = scim.patch(at(member), "{'op':'add','path':'title','value':'Dr'}");
        Answer again = scim.patch(at(member), "{'op':'add','path':'title','value':'Dr'}");
        assertThat(again.json()).isEqualTo(title.json());
    }

    @FinePrint(44)
    @InBothModes
    void removeNeedsAPathAndLeavesRequiredAndReadOnlyAttributesAlone(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made());
        assertError(scim.patch(user, "{'op':'remove'}"), 400, "noTarget");
        assertError(scim.patch(user, "{'op':'remove','path':'userName'}"), 400, "mutability");
        Answer readOnly = scim.patch(user, "{'op':'remove','path':'id'}");
        assertError(readOnly, 400, "mutability");
    }

    @FinePrint(45)
    @InBothModes
    void removingAStrangerFromAGroupSucceedsAndChangesNothing(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode member = scim.made();
        JsonNode stranger = scim.made();
        JsonNode made = scim.madeGroup(
                "Few", "'members':[{'value':'" + member.path("id").asText() + "'}]");
        Answer before = scim.get(atGroup(made));
        Answer removed = scim.patch(
                atGroup(made),
                "{'op':'remove','path':'members[value eq \\\""
                        + stranger.path("id").asText() + "\\\"]'}");
        assertThat(removed.status()).isEqualTo(204);
        Answer after = scim.get(atGroup(made));
        assertThat(after.json()).isEqualTo(before.json());
        assertThat(after.json().path("members")).hasSize(1);
    }

    @FinePrint(46)
    @InBothModes
    void whoseLastValueIsRemovedIsUnassigned(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode member = scim.made("'emails':[{'value':'a@demo.example','type':'work'}]");
        String id = member.path("id").asText();
        String group = atGroup(scim.madeGroup("One", "'members':[{'value':'" + id + "'}]"));
        scim.patch(group, "{'op':'remove','path':'members[value eq \\\"" + id + "\\\"]'}");
        assertThat(scim.get(group).json().has("members")).isFalse();

        JsonNode user = scim.patch(at(member), "{'op':'remove','path':'emails[type eq \\\"work\\\"]'}")
                .json();
        assertThat(user.has("emails")).isFalse();
        assertThat(scim.find("id eq \"" + id + "\" and emails pr")).isEmpty();
    }

    @FinePrint(47)
    @InBothModes
    void replacingAComplexAttributeKeepsWhatIsNotNamed(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made("'name':{'givenName':'Ada','familyName':'Lovelace'}"));
        JsonNode name = scim.patch(user, "{'op':'replace','path':'name','value':{'givenName':'Augusta'}}")
                .json()
                .path("name");
        assertThat(name.path("givenName").asText()).isEqualTo("Augusta");
        assertThat(name.path("familyName").asText()).isEqualTo("Lovelace");
    }

    /** C1: one or more operations are needed; a client that sends none is told so, or that nothing was done. */
    @InBothModes
    void withoutOperationsNothingIsDone(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String path : List.of(at(scim.made()), atGroup(scim.madeGroup(fresh())))) {
            Answer answer = scim.patch(path, "");
            if (mode == Mode.STRICT) {
                assertError(answer, 400, "invalidSyntax");
            } else {
                assertThat(answer.status()).isIn(200, 204);
                assertThat(answer.header("Rollcall-Deviations")).contains("no-operations;left-out");
            }
        }
    }

    /** C3: a removal of active may mean true or false, and nothing says which. */
    @InBothModes
    void activeIsNeverRemoved(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made("'active':false"));
        assertError(scim.patch(user, "{'op':'remove','path':'active'}"), 400, "mutability");
        assertThat(scim.get(user).json().path("active").asBoolean(true)).isFalse();
    }

    /** C5: null in a list is no value (RFC 7643 section 2.5): refused where it is strict, else told where something is left. */
    @InBothModes
    void aNullInsideAListIsNoValue(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made());
        String group = atGroup(scim.madeGroup(fresh()));
        Answer added = scim.patch(user, "{'op':'add','path':'emails','value':[null]}");
        if (mode == Mode.STRICT) {
            assertError(added, 400, "invalidValue");
        } else {
            assertThat(added.status()).isEqualTo(200);
            assertThat(added.header("Rollcall-Deviations")).contains("empty-element;left-out");
        }
        assertError(scim.patch(group, "{'op':'add','path':'members','value':[null]}"), 400, "invalidValue");
        Answer made = scim.post("/Users", ScimClient.user(fresh(), "'emails':[null,{'value':'a@demo.example'}]"));
        if (mode == Mode.STRICT) {
            assertError(made, 400, "invalidValue");
        } else {
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.header("Rollcall-Deviations")).contains("empty-element;left-out");
            assertThat(made.json().path("emails")).hasSize(1);
        }
    }

    /** C4: what a filter does not find cannot be removed; a retry of a removal that was done is no error where it is tolerant. */
    @InBothModes
    void removingByAFilterThatMatchesNothing(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made("'emails':[{'value':'a@demo.example','type':'work'}],'name':{'familyName':'Low'}"));
        for (String path : List.of(
                "emails[type eq \\\"home\\\"]",
                "emails[type eq \\\"home\\\"].display",
                "addresses[type eq \\\"work\\\"]")) {
            Answer removed = scim.patch(user, "{'op':'remove','path':'" + path + "'}");
            if (mode == Mode.STRICT) {
                assertError(removed, 400, "noTarget");
            } else {
                assertThat(removed.status()).isIn(200, 204);
            }
        }
        assertThat(scim.get(user).json().path("emails")).hasSize(1);
    }

    @FinePrint(48)
    @InBothModes
    void replaceByFilterTakesAllThatMatchAndFailsWhenNothingDoes(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String user = at(scim.made("'emails':[{'value':'a@demo.example','type':'work'},"
                + "{'value':'b@demo.example','type':'work'},{'value':'c@demo.example','type':'home'}]"));
        assertError(
                scim.patch(user, "{'op':'replace','path':'emails[type eq \\\"other\\\"].display','value':'x'}"),
                400,
                "noTarget");
        JsonNode emails = scim.patch(
                        user, "{'op':'replace','path':'emails[type eq \\\"work\\\"].display','value':'Work'}")
                .json()
                .path("emails");
        assertThat(emails)
                .filteredOn(it -> it.path("display").asText().equals("Work"))
                .hasSize(2);
        JsonNode titled = scim.patch(user, "{'op':'replace','path':'title','value':'Countess'}")
                .json();
        assertThat(titled.path("title").asText()).as("nothing was there").isEqualTo("Countess");
    }

    @FinePrint(16)
    @InBothModes
    void membersAreAddedAndRemovedButNeverChanged(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String one = scim.made().path("id").asText();
        String two = scim.made().path("id").asText();
        String group = atGroup(scim.madeGroup("Fixed", "'members':[{'value':'" + one + "'}]"));
        assertError(
                scim.patch(
                        group,
                        "{'op':'replace','path':'members[value eq \\\"" + one + "\\\"].value','value':'" + two + "'}"),
                400,
                "mutability");
        scim.patch(
                group,
                "{'op':'remove','path':'members[value eq \\\"" + one + "\\\"]'},"
                        + "{'op':'add','path':'members','value':[{'value':'" + two + "'}]}");
        assertThat(scim.get(group).json().path("members"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("value").asText()).isEqualTo(two));
    }

    @FinePrint(21)
    @InBothModes
    void aNameThatIsTakenIsAConflictInEveryWrite(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String taken = fresh();
        scim.post("/Users", ScimClient.user(taken));
        String user = at(scim.made());
        assertError(scim.post("/Users", ScimClient.user(taken)), 409, "uniqueness");
        assertError(scim.put(user, ScimClient.user(taken)), 409, "uniqueness");
        assertError(scim.patch(user, "{'op':'replace','path':'userName','value':'" + taken + "'}"), 409, "uniqueness");
    }
}
