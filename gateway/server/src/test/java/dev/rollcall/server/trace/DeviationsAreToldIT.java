package dev.rollcall.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R29, A6 and U1: whatever is accepted against the RFC can be found in every place where an administrator may look for it. */
final class DeviationsAreToldIT {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Trace okta;
    private static Trace entra;

    @BeforeAll
    static void connect() {
        okta = new Trace(GATEWAY, "okta");
        entra = new Trace(GATEWAY, "entra");
    }

    /**
     * A request that causes a deviation, and the user that it is about.
     *
     * @param user null for a query, which is not about one user
     */
    private record Sent(
            Trace by,
            String provider,
            Answer answer,
            @Nullable String user) {}

    private static String name() {
        return "d" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Sent post(String more) {
        String schemas = more.startsWith("'schemas'") ? "" : "'schemas':['" + USER + "'],";
        Answer answer =
                okta.send("POST", "/Users", "{" + schemas + more + ",'userName':'" + name() + "@demo.example'}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Sent(okta, "okta", answer, answer.json().path("id").asText());
    }

    private static String made(Trace by, String more) {
        Answer answer = by.send(
                "POST", "/Users", "{'schemas':['" + USER + "'],'userName':'" + name() + "@demo.example'" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static Sent patch(String operations) {
        return patch(okta, "okta", made(okta, ""), operations);
    }

    private static Sent patch(Trace by, String provider, String user, String operations) {
        Answer answer = by.send("PATCH", "/Users/" + user, """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[%s]}\
            """.formatted(operations));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Sent(by, provider, answer, user);
    }

    private static Sent get(String query) {
        Answer answer = okta.send("GET", "/Users?" + query, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Sent(okta, "okta", answer, null);
    }

    private static Sent search(String more) {
        Answer answer = okta.send(
                "POST",
                "/Users/.search",
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest']," + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Sent(okta, "okta", answer, null);
    }

    /** A person came back under another externalId, and the provider deletes the user that it had before. */
    private static Sent deleteOfTheFormer() {
        String name = name() + "@demo.example";
        String body = "{'schemas':['" + USER + "'],'userName':'" + name + "','externalId':'%s','active':%s}";
        String user = entra.send("POST", "/Users", body.formatted("before", true))
                .json()
                .path("id")
                .asText();
        entra.send("PUT", "/Users/" + user, body.formatted("before", false));
        Answer back = entra.send("PUT", "/Users/" + user, body.formatted("after", true));
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        Answer deleted = entra.send("DELETE", "/Users/" + user, "");
        assertThat(deleted.status()).isEqualTo(204);
        return new Sent(entra, "entra", deleted, user);
    }

    /** A DELETE as a profile has it read and answered. */
    private static Sent delete(String path, @Nullable String user) {
        Answer set = okta.api(
                "PUT",
                "/api/v1/organizations/demo/directories/"
                        + GATEWAY.directory("okta").id() + "/profile",
                "{'reading':{'delete':'deactivate'},'response':{'deletedAgain':'no-content'}}");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        Answer deleted = okta.send("DELETE", path, "");
        assertThat(deleted.status()).isEqualTo(204);
        return new Sent(okta, "okta", deleted, user);
    }

    /** A request for every rule; one that is added does not compile without. */
    private static Sent causing(DeviationRule rule) {
        return switch (rule) {
            case UNKNOWN_ATTRIBUTE -> post("'shoeSize':44");
            case UNKNOWN_SCHEMA -> post("'schemas':['" + USER + "','urn:example:unknown']");
            case UNKNOWN_PARAMETER -> get("gremlins=1");
            case READ_ONLY -> patch("{'op':'replace','path':'groups','value':[]}");
            case NOT_KEPT -> post("'password':'S3cret-word'");
            case EMPTY_ELEMENT -> post("'phoneNumbers':[null,{'value':'+1 555 0100'}]");
            case SEVERAL_PRIMARIES ->
                post("'phoneNumbers':[{'value':'1','primary':true},{'value':'2','primary':true}]");
            case NO_OPERATIONS -> patch("");
            case BESIDE_DEACTIVATION ->
                patch("{'op':'replace','path':'active','value':false},{'op':'replace','path':'userName','value':''}");
            case FORMER_DELETED -> deleteOfTheFormer();
            case DELETED_BEFORE -> delete("/Groups/" + UUID.randomUUID(), null);
            case DEACTIVATED_INSTEAD -> {
                String user = made(okta, "");
                yield delete("/Users/" + user, user);
            }
            case STALE_FORMATTED_NAME ->
                patch(
                        okta,
                        "okta",
                        made(okta, ",'name':{'formatted':'Ada Byron','givenName':'Ada','familyName':'Byron'}"),
                        "{'op':'replace','path':'name.familyName','value':'Lovelace'}");
            case BLANK_FILTER -> get("filter=%20");
            case REPEATED_ELEMENT -> post("'phoneNumbers':[{'value':'1','type':'work'},{'value':'1','type':'work'}]");
            case REPEATED_PARAMETER -> get("count=1&count=1");
            case PARAMETER_SPELLING -> get("Count=1");
            case MISSING_SCHEMAS -> post("'schemas':[]");
            case MISSING_URN -> patch("{'op':'replace','path':'department','value':'R&D'}");
            case SPELLING -> post("'name.givenName':'Ada'");
            case UNQUOTED_TEXT -> get("filter=userName%20eq%20nobody");
            case SEARCH_AS_TEXT -> search("'count':'1'");
            case TEXT_FOR_BOOLEAN -> patch("{'op':'replace','path':'active','value':' false'}");
            case NUMBER_FOR_TEXT -> post("'title':7");
            case SINGLE_VALUE -> post("'phoneNumbers':{'value':'1'}");
            case LIST_OF_ONE -> post("'title':['Dr']");
            case WRAPPED_VALUE -> post("'title':{'value':'Dr'}");
            case BARE_VALUE -> post("'phoneNumbers':['1']");
            case JSON_IN_TEXT -> post("'name':'{\\'givenName\\':\\'Ada\\'}'");
        };
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R29, A6, U1: a deviation is in the header, the log, the health, the audit and the explanation")
    void everyDeviationIsTold(DeviationRule rule) {
        Sent sent = causing(rule);
        String header = sent.answer().header("Rollcall-Deviations");
        assertThat(header)
                .as(sent.answer().header("Rollcall-Quirks"))
                .contains(rule.word() + (rule.leavesOut() ? ";left-out" : ";detail"));

        JsonNode entry = sent.by().entry(sent.answer());
        assertThat(entry.path("deviations").findValuesAsText("rule")).contains(rule.word());
        if (rule.leavesOut()) {
            assertThat(entry.path("outcome").asText()).isEqualTo("left_out");
        }

        String id = sent.answer().header("Rollcall-Request-Id");
        JsonNode health = sent.by()
                .api(
                        "GET",
                        "/api/v1/organizations/demo/directories/"
                                + GATEWAY.directory(sent.provider()).id() + "/health")
                .json();
        assertThat(health.path("deviations"))
                .filteredOn(one -> one.path("rule").asText().equals(rule.word()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("lastRequest").asText()).isEqualTo(id);
                    assertThat(one.path("count").asLong()).isPositive();
                    assertThat(one.path("leftOut").asBoolean()).isEqualTo(rule.leavesOut());
                });
        if (sent.user() == null) {
            return;
        }
        boolean changesNothing = rule == DeviationRule.NO_OPERATIONS || rule == DeviationRule.READ_ONLY;
        JsonNode audit = sent.by()
                .api("GET", "/api/v1/organizations/demo/audit?request=" + id)
                .json()
                .path("items");
        if (changesNothing) {
            assertThat(audit).isEmpty();
        } else {
            assertThat(audit).singleElement().satisfies(one -> {
                assertThat(one.at("/subject/id").asText()).isEqualTo(sent.user());
                assertThat(one.path("leftOut").findValuesAsText("rule").contains(rule.word()))
                        .as(one.toString())
                        .isEqualTo(rule.leavesOut());
            });
        }
        JsonNode explanation = sent.by()
                .api("GET", "/api/v1/organizations/demo/users/" + sent.user() + "/explanation")
                .json();
        assertThat(explanation.path("deviations"))
                .filteredOn(one -> one.path("rule").asText().equals(rule.word()))
                .isNotEmpty()
                .allMatch(one -> one.path("request").asText().equals(id));
        if (rule.leavesOut()) {
            assertThat(explanation.path("sentences").toString()).contains("request " + id);
        }
    }

    @Test
    @DisplayName("U1: a DELETE that was passed over in a bulk request is told as well")
    void aDeleteInABulkRequestIsTold() {
        String name = name() + "@demo.example";
        String body = "{'schemas':['" + USER + "'],'userName':'" + name + "','externalId':'%s','active':%s}";
        String user = entra.send("POST", "/Users", body.formatted("one", true))
                .json()
                .path("id")
                .asText();
        entra.send("PUT", "/Users/" + user, body.formatted("one", false));
        entra.send("PUT", "/Users/" + user, body.formatted("two", true));
        Answer bulk = entra.send("POST", "/Bulk", """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[
             {'method':'DELETE','path':'/Users/%s'}]}\
            """.formatted(user));
        assertThat(bulk.header("Rollcall-Deviations")).contains("former-deleted;left-out;operation=");
        assertThat(entra.entry(bulk).path("outcome").asText()).isEqualTo("left_out");
        JsonNode audit = entra.api(
                        "GET", "/api/v1/organizations/demo/audit?request=" + bulk.header("Rollcall-Request-Id"))
                .json()
                .path("items");
        assertThat(audit)
                .singleElement()
                .satisfies(one ->
                        assertThat(one.path("leftOut").findValuesAsText("rule")).containsExactly("former-deleted"));
    }

    @Test
    @DisplayName("A header that would be too long ends with how many there are besides")
    void theHeaderIsBounded() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("'unknown attribute \u00e4 no ")
                    .append(i)
                    .append("':1");
        }
        Sent sent = post(many.toString());
        assertThat(sent.answer().header("Rollcall-Deviations"))
                .hasSizeLessThan(1_050)
                .containsPattern("more;count=\\d+$")
                .matches("[\\x20-\\x7e]*");
        assertThat(okta.entry(sent.answer()).path("deviations")).hasSize(40);
    }
}
